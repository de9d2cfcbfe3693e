"""Which installation is it, as far as a backup must know it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backup.database import Database
from backup.postgresql import PostgresqlDatabase
from backup.sqlite import SqliteDatabase


@dataclass(frozen=True)
class Question:
    """SQL, and the table without which there is no answer (a database of an earlier shape)."""

    table: str
    sql: str


@dataclass(frozen=True)
class House:
    """An installation: its database, the folder of its photos, its keys for backups.

    ``keys`` are 32 bytes each: the present one first, then those of earlier secrets that still
    open what was sealed with them. ``program`` is the version of the program. ``photos`` ask
    for the name and the SHA-256 (hex) of every photo that a row of a table knows; ``facts`` are
    further questions whose answers are kept.
    """

    database: Database
    photo_folder: Path
    keys: tuple[bytes, ...]
    program: str
    photos: tuple[Question, ...]
    facts: Mapping[str, Question]


def database_at(address: str, file: Path | None) -> Database:
    """The database: an SQLite file where there is one, else PostgreSQL at that address."""
    return SqliteDatabase(file) if file is not None else PostgresqlDatabase(address)
