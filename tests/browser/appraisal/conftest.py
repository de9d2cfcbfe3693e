"""Which hall do these browsers see? The busy one, in which everything of the appraisal happened."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.busy_hall import addresses, founded, lived_through
from tests.house.installation import NOW, a_settings, installed
from tests.house.running import serving
from tests.house.signed_in import cookie_of

CONSOLE = tuple(
    f"/console/{folder}"
    for folder in ("appraisal", "sources", "attendance", "inspections", "opinions", "documents")
)
FILES = (".xlsx", ".toml", ".png")
PEOPLE = ("/staff/", "/q/", "/box", "/inspections")


@dataclass(frozen=True)
class Site:
    """Where it answers, and the addresses of the office and of people, each with a cookie."""

    url: str
    pages: dict[str, tuple[Any, tuple[str, ...]]]


@pytest.fixture(scope="session")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The hall of ``tests/busy_hall.py`` behind the real server, whose clock cannot be moved."""
    time_machine = pytest.importorskip("time_machine")
    folder = tmp_path_factory.mktemp("appraisal")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app, app.app_context():
        with time_machine.travel(NOW, tick=False):
            hall = lived_through(founded(), NOW, settings.key("contact"))
        found = {
            side: tuple(one for one in addresses(app, hall, side) if not one.endswith(FILES))
            for side in (CONSOLE, PEOPLE)
        }
        with serving(settings) as server:
            office, clerk = (cookie_of(one, server.url) for one in (hall.office, hall.clerk))
            pages = {"office": (office, found[CONSOLE]), "people": (clerk, found[PEOPLE])}
            yield Site(server.url, pages)
