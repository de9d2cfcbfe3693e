"""Is the database the one that this program needs, and does its clock agree with ours?"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import func, inspect, select, text

from server.db import session, wal_is_safe
from server.settings import PROJECT

NONE = "—"


@dataclass(frozen=True)
class Shape:
    """The version of the database's tables, and the one this program was written for."""

    found: str
    wanted: str

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.found == self.wanted

    @property
    def is_newer(self) -> bool:
        """Whether the database is one step ahead, which this program can work with.

        Each step only adds, and what it adds has a default in the database
        (docs/decisions/0014-the-program-before-runs-on.md).
        """
        return self.found.isdigit() and self.found == f"{int(self.wanted) + 1:04d}"

    @property
    def serves(self) -> bool:
        """Whether this program can work with the database."""
        return self.is_right or self.is_newer


def database_shape() -> Shape:
    """The number of the last migration that the database had, and of the last there is."""
    connection = session.connection()
    if not inspect(connection).has_table("alembic_version"):
        return Shape(NONE, wanted_version())
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return Shape(found or NONE, wanted_version())


def database_clock() -> datetime | None:
    """What time the database server has (UTC); None for SQLite, which has no clock of its own."""
    if session.connection().dialect.name == "sqlite":
        return None
    return session.scalar(select(func.clock_timestamp()))


def unsafe_sqlite() -> str | None:
    """The version of an SQLite that can lose commits in WAL mode; None where all is well."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return None
    version = str(connection.scalar(text("SELECT sqlite_version()")))
    return None if wal_is_safe(tuple(map(int, version.split(".")))) else version


@cache
def wanted_version() -> str:
    """The number of the last migration that comes with this program: ``0002_….py``.

    By the file names, since asking Alembic would make every web server import it.
    """
    numbered = (PROJECT / "migrations" / "versions").glob("[0-9]*.py")
    return max((path.name.partition("_")[0] for path in numbered), default=NONE)
