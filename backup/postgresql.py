"""How is a PostgreSQL database kept at one moment and put back into an empty one?"""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backup.database import Row
from backup.errors import BackupFailed, NotEmpty
from backup.manifest import Table
from backup.tools import fitting_tool

PUBLIC = "public"
# The same bytes on every server, whatever its own settings are; long waits are meant here.
PLAIN = """
SET TIME ZONE 'UTC'; SET datestyle TO 'ISO'; SET intervalstyle TO 'iso_8601';
SET bytea_output TO 'hex'; SET extra_float_digits TO 1;
SET statement_timeout TO 0; SET idle_in_transaction_session_timeout TO 0
"""
TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\""
)
# The columns of the primary key in its order, and whether they are sorted by a language.
KEY = """
SELECT a.attname, a.attcollation <> 0
FROM pg_index i
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
WHERE i.indisprimary AND i.indrelid = %s::regclass
ORDER BY k.place
"""
REASON_LETTERS = 400


class PostgresqlDatabase:
    """The PostgreSQL database at that address (``postgresql://…``)."""

    kind = "postgresql"

    def __init__(self, address: str) -> None:
        self._address = address

    @contextmanager
    def snapshot(self, scratch: Path) -> Iterator["PostgresqlStand"]:
        """The stand of one transaction, which pg_dump takes part in."""
        with self._stand() as connection:
            yield PostgresqlStand(connection, self._address, scratch)

    def now(self, question: str) -> list[Row]:
        """The rows that answer, as the database is at present."""
        with self._connected() as connection:
            return connection.execute(question.encode()).fetchall()

    def refuse_unless_free(self, *, replace: bool) -> None:
        """Raises NotEmpty where there is any table: this kind of database is never replaced."""
        del replace
        with self._connected() as connection:
            if connection.execute(TABLES.encode()).fetchone():
                raise NotEmpty(place=connection.info.dbname)

    def aside(self, stamp: str) -> Path | None:
        """Nowhere: nothing is replaced."""
        del stamp
        return None

    @contextmanager
    def restoring(self, dump: Path, stamp: str) -> Iterator["PostgresqlStand"]:
        """All tables in one transaction; an error afterwards drops them again."""
        del stamp
        self.refuse_unless_free(replace=False)
        _run(self._address, "pg_restore", *_WHOLE, *_MINE, dump)
        try:
            with self._stand() as connection:
                yield PostgresqlStand(connection, self._address, dump.parent)
        except BaseException:
            self._empty()
            raise

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            connection = psycopg.connect(self._address, connect_timeout=5)
        except psycopg.OperationalError as cause:
            raise BackupFailed(reason=str(cause).partition("\n")[0]) from cause
        with connection:
            yield connection

    @contextmanager
    def _stand(self) -> Iterator[psycopg.Connection[Any]]:
        with self._connected() as connection:
            connection.autocommit = True
            connection.execute(PLAIN.encode())
            connection.autocommit = False
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            yield connection

    def _empty(self) -> None:
        with self._connected() as connection:
            for (name,) in connection.execute(TABLES.encode()).fetchall():
                drop = sql.SQL("DROP TABLE IF EXISTS {} CASCADE")
                connection.execute(drop.format(sql.Identifier(PUBLIC, name)))


class PostgresqlStand:
    """What one reading transaction sees."""

    def __init__(self, connection: psycopg.Connection[Any], address: str, scratch: Path) -> None:
        self._connection = connection
        self._address = address
        self._scratch = scratch
        (self._name,) = self._one("SELECT pg_export_snapshot()")

    def tables(self) -> Mapping[str, Table]:
        """Every table with its digest: each row as COPY writes it, in plain settings."""
        names = [name for (name,) in self._connection.execute(TABLES.encode()).fetchall()]
        return {name: self._table(name) for name in names}

    def ask(self, question: str) -> list[Row]:
        """The rows that answer."""
        return self._connection.execute(question.encode()).fetchall()

    def dump(self) -> Path:
        """A file for pg_restore, of the very stand that the digests are of."""
        dump = self._scratch / "dump"
        options = ["--format=custom", f"--schema={PUBLIC}", f"--snapshot={self._name}"]
        _run(self._address, "pg_dump", *options, *_MINE, f"--file={dump}")
        return dump

    def _one(self, question: str) -> Row:
        (row,) = self.ask(question)
        return row

    def _table(self, name: str) -> Table:
        place = sql.Identifier(PUBLIC, name)
        key = self._connection.execute(KEY, (place.as_string(self._connection),)).fetchall()
        order = [
            sql.Identifier(column) + sql.SQL(' COLLATE "C"' if is_sorted else "")
            for column, is_sorted in key
        ]
        asked = sql.SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT")
        cursor = self._connection.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(place))
        digest, rows = sha256(ascii([one.name for one in cursor.description or ()]).encode()), 0
        with self._connection.cursor().copy(asked.format(place, sql.SQL(", ").join(order))) as copy:
            for piece in copy:
                digest.update(piece)
                rows += bytes(piece).count(b"\n")
        return Table(rows, digest.hexdigest())


_WHOLE = ("--single-transaction", "--exit-on-error", f"--schema={PUBLIC}")
# Whoever restores owns what is restored: the names of roles differ between machines.
_MINE = ("--no-owner", "--no-privileges")


def without_password(address: str, kept: Path) -> str:
    """The address for a command line, which everybody on the machine can read.

    The password goes into that file, as libpq wants it (PostgreSQL, "The Password File").
    """
    said = conninfo_to_dict(address)
    password = said.pop("password", None)
    if password is None:
        return make_conninfo(address)
    kept.touch(mode=0o600)
    escaped = str(password).replace("\\", "\\\\").replace(":", "\\:")
    kept.write_text(f"*:*:*:*:{escaped}\n", encoding="utf-8")
    return make_conninfo("", **{**said, "passfile": str(kept)})


def _run(address: str, tool: str, *words: str | Path) -> None:
    """One of PostgreSQL's programs on that database. Raises ToolMissing, BackupFailed."""
    with psycopg.connect(address, connect_timeout=5) as connection:
        program = fitting_tool(tool, connection.info.server_version // 10_000)
    with tempfile.TemporaryDirectory() as folder:
        place = f"--dbname={without_password(address, Path(folder) / 'password')}"
        command = [str(program), "--no-password", place, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a found program, our own words
    if done.returncode:
        raise BackupFailed(reason=f"{tool}: {done.stderr.strip()[:REASON_LETTERS]}")
