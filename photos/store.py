"""Where do clean pictures stay, so that they are still there after a power cut?"""

import errno
import os
import re
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from server.errors import ChuangpingError, Unknown

NAME_BYTES = 16
"""Of chance in a name: 128 bits, so that an address cannot be guessed."""

_NAME = re.compile(r"[0-9a-f]{32}\.jpg")
_UNFINISHED = ".unfinished-"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class PhotoStoreFull(ChuangpingError):
    """There is no room for another picture. Nothing of it was kept."""

    code = "photo.store_full"


class UnknownPhoto(Unknown):
    """No picture has that name, or it is no name of ours."""

    code = "photo.unknown"


class PhotoStore:
    """Pictures in one folder, by random names. Several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, jpeg: bytes) -> str:
        """The name under which the picture is now kept, also after a power cut.

        Raises PhotoStoreFull when the disk or a quota is full; OSError when it fails otherwise.
        In both cases nothing is left behind.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{secrets.token_hex(NAME_BYTES)}.jpg"
        unfinished = self.folder / f"{_UNFINISHED}{name}"
        try:
            _write(unfinished, jpeg)
            unfinished.rename(self.folder / name)
            _make_lasting(self.folder)
        except OSError as failure:
            _remove(unfinished, self.folder / name)
            if failure.errno in _FULL:
                raise PhotoStoreFull from failure
            raise
        return name

    def read(self, name: str) -> bytes:
        """The picture of that name. Raises UnknownPhoto."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise UnknownPhoto from None

    def holds(self, name: str) -> bool:
        """Whether the picture of that name is kept. Raises UnknownPhoto for no name of ours."""
        return self._path(name).is_file()

    def delete(self, name: str) -> None:
        """Removes the picture for good; one that is gone already stays gone.

        Raises UnknownPhoto for a name that is none of ours.
        """
        self._path(name).unlink(missing_ok=True)
        if self.folder.is_dir():
            _make_lasting(self.folder)

    def names(self, *, before: datetime | None = None) -> list[str]:
        """The names of all pictures, or of those stored before that moment; in no telling order."""
        if not self.folder.is_dir():
            return []
        return sorted(
            entry.name
            for entry in os.scandir(self.folder)
            if _NAME.fullmatch(entry.name)
            and (before is None or entry.stat().st_mtime < before.timestamp())
        )

    def delete_unfinished(self, before: datetime) -> int:
        """Removes what killed processes left half written before that moment; returns how many."""
        stale = [
            path
            for path in self.folder.glob(f"{_UNFINISHED}*")
            if path.stat().st_mtime < before.timestamp()
        ]
        _remove(*stale)
        return len(stale)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UnknownPhoto
        return self.folder / name


def _write(path: Path, content: bytes) -> None:
    """Writes a new file down to the disk; only its owner may read it."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_lasting(folder: Path) -> None:
    """Brings the names in a folder down to the disk: a renamed file alone is not safe yet."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
