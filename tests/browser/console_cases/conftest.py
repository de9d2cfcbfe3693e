"""Which cases lie on the desk that these browsers look at? Some of each kind, on a real server."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server import clock
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from tests.build import TestHall, a_hall, on_duty
from tests.case_build import CITIZEN, a_case, a_supervisor, step, walked_to
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.house.signed_in import TestAccount, an_account, cookie_of

SINCE_AUTUMN = ("2026-09-01 09:00", None)


@dataclass(frozen=True)
class Bureau:
    """A running console: where it answers, who works there, and the cases by name."""

    url: str
    app: Flask
    supervisor: TestAccount
    head: TestAccount
    cases: dict[str, str] = field(default_factory=dict)

    def cookie(self, who: TestAccount) -> Any:
        """Signs a browser in as that person."""
        with self.app.app_context():
            return cookie_of(who, self.url)


@pytest.fixture(scope="session")
def bureau(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    """A hall with an overdue complaint, one that was answered, one in the middle, a bad rating."""
    folder = tmp_path_factory.mktemp("bureau")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app:
        with app.app_context():
            place = a_hall(opens=None)
            on_duty(place, "0137", "A01", span=SINCE_AUTUMN, source=DutySource.STANDING)
            people = [
                an_account(place, Role.SUPERVISOR),
                an_account(place, Role.DEPARTMENT_HEAD, department="D1"),
            ]
            cases = _cases(place, settings.key("contact"))
        with serving(settings) as server:
            yield Bureau(server.url, app, people[0], people[1], cases)


def _cases(place: TestHall, key: bytes) -> dict[str, str]:
    now = clock.now()
    supervisor = a_supervisor(place)
    cases = {
        "late": a_case(place, moment=now - timedelta(days=12)),
        "fresh": a_case(place, moment=now, contact="13800000000", contact_key=key),
        "middle": a_case(place, moment=now - timedelta(days=1)),
        "bad": a_case(place, CaseKind.BAD_RATING, moment=now - timedelta(hours=1)),
        "praise": a_case(place, CaseKind.PRAISE, moment=now),
    }
    walked_to(place, cases["middle"], CaseState.INVESTIGATING, by=supervisor)
    step(place, cases["middle"], StepName.CITIZEN_MESSAGE, CITIZEN, now=now)
    return cases
