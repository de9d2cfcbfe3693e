"""Another machine for the same installation: the same key and kind of database, and no data."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.settings import Settings
from tests.backup.halls import elsewhere
from tests.house import postgresql


@pytest.fixture
def new_home(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Where a backup can be restored to."""
    folder = tmp_path / "elsewhere"
    if settings.database_url.startswith("sqlite"):
        yield elsewhere(settings, f"sqlite:///{folder / 'chuangping.db'}", folder)
        return
    home: Path = request.getfixturevalue("postgresql_home")
    name = f"restored_{secrets.token_hex(4)}"
    yield elsewhere(settings, postgresql.create(home, name), folder)
    postgresql.drop(home, name)
