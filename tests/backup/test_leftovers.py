"""What a killed backup leaves is cleared away; a password stands on no command line."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backup.making import make
from backup.postgresql import without_password
from backup.restoring import Wishes, restore
from server.queries.operations.database import wanted_version
from server.settings import Settings
from tests.backup.halls import a_hall_with_a_photo, a_house, does, elsewhere
from tests.house.installation import a_settings, installed

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """An installation with a hall."""
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path)
    with installed(settings) as app, app.app_context():
        a_hall_with_a_photo(settings)
    return settings


@pytest.mark.parametrize(
    ("age", "stays"),
    [(DAY - MINUTE, True), (DAY, True), (DAY + MINUTE, False)],
    ids=["just under a day old", "a day old", "over a day old"],
)
def test_what_a_killed_backup_left_goes_after_a_day(
    settings: Settings, tmp_path: Path, age: timedelta, *, stays: bool
) -> None:
    left = tmp_path / ".backup-killed"
    left.mkdir()
    moment = (NOW - age).timestamp()
    os.utime(left, (moment, moment))

    make(tmp_path / "hall.tar", a_house(settings), now=NOW)

    assert left.exists() is stays
    assert list(tmp_path.glob(".backup-*")) == ([left] if stays else [])


def test_a_killed_backup_of_the_same_name_is_no_obstacle(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "hall.tar.part").write_bytes(b"half")

    assert "已备份到" in does(settings, "backup", tmp_path / "hall.tar")
    assert not (tmp_path / "hall.tar.part").exists()


def test_what_a_killed_restore_left_goes_with_the_next(settings: Settings, tmp_path: Path) -> None:
    does(settings, "backup", tmp_path / "hall.tar")
    folder = tmp_path / "elsewhere"
    home = elsewhere(settings, f"sqlite:///{folder / 'chuangping.db'}", folder)
    (home.photo_folder / "restoring-killed").mkdir(parents=True)
    (folder / "chuangping.db.restoring").write_bytes(b"half")

    house = a_house(home)
    restore(tmp_path / "hall.tar", house, known={wanted_version()}, wishes=Wishes(), stamp="now")

    assert list(home.photo_folder.glob("restoring-*")) == []
    assert list(folder.glob("*.restoring")) == []


def test_a_password_goes_into_a_file_of_its_owner_and_not_on_the_command_line(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "password"

    told = without_password("postgresql://hall:se%3Acr%5Cet@db.example/hall?sslmode=require", kept)

    assert "cr" not in told
    assert "sslmode=require" in told
    assert f"passfile={kept}" in told
    assert kept.read_text(encoding="utf-8") == "*:*:*:*:se\\:cr\\\\et\n"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_an_address_without_a_password_stays_as_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "password"

    told = without_password("postgresql:///hall?host=/run/postgresql", kept)

    assert told == "postgresql:///hall?host=/run/postgresql"
    assert not kept.exists()
