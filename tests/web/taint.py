"""Where in an installation does something lie that was planted? (reliability V1)"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from server.columns import Base
from server.db import session


@dataclass(frozen=True)
class Marker:
    """Something unmistakable that a citizen wrote, left or was given, in all its spellings."""

    name: str
    spellings: tuple[bytes, ...]

    @classmethod
    def of_text(cls, name: str, text: str) -> "Marker":
        """A text, also without its spaces."""
        return cls(name, tuple({text.encode(), text.replace(" ", "").encode()}))

    @classmethod
    def of_bytes(cls, name: str, raw: bytes) -> "Marker":
        """Bytes, also as hexadecimal digits and in base 64."""
        spelt = base64.urlsafe_b64encode(raw).rstrip(b"=")
        return cls(name, (raw, raw.hex().encode(), spelt))

    def is_in(self, content: object) -> bool:
        """Whether any spelling stands there."""
        raw = content if isinstance(content, bytes) else str(content).encode()
        return any(spelling in raw for spelling in self.spellings)


def columns_with(app: Flask, marker: Marker) -> set[str]:
    """Every column of every table with a row that holds the marker, as ``table.column``."""
    with app.app_context():
        return {
            f"{table.name}.{name}"
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table)).mappings()
            for name, value in row.items()
            if marker.is_in(value)
        }


def files_with(folder: Path, marker: Marker) -> set[str]:
    """The names of all files below the folder that hold the marker."""
    return {path.name for path in _files(folder) if marker.is_in(path.read_bytes())}


def empty_log_of(app: Flask) -> None:
    """Brings what SQLite still holds in its write-ahead log into the database file."""
    with app.app_context():
        engine: Any = app.extensions["sqlalchemy"].engine
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
