"""Whose page do these browsers read? That of 0137, with ratings, an entry and an appeal."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from server.actions.ledger.file_appeal import file_appeal
from server.actions.ratings.release_batch import release_batch
from server.db import transaction
from server.models.ledger import StaffText
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.ledger.appeals import Against, AppealForm
from tests.actions.ledger.decided import decide, entries
from tests.build import ZONE, TestHall, a_form, a_hall, on_duty, rate
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.house.signed_in import TestAccount, an_account, cookie_of

WEEKS = 3


@dataclass(frozen=True)
class StaffSite:
    """The address of the real server, and the cookies of two people of the hall."""

    url: str
    full: Any
    empty: Any


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
        live_through(place, clerk)
    with serving(settings) as server, installed(settings) as app, app.app_context():
        cookies = [cookie_of(person, server.url) for person in (clerk, other)]
        yield StaffSite(server.url, *cookies)


def live_through(place: TestHall, clerk: TestAccount) -> None:
    """Three weeks of ratings in two batches, a bad one verified, a text released, an appeal."""
    now = datetime.now(UTC)
    monday = (now - timedelta(days=now.weekday() + 7 * WEEKS)).astimezone(ZONE).date()
    opening = datetime.combine(monday, time(9, 10), tzinfo=ZONE)
    on_duty(place, "0137", span=("2020-01-01 00:00", None), source=DutySource.STANDING)
    for number in range(40):
        week, turn = divmod(number, 20)
        level = 1 if not number else 5 if turn % 2 else 4
        text = "材料讲得很清楚，一次就办好了。" if number == 1 else ""
        moment = opening + timedelta(days=9 * week, minutes=22 * turn)
        rate(place, moment=moment, form=a_form(level, text=text))
        if turn == 19:
            release_batch(place.hall, place.staff["0137"], now=moment + timedelta(days=8))
    supervisor = an_account(place, Role.SUPERVISOR)
    decide(place, supervisor, now=now - timedelta(days=1))
    decide(place, supervisor, now=now - timedelta(hours=2), number=2, staff_id=place.staff["0138"])
    with transaction() as written:
        released = {"state": "released", "decided_at": now, "decided_by": supervisor.id}
        written.execute(update(StaffText).values(**released))
    charged = next(entry.number for entry in entries(place) if entry.staff == "0138")
    form = AppealForm(Against.ENTRY, charged, "当时我在另一个窗口")
    other = an_account(place, Role.STAFF, staff="0138")
    file_appeal(place.hall, form, by=other.actor, now=now)
    assert clerk.staff_id == place.staff["0137"]
