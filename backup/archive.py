"""How do many parts become one file that is whole or not there, and are they still what they were?

The file is a plain tar: the database first, then photos, the manifest last. A file that was cut
off has no manifest, and is no backup.
"""

import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from backup.errors import BackupDamaged, BackupFailed, FileThere, NoBackup
from backup.manifest import Manifest, Part, read

DATABASE = "database"
MANIFEST = "manifest.json"
PHOTOS = "photos/"
CHUNK = 1024 * 1024
OWNER_ONLY = 0o600


class Writer:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, source: IO[bytes], size: int) -> Part:
        """Put so many bytes in under that name. Raises OSError when the source ends early."""
        reader = _Hashing(source)
        self._tar.addfile(_info(name, size), reader)
        return Part(size, reader.sha256.hexdigest())


class _Hashing:
    """A source that knows the digest of what was read from it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.sha256 = sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self.sha256.update(piece)
        return piece


@contextmanager
def new_file(file: Path) -> Iterator[Writer]:
    """Writes ``file.part``, readable by its owner alone, and gives it its name when it is whole.

    Raises FileThere, and BackupFailed when the system does not let us; nothing stays behind.
    """
    if file.exists():
        raise FileThere(file=str(file))
    part = file.with_name(f"{file.name}.part")
    try:
        with _opened(part) as target:
            with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            target.flush()
            os.fsync(target.fileno())
        part.rename(file)
        make_lasting(file.parent)
    except OSError as cause:
        raise BackupFailed(reason=cause.strerror or str(cause)) from cause
    finally:
        part.unlink(missing_ok=True)


def _opened(part: Path) -> IO[bytes]:
    part.unlink(missing_ok=True)  # of a backup that was killed
    return os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")


class Reader:
    """A backup that is being read: its manifest, and its parts by name."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.sealed = self._all_of(MANIFEST)
        self.manifest: Manifest = read(self.sealed)

    def unpack(self, name: str, part: Part, target: Path) -> None:
        """Write a part to a new file, down to the disk. Raises BackupDamaged, OSError."""
        with _opened(target) as out:
            self._copy(name, part, out)
            out.flush()
            os.fsync(out.fileno())

    def check(self, name: str, part: Part) -> None:
        """Whether a part is what was written. Raises BackupDamaged."""
        self._copy(name, part, None)

    def _copy(self, name: str, part: Part, out: IO[bytes] | None) -> None:
        digest, size = sha256(), 0
        for piece in self._pieces(name):
            digest.update(piece)
            size += len(piece)
            if out is not None:
                out.write(piece)
        if (size, digest.hexdigest()) != (part.bytes, part.sha256):
            raise BackupDamaged(part=name)

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            source = self._tar.extractfile(name)
            while piece := source.read(CHUNK) if source else b"":
                yield piece
        except (KeyError, tarfile.TarError, EOFError) as cause:
            raise BackupDamaged(part=name) from cause

    def _all_of(self, name: str) -> bytes:
        return b"".join(self._pieces(name))


@contextmanager
def opened(file: Path) -> Iterator[Reader]:
    """Reads a backup. Raises NoBackup where there is none, or only the beginning of one."""
    try:
        tar = tarfile.open(file, mode="r:")  # noqa: SIM115 - closed below, whatever happens
    except (OSError, tarfile.TarError) as cause:
        raise NoBackup(file=str(file)) from cause
    with tar:
        try:
            reader = Reader(tar)
        except (BackupDamaged, NoBackup) as cause:
            raise NoBackup(file=str(file)) from cause
        yield reader


def make_lasting(folder: Path) -> None:
    """Brings the names in a folder down to the disk."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _info(name: str, size: int) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.mode = size, OWNER_ONLY
    return found
