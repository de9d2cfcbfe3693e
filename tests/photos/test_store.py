import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from photos.store import PhotoStore, UnknownPhoto

PROJECT = Path(__file__).parents[2]
JPEG = b"\xff\xd8" + b"picture" * 999 + b"\xff\xd9"


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "var" / "photos")

    name = store.save(JPEG)

    assert PhotoStore(tmp_path / "var" / "photos").read(name) == JPEG


def test_a_store_knows_what_it_holds(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    name = store.save(b"picture")

    assert store.holds(name)
    store.delete(name)
    assert not store.holds(name)


def test_names_have_128_bits_of_chance_and_tell_nothing(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)

    names = {store.save(JPEG) for _ in range(50)}

    assert len(names) == 50
    assert all(len(bytes.fromhex(name.removesuffix(".jpg"))) == 16 for name in names)


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    name = PhotoStore(tmp_path).save(JPEG)

    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_names_lists_pictures_only(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    saved = {store.save(JPEG), store.save(JPEG)}
    for other in (".unfinished-" + "0" * 32 + ".jpg", "notes.txt", "0" * 31 + ".jpg"):
        (tmp_path / other).write_bytes(b"")

    assert set(store.names()) == saved


def test_a_store_without_a_folder_is_empty(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "none")

    assert store.names() == []
    assert store.delete_unfinished(before=datetime(2027, 1, 1, tzinfo=UTC)) == 0
    store.delete("0" * 32 + ".jpg")
    assert not (tmp_path / "none").exists()


def test_a_deleted_picture_is_gone_and_may_be_deleted_again(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    gone, stays = store.save(JPEG), store.save(JPEG)

    store.delete(gone)
    store.delete(gone)

    assert store.names() == [stays]
    with pytest.raises(UnknownPhoto):
        store.read(gone)


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "..",
        "",
        "/etc/passwd",
        "0" * 32,
        "0" * 32 + ".jpg\n",
        "0" * 32 + ".jpg/..",
        "\0",
    ],
)
def test_a_name_that_is_none_of_ours_is_never_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    store = PhotoStore(tmp_path / "photos")

    with pytest.raises(UnknownPhoto):
        store.read(name)
    with pytest.raises(UnknownPhoto):
        store.delete(name)


def test_what_a_killed_process_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    kept = store.save(JPEG)
    old, new = tmp_path / ".unfinished-old", tmp_path / ".unfinished-new"
    for path, written_at in ((old, 1_000), (new, 2_000)):
        path.write_bytes(b"half")
        os.utime(path, (written_at, written_at))

    removed = store.delete_unfinished(before=datetime.fromtimestamp(2_000, UTC))

    assert removed == 1
    assert (old.exists(), new.exists()) == (False, True)
    assert store.names() == [kept]


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from photos.store import PhotoStore, PhotoStoreFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
store = PhotoStore(Path(sys.argv[1]))
print(len(store.save(bytes(4096))))
try:
    store.save(bytes(4097))
except PhotoStoreFull:
    print("full")
"""


def test_where_there_is_no_room_nothing_is_left_behind(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )

    assert child.stdout.split() == ["36", "full"]
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [4096]


def test_a_folder_that_cannot_be_made_is_told_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "photos").write_text("a file in the way")

    with pytest.raises(FileExistsError):
        PhotoStore(tmp_path / "photos").save(JPEG)
