"""Whatever stands against a backup or a restore is said, and nothing is changed."""

import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from backup.errors import BackupRefused, ToolMissing
from backup.restoring import Wishes, restore
from backup.tools import fitting_tool
from server.db import engine_options
from server.settings import Settings
from tests.backup.halls import (
    LATEST,
    a_hall_with_a_photo,
    a_house,
    does,
    elsewhere,
    refusal,
)
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


@pytest.fixture
def new_home(settings: Settings, tmp_path: Path) -> Settings:
    """Where there is nothing yet."""
    folder = tmp_path / "elsewhere"
    return elsewhere(settings, f"sqlite:///{folder / 'chuangping.db'}", folder)


def nothing_in(home: Settings) -> bool:
    """Whether a refused restore has left nothing, neither a database nor photos."""
    left = [path for path in home.var_dir.rglob("*") if path.is_file()]
    return left == []


def test_a_file_that_is_there_is_not_overwritten(settings: Settings, file: Path) -> None:
    before = file.read_bytes()

    told = refusal(settings, "backup", file)

    assert "已经存在" in told
    assert file.read_bytes() == before


def test_without_a_database_there_is_nothing_to_back_up(new_home: Settings) -> None:
    told = refusal(new_home, "backup", new_home.var_dir / "none.tar")

    assert "没有可备份的内容" in told
    assert nothing_in(new_home)


def test_a_folder_that_is_not_there_is_said(settings: Settings, tmp_path: Path) -> None:
    told = refusal(settings, "backup", tmp_path / "nowhere" / "hall.tar")

    assert "No such file" in told


@pytest.mark.parametrize("missing", [1, 1024, 30_000])
def test_a_file_that_was_cut_off_is_no_backup(new_home: Settings, file: Path, missing: int) -> None:
    content = file.read_bytes()
    tail = len(content.rstrip(b"\0"))
    file.write_bytes(content[: tail - missing])

    assert "不完整" in refusal(new_home, "backup-check", file)
    assert "不完整" in refusal(new_home, "restore", file)
    assert nothing_in(new_home)


def test_something_else_is_no_backup(new_home: Settings, tmp_path: Path) -> None:
    (tmp_path / "letter.tar").write_text("a letter")

    assert "不是本程序的备份" in refusal(new_home, "restore", tmp_path / "letter.tar")
    assert "不是本程序的备份" in refusal(new_home, "restore", tmp_path / "none.tar")


@pytest.mark.parametrize("part", ["database", "photos/"])
def test_one_changed_byte_is_found(new_home: Settings, file: Path, part: str) -> None:
    with tarfile.open(file) as tar:
        place = next(one.offset_data for one in tar if one.name.startswith(part))
    content = bytearray(file.read_bytes())
    content[place + 10] ^= 1
    file.write_bytes(content)

    assert "备份损坏" in refusal(new_home, "backup-check", file)
    assert "备份损坏" in refusal(new_home, "restore", file)
    assert nothing_in(new_home)


def test_a_changed_manifest_is_found_by_whoever_has_the_key(new_home: Settings, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"altered":[]', b'"altered":{}'))

    told = refusal(new_home, "restore", file)

    assert "备份损坏：manifest.json" in told
    assert nothing_in(new_home)


def test_a_whole_backup_is_said_to_be_whole(settings: Settings, file: Path) -> None:
    told = does(settings, "backup-check", file)

    assert "完好" in told
    assert "能打开这个备份" in told


def test_another_key_is_refused_unless_the_old_one_is_lost(new_home: Settings, file: Path) -> None:
    other = replace(new_home, secret_key="another secret of thirty-two bytes and more")

    assert "用的是另一个 SECRET_KEY" in does(other, "backup-check", file)
    assert "SECRET_KEY 不是备份时的那一个" in refusal(other, "restore", file)
    assert nothing_in(new_home)
    assert "已从" in does(other, "restore", file, "--key-lost")


def test_a_backup_of_before_the_key_was_changed_is_restored(new_home: Settings, file: Path) -> None:
    changed = replace(
        new_home,
        secret_key="another secret of thirty-two bytes and more",
        old_secret_keys=(new_home.secret_key,),
    )

    assert "能打开这个备份" in does(changed, "backup-check", file)
    assert "已从" in does(changed, "restore", file)


def test_a_database_that_is_there_is_not_touched(settings: Settings, file: Path) -> None:
    told = refusal(settings, "restore", file)

    assert "已经有数据" in told
    assert "--replace" in told


def test_a_database_that_somebody_uses_is_not_replaced(
    settings: Settings, file: Path, tmp_path: Path
) -> None:
    with closing(SQLITE.connect(tmp_path / "test.db")) as web_server:
        web_server.execute("PRAGMA journal_mode=WAL")
        web_server.execute("SELECT count(*) FROM rating").fetchone()

        told = refusal(settings, "restore", file, "--replace")

    assert "还有程序正在使用" in told
    assert list(tmp_path.glob("*.before-*")) == []


@pytest.mark.postgresql
def test_a_full_postgresql_database_is_never_replaced(postgresql_url: str, tmp_path: Path) -> None:
    settings = a_settings(database_url=postgresql_url, var_dir=tmp_path)
    does(settings, "backup", tmp_path / "hall.tar")

    assert "新建一个空数据库" in refusal(settings, "restore", tmp_path / "hall.tar", "--replace")


@pytest.mark.postgresql
def test_a_backup_goes_into_its_own_kind_of_database(
    postgresql_url: str, file: Path, tmp_path: Path
) -> None:
    other = a_settings(database_url=postgresql_url, var_dir=tmp_path)

    assert "这是 sqlite 的备份" in refusal(other, "restore", file)


@pytest.mark.postgresql
def test_a_database_server_that_is_away_is_said(tmp_path: Path) -> None:
    away = a_settings(database_url="postgresql://nobody@127.0.0.1:9/none", var_dir=tmp_path)

    assert "没有完成" in refusal(away, "backup", tmp_path / "none.tar")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("program", "known", "is_refused"),
    [
        ("0.0.9", {LATEST}, True),
        ("0.1.0", {LATEST}, False),
        ("0.1.1", {LATEST}, False),
        ("0.10.0", {LATEST}, False),
        ("0.1.0", {"0001"}, True),
        ("0.1.0", {LATEST, "9999"}, False),
    ],
    ids=[
        "an older program",
        "the same",
        "a newer",
        "a much newer",
        "a shape unknown",
        "later shapes",
    ],
)
def test_a_newer_backup_is_refused_and_an_older_one_is_not(
    new_home: Settings, file: Path, program: str, known: set[str], *, is_refused: bool
) -> None:
    house = a_house(new_home, program=program)

    found = outcome(lambda: restore(file, house, known=known, wishes=Wishes(), stamp="now"))

    assert found == ("backup.program_too_old" if is_refused else "")


def outcome(act: Callable[[], object]) -> str:
    """The code of what was refused, '' when it was not."""
    try:
        act()
    except BackupRefused as refused:
        return refused.code
    return ""


@pytest.mark.postgresql
def test_a_tool_that_no_installed_version_fits_names_what_there_is() -> None:
    assert fitting_tool("pg_dump", 9).name == "pg_dump"
    with pytest.raises(ToolMissing) as refused:
        fitting_tool("pg_dump", 99)
    with pytest.raises(ToolMissing) as unknown:
        fitting_tool("pg_dump_that_never_was", 15)

    assert refused.value.data["version"] == 99
    assert refused.value.data["found"] != "—"
    assert unknown.value.data["found"] == "—"
