"""How do a database and its photos come into one file that fits together?

The stand of the database comes first. A photo is stored before its row and erased after it, so
every photo of the stand is there, but one that was erased meanwhile: that is said.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from backup.archive import DATABASE, MANIFEST, PHOTOS, Writer, new_file
from backup.database import Row, Snapshot
from backup.errors import BackupFailed
from backup.house import House
from backup.manifest import Manifest, Part, key_check, written

SCRATCH, A_DAY = ".backup-", timedelta(days=1)


@dataclass
class _Photos:
    """What became of the photos of a stand."""

    kept: dict[str, Part] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)


def make(file: Path, house: House, *, now: datetime) -> Manifest:
    """Write everything of the house into a new file; what the file says of itself.

    Needs room beside the file for the database once more. Raises a BackupRefused and leaves
    nothing behind.
    """
    _clear(file.parent, now)
    with new_file(file) as archive, _scratch(file.parent) as scratch:
        with house.database.snapshot(Path(scratch)) as stand:
            dump = _add(archive, stand.dump())
            tables = stand.tables()
            facts = {
                name: _answer(stand, question.sql)
                for name, question in house.facts.items()
                if question.table in tables
            }
            asked = [one.sql for one in house.photos if one.table in tables]
            photos = _add_photos(archive, house, [row for sql in asked for row in stand.ask(sql)])
        erased, missing = _sorted_out(photos.absent, house, asked)
        manifest = Manifest(
            made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
            program=house.program,
            database=house.database.kind,
            dump=dump,
            tables=tables,
            photos=photos.kept,
            facts=facts,
            erased=erased,
            missing=missing,
            altered=tuple(photos.altered),
            key_check=key_check(house.keys[0]),
        )
        content = written(manifest, house.keys[0])
        archive.add(MANIFEST, BytesIO(content), len(content))
    return manifest


def _answer(stand: Snapshot, question: str) -> str:
    """The rows that answer as words: values apart by blanks, rows by semicolons, bytes in hex."""
    return "; ".join(" ".join(map(_word, row)) for row in stand.ask(question))


def _word(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _clear(folder: Path, now: datetime) -> None:
    """Remove what a backup that was killed left behind, but not what one still works in."""
    for left in folder.glob(f"{SCRATCH}*"):
        if now.timestamp() - left.stat().st_mtime > A_DAY.total_seconds():
            shutil.rmtree(left, ignore_errors=True)


def _scratch(folder: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder)
    except OSError as cause:
        raise BackupFailed(reason=cause.strerror or str(cause)) from cause


def _add(archive: Writer, dump: Path) -> Part:
    with dump.open("rb") as source:
        return archive.add(DATABASE, source, dump.stat().st_size)


def _add_photos(archive: Writer, house: House, rows: list[Row]) -> _Photos:
    photos = _Photos()
    for name, digest in sorted(rows):
        file = house.photo_folder / Path(name).name
        try:
            source = file.open("rb")
        except FileNotFoundError:
            photos.absent.append(name)
            continue
        with source:  # an open file stays whole, also when its name is erased now
            part = archive.add(f"{PHOTOS}{name}", source, os.fstat(source.fileno()).st_size)
        photos.kept[name] = part
        photos.altered += [name] if part.sha256 != digest else []
    return photos


def _sorted_out(
    absent: list[str], house: House, asked: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The absent photos: those whose row has gone too were erased, the others are lost."""
    if not absent:
        return (), ()
    still_known = {name for sql in asked for name, _ in house.database.now(sql)}
    erased = tuple(name for name in absent if name not in still_known)
    return erased, tuple(name for name in absent if name in still_known)
