"""Which hall do these browsers sign in to? One for all tests, with the real server in front."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server import clock
from server.actions.accounts.invite import NewPerson, invite
from server.rules.accounts.roles import Grant, Role
from server.settings import Settings
from tests.build import a_hall
from tests.house.installation import a_settings, installed
from tests.house.running import serving


@dataclass
class Office:
    """A running server and links of people who were invited and have not come yet."""

    url: str
    settings: Settings
    links: dict[str, list[str]] = field(default_factory=dict)

    def link(self, role: Role) -> str:
        """The link of somebody with that role, who comes for the first time."""
        return f"{self.url}/console/invitation/{self.links[role].pop()}"


@pytest.fixture(scope="session")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A hall, and a few people of two roles who were invited."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    links: dict[str, list[str]] = {Role.SUPERVISOR: [], Role.STAFF: []}
    with installed(settings) as app, app.app_context():
        place = a_hall(opens=None)
        for role, open_links in links.items():
            for number in range(4):
                person = NewPerson(f"{role}-{number}", title="王某")
                grants = [Grant(Role(role), place.hall.id)]
                open_links.append(invite(person, grants, by="李某", now=clock.now()))
    with serving(settings) as server:
        yield Office(server.url, server.settings, links)
