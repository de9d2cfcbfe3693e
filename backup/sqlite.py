"""How is an SQLite file kept while people write to it, and put back without losing the old one?"""

import gzip
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from backup.archive import make_lasting
from backup.database import Row
from backup.errors import Differs, InUse, NoDatabase, NotEmpty
from backup.manifest import Table

try:
    import pysqlite3 as sqlite
except ModuleNotFoundError:  # wheels exist for Linux x86-64 only
    import sqlite3 as sqlite

WAITS_SECONDS = 5.0
ALL_PAGES = -1
# Faster than a disk writes; a higher level saves a tenth more.
PRESSED = 3
COPY_BYTES = 1024 * 1024
PARTS = ("-wal", "-shm", "-journal")
TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
)


class SqliteDatabase:
    """The SQLite database in that file."""

    kind = "sqlite"

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def snapshot(self, scratch: Path) -> Iterator["SqliteStand"]:
        """A copy by SQLite's own backup, in one step: with small steps a writer restarts it."""
        if not self._file.exists():
            raise NoDatabase(place=str(self._file))
        copy = scratch / "copy.db"
        with closing(_connected(self._file)) as source, closing(sqlite.connect(copy)) as target:
            source.backup(target, pages=ALL_PAGES)
            target.execute("PRAGMA journal_mode=DELETE")
        with closing(_connected(copy)) as connection:
            yield SqliteStand(copy, connection)

    def now(self, question: str) -> list[Row]:
        """The rows that answer, as the database is at present."""
        with closing(_connected(self._file)) as connection:
            return list(connection.execute(question))

    def refuse_unless_free(self, *, replace: bool) -> None:
        """Raises NotEmpty unless there is no table or it may be replaced; InUse."""
        if not self._file.exists():
            return
        with closing(_connected(self._file)) as connection:
            if connection.execute(TABLES).fetchone() and not replace:
                raise NotEmpty(place=str(self._file))
            _fold(connection, self._file)

    def aside(self, stamp: str) -> Path | None:
        """Where the old file is kept."""
        return self._file.with_name(f"{self._file.name}.before-{stamp}")

    @contextmanager
    def restoring(self, dump: Path, stamp: str) -> Iterator["SqliteStand"]:
        """A new file beside the old one; when all is well it takes its name."""
        fresh = self._file.with_name(f"{self._file.name}.restoring")
        try:
            _unpack(dump, fresh)
            with closing(_connected(fresh)) as connection:
                if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise Differs(table="integrity_check")
                yield SqliteStand(fresh, connection)
            self.refuse_unless_free(replace=True)
            self._make_room(stamp)
            fresh.rename(self._file)
            make_lasting(self._file.parent)
        finally:
            for part in ("", *PARTS):
                Path(f"{fresh}{part}").unlink(missing_ok=True)

    def _make_room(self, stamp: str) -> None:
        aside = self.aside(stamp)
        if aside is not None and self._file.exists():
            self._file.rename(aside)


class SqliteStand:
    """A copy that nobody writes to."""

    def __init__(self, file: Path, connection: Any) -> None:
        self._file = file
        self._connection = connection

    def tables(self) -> Mapping[str, Table]:
        """Every table with its digest: each row as Python's ``ascii`` of its values."""
        names = sorted(name for (name,) in self._connection.execute(TABLES))
        return {name: self._table(name) for name in names}

    def ask(self, question: str) -> list[Row]:
        """The rows that answer."""
        return list(self._connection.execute(question))

    def dump(self) -> Path:
        """The file, pressed."""
        pressed = self._file.with_name("dump.gz")
        with self._file.open("rb") as source, gzip.open(pressed, "wb", PRESSED) as target:
            shutil.copyfileobj(source, target, COPY_BYTES)
        return pressed

    def _table(self, name: str) -> Table:
        columns = list(self._connection.execute("SELECT * FROM pragma_table_info(?)", (name,)))
        key = [column for at, column in sorted((row[5], row[1]) for row in columns) if at]
        words = ["SELECT * FROM", _quoted(name), "ORDER BY", ", ".join(map(_quoted, key))]
        digest, rows = sha256(ascii([row[1] for row in columns]).encode()), 0
        for row in self._connection.execute(" ".join(words)):
            digest.update(b"\n" + ascii(row).encode())
            rows += 1
        return Table(rows, digest.hexdigest())


def _connected(file: Path) -> Any:
    """The file as it is, never a new one."""
    address = f"file:{quote(str(file))}?mode=rw"
    return sqlite.connect(address, uri=True, timeout=WAITS_SECONDS)


def _fold(connection: Any, file: Path) -> None:
    """Bring everything into the one file. SQLite does it for the last one alone: else InUse."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite.OperationalError as cause:
        raise InUse(place=str(file)) from cause
    if mode != "delete":
        raise InUse(place=str(file))


def _unpack(dump: Path, fresh: Path) -> None:
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with gzip.open(dump, "rb") as source, fresh.open("wb") as target:
        shutil.copyfileobj(source, target, COPY_BYTES)
        target.flush()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
