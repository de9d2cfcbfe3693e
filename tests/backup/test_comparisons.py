"""Everything is compared before it makes room; a seal holds for one key and one content."""

import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backup.archive import DATABASE, MANIFEST, opened
from backup.errors import Differs, NoBackup
from backup.manifest import is_sealed_by, written
from backup.restoring import Wishes, restore
from backup.sqlite import SqliteDatabase, SqliteStand
from server.db import engine_options
from server.settings import Settings
from tests.backup.halls import LATEST, a_hall_with_a_photo, a_house, does, tables_of
from tests.house.installation import a_settings, installed

# The very module that the program uses: two of them in one process undo each other's locks.
SQLITE = engine_options("sqlite://", threads=1)["module"]


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One kind of database is enough, unless a test says otherwise."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    """A backup of a hall."""
    with installed(settings) as app, app.app_context():
        a_hall_with_a_photo(settings)
    does(settings, "backup", tmp_path / "hall.tar")
    return tmp_path / "hall.tar"


class ForgetfulDatabase(SqliteDatabase):
    """A database that loses a row while it is restored."""

    @contextmanager
    def restoring(self, dump: Path, stamp: str) -> Iterator[SqliteStand]:
        with super().restoring(dump, stamp) as stand:
            stand.ask("DELETE FROM rating WHERE level = 5")
            yield stand


def test_a_row_lost_on_the_way_is_found_and_the_old_database_stays(
    settings: Settings, file: Path, tmp_path: Path
) -> None:
    place = Path(settings.database_url.partition(":///")[2])
    house = replace(a_house(settings), database=ForgetfulDatabase(place))
    before = tables_of(settings, tmp_path / "before")

    wishes = Wishes(replace=True)
    with pytest.raises(Differs) as refused:
        restore(file, house, known={LATEST}, wishes=wishes, stamp="now")

    assert refused.value.data == {"table": "rating"}
    assert tables_of(settings, tmp_path / "after") == before
    assert list(tmp_path.glob("*.restoring*")) == []


def test_a_seal_holds_for_one_key_and_one_content(file: Path, settings: Settings) -> None:
    with opened(file) as archive:
        sealed, manifest = archive.sealed, archive.manifest
    key = settings.key("backup")
    changed = written(replace(manifest, missing=("a.jpg",)), key)

    assert is_sealed_by(sealed, key)
    assert not is_sealed_by(sealed, settings.key("contact"))
    assert not is_sealed_by(changed.partition(b"\n")[0] + sealed[-65:], key)


def test_a_manifest_of_another_format_is_none_of_ours(file: Path, tmp_path: Path) -> None:
    with tarfile.open(file) as source, tarfile.open(tmp_path / "new.tar", "w") as target:
        for member in source:
            if member.name in {DATABASE, MANIFEST}:
                target.addfile(member, source.extractfile(member))
    later = (tmp_path / "new.tar").read_bytes().replace(b'"format":1', b'"format":2')
    (tmp_path / "new.tar").write_bytes(later)

    with pytest.raises(NoBackup), opened(tmp_path / "new.tar"):
        pass


def test_the_copy_of_a_backup_needs_no_other_file(file: Path, tmp_path: Path) -> None:
    with opened(file) as archive:
        archive.unpack(DATABASE, archive.manifest.dump, tmp_path / "dump.gz")

    database = SqliteDatabase(tmp_path / "whole.db")
    with database.restoring(tmp_path / "dump.gz", "now"):
        pass

    with closing(SQLITE.connect(tmp_path / "whole.db")) as connection:
        assert connection.execute("SELECT count(*) FROM rating").fetchone() == (2,)
