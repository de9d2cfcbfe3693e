"""How does a backup become an installation again, so that a failure leaves all as it was?

Everything is unpacked and compared beside what is there. Photos are then added, the database
takes its place with one rename (PostgreSQL: it went into an empty one), and only after that are
older photos moved aside. Whenever the power fails, one of the two databases has all its photos.
"""

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from backup.archive import DATABASE, MANIFEST, PHOTOS, Reader, make_lasting, opened
from backup.database import Stand
from backup.errors import (
    BackupDamaged,
    BackupFailed,
    Differs,
    OtherKey,
    OtherKind,
    ProgramTooOld,
)
from backup.house import House
from backup.manifest import Manifest, is_sealed_by, key_check

MIGRATION = "migration"
SCRATCH = "restoring-"


@dataclass(frozen=True)
class Wishes:
    """What the person who restores allows.

    ``replace``: an SQLite database that is there may be moved aside. ``key_lost``: contacts that
    were sealed with another SECRET_KEY may stay closed for ever.
    """

    replace: bool = False
    key_lost: bool = False


@dataclass(frozen=True)
class Restored:
    """What was restored, and where that is kept which had to make room for it."""

    manifest: Manifest
    kept: tuple[Path, ...]


def check(file: Path, keys: Collection[bytes]) -> tuple[Manifest, bool]:
    """What a backup says of itself, after every byte was compared; whether one of the keys is its.

    Raises NoBackup, BackupDamaged.
    """
    with opened(file) as archive:
        manifest = archive.manifest
        archive.check(DATABASE, manifest.dump)
        for name, part in manifest.photos.items():
            archive.check(f"{PHOTOS}{name}", part)
        return manifest, any(is_sealed_by(archive.sealed, key) for key in keys)


def restore(
    file: Path, house: House, *, known: Collection[str], wishes: Wishes, stamp: str
) -> Restored:
    """Bring a backup back: every table and photo is compared before anything makes room.

    ``known`` are the shapes of the database that the program can bring up to date; ``stamp``
    names what makes room. Nobody may work with the database meanwhile. Raises a BackupRefused;
    then all is as it was.
    """
    with opened(file) as archive:
        manifest = archive.manifest
        _refuse_foreign(archive, house, known, wishes)
        house.database.refuse_unless_free(replace=wishes.replace)
        with _beside(house.photo_folder) as scratch:
            dump, photos = scratch / "dump", scratch / "photos"
            archive.unpack(DATABASE, manifest.dump, dump)
            _unpack_photos(archive, photos)
            older = house.photo_folder / f"before-{stamp}"
            with house.database.restoring(dump, stamp) as stand:
                _compare(stand, manifest)
                _add_photos(photos, house.photo_folder, older)
            _move_aside(house.photo_folder, older, manifest.photos)
    kept = (house.database.aside(stamp), older)
    return Restored(manifest, tuple(path for path in kept if path is not None and path.exists()))


def _refuse_foreign(archive: Reader, house: House, known: Collection[str], wishes: Wishes) -> None:
    manifest = archive.manifest
    if manifest.database != house.database.kind:
        raise OtherKind(found=manifest.database, wanted=house.database.kind)
    shape = manifest.facts.get(MIGRATION, "")
    if shape not in known or _numbers(manifest.program) > _numbers(house.program):
        raise ProgramTooOld(program=manifest.program, shape=shape, ours=house.program)
    ours = [key for key in house.keys if key_check(key) == manifest.key_check]
    if not ours and not wishes.key_lost:
        raise OtherKey
    if ours and not is_sealed_by(archive.sealed, ours[0]):
        raise BackupDamaged(part=MANIFEST)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder on the photos' own disk, so that what is unpacked gets its place by a rename."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{SCRATCH}*"):  # by a restore that was killed
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder) as scratch:
            yield Path(scratch)
    except OSError as cause:
        raise BackupFailed(reason=cause.strerror or str(cause)) from cause


def _unpack_photos(archive: Reader, folder: Path) -> None:
    folder.mkdir()
    for name, part in archive.manifest.photos.items():
        archive.unpack(f"{PHOTOS}{name}", part, folder / Path(name).name)


def _compare(stand: Stand, manifest: Manifest) -> None:
    found = stand.tables()
    for name in sorted({*found, *manifest.tables}):
        if found.get(name) != manifest.tables.get(name):
            raise Differs(table=name)


def _add_photos(photos: Path, folder: Path, older: Path) -> None:
    """A photo that is there already under the name stays, if it is the same; else it is kept."""
    for photo in photos.iterdir():
        there = folder / photo.name
        if there.exists() and _digest(there) != _digest(photo):
            older.mkdir(exist_ok=True)
            there.rename(older / photo.name)
        photo.rename(there)
    make_lasting(folder)


def _move_aside(folder: Path, older: Path, restored: Collection[str]) -> None:
    for photo in [one for one in folder.iterdir() if one.is_file() and one.name not in restored]:
        older.mkdir(exist_ok=True)
        photo.rename(older / photo.name)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
