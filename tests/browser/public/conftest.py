"""Which hall do these browsers read about? One that has published, behind the real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.web.public.months import a_place, live_through


@pytest.fixture(scope="session")
def public_site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real server of a hall that has published two months."""
    folder = tmp_path_factory.mktemp("public")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app, app.app_context():
        live_through(a_place())
    with serving(settings) as server:
        yield server.url
