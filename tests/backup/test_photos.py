"""A backup fits together although photos are erased meanwhile, and says which are not in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from backup.archive import PHOTOS as FOLDER
from backup.archive import opened
from backup.house import House
from backup.making import make
from backup.sqlite import SqliteDatabase, SqliteStand
from photos.store import PhotoStore
from server.actions.appraisal.request_bonus import request_bonus
from server.db import session
from server.queries.operations.backed_up import FACTS, PHOTOS
from server.queries.operations.photos import without_row
from server.rules.accounts.roles import Role
from server.rules.appraisal.bonuses import BonusForm
from server.settings import Settings
from tests.actions.appraisal.award_build import adopt
from tests.backup.halls import a_hall_with_a_photo, a_photo_of, does, elsewhere
from tests.build import a_hall
from tests.house.installation import a_settings, installed
from tests.house.signed_in import an_account

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """An installation on SQLite; photos are kept alike with the other kind."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def photo(settings: Settings) -> str:
    """The name of the hall's photo."""
    with installed(settings) as app, app.app_context():
        return a_hall_with_a_photo(settings)[1]


class RestlessDatabase(SqliteDatabase):
    """A database in which retention erases a photo as soon as a backup has its stand."""

    settings: Settings

    @contextmanager
    def snapshot(self, scratch: Path) -> Iterator[SqliteStand]:
        with super().snapshot(scratch) as stand:
            erase_all_photos(self.settings)
            yield stand


def erase_all_photos(settings: Settings) -> None:
    """First the rows, then the files, as retention does it."""
    with installed(settings) as app, app.app_context():
        session.execute(text("DELETE FROM photo"))
        session.commit()
    store = PhotoStore(settings.photo_folder)
    for name in store.names():
        store.delete(name)


def a_house(settings: Settings, database: SqliteDatabase) -> House:
    """The installation, with a database of the test's own."""
    keys = settings.keys("backup")
    return House(database, settings.photo_folder, keys, "0.1.0", PHOTOS, FACTS)


def test_a_photo_erased_while_the_backup_runs_is_named(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    database = RestlessDatabase(tmp_path / "test.db")
    database.settings = settings

    manifest = make(tmp_path / "hall.tar", a_house(settings, database), now=NOON)

    assert (manifest.erased, manifest.missing, dict(manifest.photos)) == ((photo,), (), {})
    assert manifest.tables["photo"].rows == 1


def test_a_photo_that_was_lost_is_told_apart_from_an_erased_one(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    (settings.photo_folder / photo).unlink()

    told = does(settings, "backup", tmp_path / "hall.tar")

    assert f"文件却不见了：{photo}" in told
    assert "被删除" not in told


def test_a_photo_that_is_not_what_its_row_says_is_kept_and_named(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    (settings.photo_folder / photo).write_bytes(b"something else")

    told = does(settings, "backup", tmp_path / "hall.tar")

    assert f"与登记的摘要不符（已按现状备份）：{photo}" in told
    with opened(tmp_path / "hall.tar") as archive:
        archive.check(f"{FOLDER}{photo}", archive.manifest.photos[photo])
        assert archive.manifest.altered == (photo,)


def test_a_picture_that_no_row_knows_is_left_out(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    stray = PhotoStore(settings.photo_folder).save(b"of a form that was never sent")

    does(settings, "backup", tmp_path / "hall.tar")

    with opened(tmp_path / "hall.tar") as archive:
        assert set(archive.manifest.photos) == {photo}
        assert stray not in archive.manifest.photos


def test_the_photo_that_proves_a_bonus_is_in_the_backup_and_no_stray(
    settings: Settings, tmp_path: Path
) -> None:
    with installed(settings) as app, app.app_context():
        place, evidence = a_hall(), a_photo_of(settings)
        adopt(place)
        form = BonusForm("0137", "D2", "2026-11-20", "收到锦旗", photos=(evidence,))
        by = an_account(place, Role.STAFF, staff="0137").actor
        request_bonus(place.hall, form, by=by, now=NOON)
        stray = without_row((evidence.name, "nobody"))

    does(settings, "backup", tmp_path / "hall.tar")

    assert stray == ("nobody",)
    with opened(tmp_path / "hall.tar") as archive:
        archive.check(f"{FOLDER}{evidence.name}", archive.manifest.photos[evidence.name])


def test_a_lost_photo_does_not_stop_a_restore(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    (settings.photo_folder / photo).unlink()
    does(settings, "backup", tmp_path / "hall.tar")
    folder = tmp_path / "elsewhere"
    home = elsewhere(settings, f"sqlite:///{folder / 'chuangping.db'}", folder)

    assert "0 张照片" in does(home, "restore", tmp_path / "hall.tar")
