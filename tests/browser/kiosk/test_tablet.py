"""A window's tablet rates by touch, in two languages, without network, with a wrong clock."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server import clock
from server.actions.codes.issue_pairing import issue_pairing
from server.actions.registry.set_hall_setting import set_hall_setting
from server.rules.attribution import DutySource
from server.rules.hall_settings import SettingRow
from tests.build import a_hall, on_duty
from tests.house.chromium import NewPage
from tests.house.installation import a_settings, installed
from tests.house.running import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

TABLET: dict[str, Any] = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}
LEAST_TARGET = 60
WRONG = datetime(2019, 3, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Hall:
    """Where the real server is, its database, and a pairing code for each device."""

    url: str
    database: Path
    pairings: list[str]

    def rows(self, asked: str) -> list[Any]:
        """What the database says."""
        with sqlite3.connect(self.database) as connection:
            return connection.execute(asked).fetchall()


@pytest.fixture(scope="module")
def hall(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A hall that is always open, whose tablets begin to rate when one presses."""
    folder = tmp_path_factory.mktemp("kiosk")
    database = folder / "hall.db"
    shutil.copy(sqlite_template, database)
    settings = a_settings(database_url=f"sqlite:///{database}", var_dir=folder)
    with installed(settings) as app, app.app_context():
        place = a_hall(opens=None)
        span = ("2026-09-01 09:00", None)
        on_duty(place, "0137", "A01", span=span, source=DutySource.STANDING)
        row = SettingRow("kiosk_rating", "", "press", clock.now().date())
        set_hall_setting(place.hall.id, row, by="李某", now=clock.now())
        pairings = [
            issue_pairing(place.hall.id, "A01", by="李某", now=clock.now()) for _ in range(2)
        ]
    with serving(settings) as server:
        yield Hall(server.url, database, pairings)


def paired(page: "Page", hall: Hall) -> "Page":
    """The device is the tablet of A01 now."""
    page.goto(f"{hall.url}/screen/A01")
    page.fill("#code", hall.pairings.pop())
    page.get_by_role("button", name="配对").click()
    page.get_by_role("button", name="开始评价").wait_for()
    return page


def kept(page: "Page") -> list[dict[str, Any]]:
    """What the browser keeps until it is sent."""
    found: list[dict[str, Any]] = page.evaluate(
        "Object.keys(localStorage).flatMap((key) => JSON.parse(localStorage.getItem(key)))"
    )
    return found


def small_targets(page: "Page") -> list[str]:
    """The visible buttons that a finger may miss."""
    return [
        button.inner_text()
        for button in page.get_by_role("button").all()
        if (box := button.bounding_box()) and min(box["width"], box["height"]) < LEAST_TARGET
    ]


def say_why_in_english(page: "Page") -> None:
    """Somebody reads English, is dissatisfied, says why, and gets a receipt."""
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Begin").click()
    assert small_targets(page) == []
    page.get_by_role("button", name="Dissatisfied", exact=True).click()
    assert small_targets(page) == []
    page.get_by_role("button", name="Stiff attitude").click()
    page.get_by_text("Your receipt").wait_for()
    page.get_by_role("button", name="Done").click()


def touch_nothing(page: "Page") -> None:
    """Somebody is asked and goes: a minute later the tablet is at rest, in Chinese."""
    asking = page.get_by_role("heading", name="这次办事，您满意吗？")
    page.get_by_role("button", name="开始评价").click()
    asking.wait_for()
    page.clock.run_for(58_000)
    assert asking.is_visible()
    page.clock.run_for(2_000)
    page.get_by_role("button", name="开始评价").wait_for()


def lose_the_network(page: "Page") -> None:
    """One rates and one does not while there is none: kept, with nothing of anybody."""
    page.context.set_offline(True)
    page.get_by_text("网络断开。评价先存在这台设备上").wait_for()
    assert not page.get_by_alt_text("评价二维码").is_visible()
    page.get_by_role("button", name="开始评价").click()
    page.get_by_role("button", name="非常满意", exact=True).click()
    page.get_by_text("已存在这台设备上，恢复后提交").wait_for()
    page.clock.run_for(15_000)
    touch_nothing(page)
    waiting = kept(page)
    assert [set(one) for one in waiting] == [{"slip", "waited", "level", "tags"}] * 2
    assert [one["level"] for one in waiting] == [5, None]


def find_the_network(page: "Page") -> None:
    """It is back: everything is sent, and nothing is kept."""
    page.context.set_offline(False)
    page.evaluate(
        "new Promise((done) => { const look = () => "
        "localStorage.length ? setTimeout(look, 50) : done(); look(); })"
    )


@pytest.mark.browser
def test_a_day_at_the_tablet(new_page: NewPage, hall: Hall) -> None:
    page = new_page(**TABLET)
    asked_elsewhere: list[str] = []
    page.on("request", lambda one: asked_elsewhere.extend({one.url} - ours(hall, one.url)))
    page.clock.install(time=WRONG)
    paired(page, hall)

    say_why_in_english(page)
    touch_nothing(page)
    lose_the_network(page)
    find_the_network(page)

    ratings = hall.rows("SELECT level, lane, channel, day FROM rating ORDER BY level")
    today = datetime.now(UTC).date()
    days_off = [abs((date.fromisoformat(day) - today).days) for *_, day in ratings]
    assert [row[:3] for row in ratings] == [(2, "printed", "tablet"), (5, "printed", "tablet")]
    assert max(days_off) <= 1
    assert hall.rows("SELECT count(*) FROM not_rated") == [(2,)]
    assert asked_elsewhere == []


def ours(hall: Hall, url: str) -> set[str]:
    """The address, if it is of this installation or inside the page."""
    return {url} if url.startswith((hall.url, "data:")) else set()


@pytest.mark.browser
def test_on_a_small_device_nothing_is_cut(new_page: NewPage, hall: Hall) -> None:
    page = paired(new_page(viewport={"width": 375, "height": 720}, has_touch=True), hall)

    page.get_by_role("button", name="开始评价").click()

    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
