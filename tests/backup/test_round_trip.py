"""What was backed up comes back as it was: tables, photos, and contacts that the key opens."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from backup.archive import opened
from photos.store import PhotoStore
from server.db import db, session
from server.envelope import unseal
from server.models.ratings import Contact
from server.settings import Settings
from tests.backup.halls import (
    JPEG,
    a_hall_with_a_photo,
    a_photo_of,
    does,
    tables_of,
)
from tests.build import CONTACT_KEY
from tests.house.installation import a_settings, installed


@pytest.fixture
def photo(settings: Settings) -> str:
    """The name of the photo of the hall that is backed up."""
    with installed(settings) as app, app.app_context():
        return a_hall_with_a_photo(settings)[1]


@pytest.fixture
def file(settings: Settings, photo: str, tmp_path: Path) -> Path:
    """A backup of that hall."""
    del photo
    does(settings, "backup", tmp_path / "hall.tar")
    return tmp_path / "hall.tar"


def test_every_table_comes_back_with_the_same_digest(
    settings: Settings, new_home: Settings, file: Path, tmp_path: Path
) -> None:
    told = does(new_home, "restore", file)

    # The command itself notes in the heartbeat, after the snapshot, that there is a backup.
    before, after = (
        tables_of(one, tmp_path / f"look-{at}") for at, one in enumerate((settings, new_home))
    )
    assert before.pop("heartbeat").rows == after.pop("heartbeat").rows + 1
    assert after == before
    assert before["rating"].rows == 2
    assert f"{before['rating'].sha256}  rating (2)" in told


def test_photos_come_back_and_a_contact_can_be_read_with_the_key(
    new_home: Settings, file: Path, photo: str
) -> None:
    does(new_home, "restore", file)

    with installed(new_home) as app, app.app_context():
        contact = session.scalars(select(Contact)).one()
        context = f"contact|{contact.hall_id}|{contact.id}"
        sealed = contact.sealed
    assert PhotoStore(new_home.photo_folder).read(photo) == JPEG
    assert unseal(sealed, CONTACT_KEY, context=context) == "13800000000"


def test_keys_constraints_and_indexes_come_back(
    settings: Settings, new_home: Settings, file: Path
) -> None:
    does(new_home, "restore", file)

    assert shape_of(new_home) == shape_of(settings)
    assert shape_of(settings)


def test_the_restored_hall_goes_on(settings: Settings, new_home: Settings, file: Path) -> None:
    does(new_home, "restore", file)

    told = does(new_home, "backup", file.with_name("second.tar"))

    assert "1 张照片" in told
    assert does(settings, "recount", "2026-11") == does(new_home, "recount", "2026-11")


def test_the_file_holds_no_secret_key_and_is_for_its_owner_alone(
    settings: Settings, file: Path
) -> None:
    content = file.read_bytes()

    assert settings.secret_key.encode() not in content
    assert settings.key("contact") not in content
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_command_says_how_big_it_is_and_that_the_key_is_not_in_it(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    del photo

    told = does(settings, "backup", tmp_path / "loud.tar")

    assert "1 MB" in told
    assert "1 张照片" in told
    assert "备份里没有 SECRET_KEY" in told


def test_in_a_folder_the_file_is_named_after_the_moment(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    del photo
    (tmp_path / "kept").mkdir()

    does(settings, "backup", tmp_path / "kept")

    (file,) = (tmp_path / "kept").iterdir()
    assert file.name.startswith("chuangping-20")
    assert file.name.endswith("Z.tar")


def test_the_head_of_the_audit_chain_stands_in_the_backup(
    settings: Settings, photo: str, tmp_path: Path
) -> None:
    del photo
    row = {"hall": 0, "hash": b"\xab" * 32}
    with installed(settings) as app, app.app_context():
        insert = "INSERT INTO audit_head VALUES (:hall, 7, :hash, 1, :hash)"
        session.execute(text(insert), row)
        session.commit()

    does(settings, "backup", tmp_path / "audited.tar")

    with opened(tmp_path / "audited.tar") as archive:
        assert archive.manifest.facts["audit_head"] == f"0 7 {'ab' * 32}"


def test_a_replaced_database_and_its_photos_are_kept_beside_the_new_ones(
    sqlite_url: str, tmp_path: Path
) -> None:
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path)
    with installed(settings) as app, app.app_context():
        a_hall_with_a_photo(settings)
    does(settings, "backup", tmp_path / "hall.tar")
    later = a_photo_of(settings, b"another picture").name

    told = does(settings, "restore", tmp_path / "hall.tar", "--replace")

    (old,) = tmp_path.glob("test.db.before-*")
    (photos,) = settings.photo_folder.glob("before-*")
    assert str(old) in told
    assert [one.name for one in photos.iterdir()] == [later]
    assert len(PhotoStore(settings.photo_folder).names()) == 1


def shape_of(settings: Settings) -> dict[str, object]:
    """Keys, foreign keys, checks and indexes of every table."""
    with installed(settings) as app, app.app_context():
        found = inspect(db.engine)
        return {
            name: (
                found.get_pk_constraint(name),
                sorted(map(str, found.get_foreign_keys(name))),
                # PostgreSQL adds casts to a condition that it has written down and read again.
                sorted(str(check["name"]) for check in found.get_check_constraints(name)),
                sorted(map(index_as_words, found.get_indexes(name))),
            )
            for name in found.get_table_names()
        }


def index_as_words(index: Any) -> str:
    """An index with its columns and its condition, which SQLAlchemy gives as an object."""
    options = {key: str(option) for key, option in index.get("dialect_options", {}).items()}
    return f"{index['name']} {index['column_names']} {index['unique']} {options}"
