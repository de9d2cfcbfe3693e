"""Whose page do these browsers read? That of 0137, with ratings, an entry and an appeal."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from server.actions.ledger.file_appeal import file_appeal
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.actions.ratings.release_batch import release_batch
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.models.ledger import StaffText
from server.models.ratings import Rating
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.cases.codes import ExclusionReason
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName
from server.rules.hall_settings import SettingRow
from server.rules.ledger.appeals import Against, AppealForm
from tests.actions.ledger.decided import decide, entries
from tests.build import ZONE, TestHall, a_form, a_hall, on_duty, rate
from tests.case_build import a_case, a_supervisor, step, walked_to
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.house.signed_in import TestAccount, an_account, cookie_of

WEEKS = 3
TEXTS = {
    1: "材料讲得很清楚，一次就办好了。",
    21: "让我打 13800000000 找李某",
    22: "等得久，但态度好",
}


@dataclass(frozen=True)
class StaffSite:
    """The address of the real server, and the cookies of people of the hall.

    ``pages`` are the console's pages about all this, each with who reads it.
    """

    url: str
    full: Any
    empty: Any
    pages: dict[str, tuple[Any, str]]


@pytest.fixture(scope="session")
def staff_site(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StaffSite]:
    """The hall on the real server. Its days end with today: the server's clock cannot be moved."""
    folder = tmp_path_factory.mktemp("staff")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app, app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"))
        clerk, other = (an_account(place, Role.STAFF, staff=who) for who in ("0137", "0138"))
        appeal = live_through(place, clerk)
        office = [
            an_account(place, role)
            for role in (Role.SUPERVISOR, Role.APPRAISAL_OFFICER, Role.PUBLISHER)
        ]
        replied = publish_one(place, office[2])
    with serving(settings) as server, installed(settings) as app, app.app_context():
        cookies = [cookie_of(person, server.url) for person in (clerk, other, *office)]
        supervisor, officer, publisher = cookies[2:]
        pages = {
            "ledger": (supervisor, "/console/ledger"),
            "exclusions": (supervisor, "/console/exclusions"),
            "texts": (supervisor, "/console/texts"),
            "appeals": (officer, "/console/appeals"),
            "appeal": (officer, f"/console/appeals/{appeal}"),
            "replies": (publisher, "/console/replies"),
            "review": (publisher, f"/console/replies/{replied}"),
            "public replies": (publisher, "/public/replies"),
        }
        yield StaffSite(server.url, cookies[0], cookies[1], pages)


def publish_one(place: TestHall, publisher: TestAccount) -> str:
    """Of two closed complaints one reply is public; the number of the other case."""
    now = datetime.now(UTC)
    handler = a_supervisor(place)
    day = (now - timedelta(days=2)).astimezone(ZONE).date()
    row = SettingRow("replies_published", "", "yes", day)
    set_hall_setting(place.hall.id, row, by="李某", now=now - timedelta(days=1))
    hall = replace(place, hall=hall_named())
    numbers = [walked_to(hall, a_case(hall), CaseState.CLOSED, handler) for _ in range(2)]
    step(hall, numbers[0], StepName.PUBLISH_REPLY, publisher.actor, now=now)
    return numbers[1]


def live_through(place: TestHall, clerk: TestAccount) -> str:
    """Weeks of ratings in two batches, a bad one verified, a text released; an appeal's number."""
    now = datetime.now(UTC)
    monday = (now - timedelta(days=now.weekday() + 7 * WEEKS)).astimezone(ZONE).date()
    opening = datetime.combine(monday, time(9, 10), tzinfo=ZONE)
    on_duty(place, "0137", span=("2020-01-01 00:00", None), source=DutySource.STANDING)
    for number in range(40):
        week, turn = divmod(number, 20)
        level = 1 if not number else 5 if turn % 2 else 4
        text = TEXTS.get(number, "")
        moment = opening + timedelta(days=9 * week, minutes=22 * turn)
        rate(place, moment=moment, form=a_form(level, text=text))
        if turn == 19:
            release_batch(place.hall, place.staff["0137"], now=moment + timedelta(days=8))
    supervisor = an_account(place, Role.SUPERVISOR)
    decide(place, supervisor, now=now - timedelta(days=1))
    decide(place, supervisor, now=now - timedelta(hours=2), number=2, staff_id=place.staff["0138"])
    with transaction() as written:
        released = {"state": "released", "decided_at": now, "decided_by": supervisor.id}
        first = written.scalars(select(StaffText.rating_id).order_by(StaffText.until)).first()
        written.execute(update(StaffText).where(StaffText.rating_id == first).values(**released))
    exclude_one(place)
    charged = next(entry.number for entry in entries(place) if entry.staff == "0138")
    form = AppealForm(Against.ENTRY, charged, "当时我在另一个窗口")
    other = an_account(place, Role.STAFF, staff="0138")
    assert clerk.staff_id == place.staff["0137"]
    return file_appeal(place.hall, form, by=other.actor, now=now)


def exclude_one(place: TestHall) -> None:
    """One rating was set aside by two people, another one waits for the second."""
    first, second = (an_account(place, Role.SUPERVISOR).actor for _ in range(2))
    ratings = session.scalars(select(Rating.id).where(Rating.level == 4)).all()[:2]
    now = datetime.now(UTC)
    for place_in_line, rating_id in enumerate(ratings):
        form = ExclusionForm(int(rating_id), ExclusionReason.MISTAKEN, "来电说按错了")
        number = propose_exclusion(place.hall, form, by=first, now=now)
        if not place_in_line:
            approve_exclusion(place.hall, number, by=second, now=now)
