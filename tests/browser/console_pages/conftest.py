"""Which hall do these browsers run? One that has published, behind the real server."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server import clock
from server.actions.registry.seed_calendar import seed_calendar
from server.queries.accounts.listed import listed_accounts
from server.rules.accounts.roles import Role
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.house.signed_in import TestAccount, an_account, cookie_of
from tests.message_build import spread, told
from tests.web.public.months import a_place, live_through


@dataclass(frozen=True)
class Bureau:
    """A running console: where it answers, and somebody who may do everything there."""

    url: str
    app: Flask
    person: TestAccount
    number: str

    def cookie(self) -> Any:
        """Signs a browser in as that person."""
        with self.app.app_context():
            return cookie_of(self.person, self.url)


@pytest.fixture(scope="session")
def bureau(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    """A hall with two published months, a withdrawn code, messages, accounts and a calendar."""
    folder = tmp_path_factory.mktemp("console")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app:
        with app.app_context():
            place = a_place()
            live_through(place)
            seed_calendar(now=clock.now())
            person = an_account(place, *Role)
            told(place, now=clock.now())
            spread(clock.now())
            number = next(each.number for each in listed_accounts() if each.name == person.name)
        with serving(settings) as server:
            yield Bureau(server.url, app, person, number)
