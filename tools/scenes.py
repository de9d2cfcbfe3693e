"""What does each picture of the README show, and what has been clicked before it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.house.chromium import PHONE

TALL: dict[str, Any] = {"viewport": {"width": 1280, "height": 1040}}
HALL_SCREEN: dict[str, Any] = {"viewport": {"width": 960, "height": 540}}
SHOWN_WINDOW = "A01"


@dataclass(frozen=True)
class Stage:
    """Where the pages are: the citizen's page, the site, a code to pair one screen, and WeChat."""

    citizen: str
    site: str
    pairing_code: str
    wechat: str


@dataclass(frozen=True)
class Scene:
    """One picture: its name, the device it is seen on, and how to come to what it shows."""

    name: str
    screen: Mapping[str, Any]
    play: Callable[[Page, Stage], None]


def _rate(page: Page, stage: Stage) -> None:
    page.goto(stage.citizen)


def _rate_in_dark(page: Page, stage: Stage) -> None:
    page.emulate_media(color_scheme="dark")
    _rate(page, stage)


def _name_what_was_wrong(page: Page, stage: Stage) -> None:
    _rate(page, stage)
    page.check("#l2")
    page.check("#t209")
    _scroll_to(page, "label[for=l2]")


def _rate_in_large_type(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.citizen}?size=elder")
    page.check("#l5")


def _be_thanked(page: Page, stage: Stage) -> None:
    _name_what_was_wrong(page, stage)
    # A form that comes back faster than one can read is set aside, and says so.
    page.wait_for_timeout(4_000)
    page.locator("button.main").click()
    page.wait_for_url("**/w/thanks/**")


def _scroll_to(page: Page, selector: str) -> None:
    """To the top of the screen, with a little of what stands above it."""
    page.locator(selector).evaluate(
        "it => window.scrollTo(0, it.getBoundingClientRect().top + window.scrollY - 60)"
    )


def _complain(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.citizen}/complain")


def _at(path: str) -> Callable[[Page, Stage], None]:
    def play(page: Page, stage: Stage) -> None:
        page.goto(f"{stage.site}{path}", wait_until="networkidle")

    return play


def _newest_ranking(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.site}/public/")
    page.locator("a[href*='/public/rankings/']").first.click()
    page.wait_for_load_state()
    _scroll_to(page, "#results")


def _pair_screen(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.site}/screen/{SHOWN_WINDOW}")
    page.locator("input[name=code]").fill(stage.pairing_code)
    page.locator("button.main").click()
    page.wait_for_load_state()


SCENES = (
    Scene("citizen", PHONE, _rate),
    Scene("citizen-bad", PHONE, _name_what_was_wrong),
    Scene("citizen-large", PHONE, _rate_in_large_type),
    Scene("citizen-dark", PHONE, _rate_in_dark),
    Scene("thanks", PHONE, _be_thanked),
    Scene("complain", PHONE, _complain),
    Scene("public", TALL, _at("/public/")),
    Scene("public-phone", PHONE, _at("/public/")),
    Scene("ranking", TALL, _newest_ranking),
    Scene("ranking-phone", PHONE, _newest_ranking),
    Scene("window", TALL, _at(f"/public/windows/{SHOWN_WINDOW}")),
    Scene("screen", HALL_SCREEN, _pair_screen),
)
