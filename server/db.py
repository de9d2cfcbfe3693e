"""How do we reach the database, and what is one transaction?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.orm import Session, scoped_session

from server import errors
from server.columns import Base

try:
    import pysqlite3 as sqlite_module
except ModuleNotFoundError:  # wheels exist for Linux x86-64 only; elsewhere the guard below decides
    import sqlite3 as sqlite_module

# Commits of two connections can be lost in WAL mode by older SQLite: sqlite.org, WAL-reset bug.
WAL_IS_SAFE_FROM = (3, 51, 3)
WAL_BACKPORTS = ((3, 50, 7), (3, 44, 6))
BUSY_SECONDS = 5
POSTGRESQL_OPTIONS = (
    "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000"
)
WRITING = "the connection of the transaction that writes"
HURRIED = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit=off"}
# SQLite's primary result codes (sqlite.org/rescode.html), PostgreSQL's SQLSTATEs (appendix A).
SQLITE_FULL = 13
SQLITE_AWAY = frozenset({5, 6, 8, 10, 14})  # busy, locked, read-only, I/O error, cannot open
SQLSTATE_FULL = frozenset({"53100"})
SQLSTATE_OUTDATED = frozenset({"42P01", "42703"})  # no such table, no such column
# Connection lost, shut down, starting, too many, lock or statement timed out, standby, deadlock.
SQLSTATE_AWAY = ("08", "57P0", "57014", "53300", "55P03", "25006", "40001", "40P01")

db = SQLAlchemy(metadata=Base.metadata)
session: scoped_session[Any] = db.session


@contextmanager
def transaction() -> Iterator[Session]:
    """One transaction that may write: committed at its end, rolled back by an error.

    What this request has read before is let go first, so that the writer begins with the lock
    (SQLite: BEGIN IMMEDIATE) instead of failing when it upgrades from a reader.
    """
    session.rollback()
    current = session()
    current.info[WRITING] = current.connection(execution_options={"writes": True})
    try:
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        del current.info[WRITING]


def connection() -> Connection:
    """The connection of the running transaction, else the one that this request reads with.

    For Core statements on the way of every rating: asking the session each time costs as much
    as a small statement.
    """
    current = session()
    found: Connection = current.info.get(WRITING) or current.connection()
    return found


@contextmanager
def hurried() -> Iterator[None]:
    """Commits in here do not wait for the disk: only for data that could be made again.

    Every connection is closed at the end, so that the next one is a durable one again.
    """
    session.remove()
    with db.engine.connect() as connection:  # the pool hands out the same one from now on
        raw: Any = connection.connection.dbapi_connection
        raw.execute(HURRIED[connection.dialect.name])
        raw.commit()
    try:
        yield
    finally:
        session.remove()
        db.engine.dispose()


def engine_options(database_url: str, *, threads: int) -> dict[str, Any]:
    """How SQLAlchemy opens that database: driver, pool and time limits.

    Parameters stay out of error messages: they would carry a citizen's words into a log.
    """
    if database_url.startswith("sqlite"):
        return {
            "module": sqlite_module,
            "connect_args": {"timeout": BUSY_SECONDS},
            "hide_parameters": True,
        }
    return {
        "hide_parameters": True,
        "pool_size": max(threads, 2),
        "max_overflow": 2,
        "pool_timeout": 5,
        "pool_recycle": 1800,
        "pool_pre_ping": True,
        "pool_use_lifo": True,
        "connect_args": {"options": POSTGRESQL_OPTIONS, "connect_timeout": 5},
    }


def driver_url(database_url: str) -> str:
    """The address as SQLAlchemy wants it: PostgreSQL always through psycopg 3."""
    scheme, _, rest = database_url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else database_url


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite keeps every commit in WAL mode."""
    return version >= WAL_IS_SAFE_FROM or any(
        fixed <= version < (fixed[0], fixed[1] + 1) for fixed in WAL_BACKPORTS
    )


def prepare(engine: Engine) -> None:
    """Teach an engine our errors, and durable SQLite: pragmas for each connection, BEGIN by us."""
    event.listen(engine, "handle_error", _name_error)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _open_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    safe = wal_is_safe(sqlite_module.sqlite_version_info)
    journal, synchronous = ("WAL", "FULL") if safe else ("DELETE", "EXTRA")
    for pragma in (
        f"journal_mode={journal}",
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "secure_delete=ON",  # what a citizen has erased is not left behind in free pages
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _name_error(context: ExceptionContext) -> BaseException | None:
    """What went wrong with the database itself, in our words; None for any other error."""
    trouble = context.original_exception
    if context.dialect.name == "sqlite":
        return _name_sqlite_error(trouble)
    sqlstate = getattr(trouble, "sqlstate", None)
    if sqlstate is None:
        lost = context.is_disconnect or context.connection is None
        return errors.DatabaseUnreachable() if lost else None
    if sqlstate in SQLSTATE_FULL:
        return errors.DatabaseFull()
    if sqlstate in SQLSTATE_OUTDATED:
        return errors.DatabaseOutdated(found="?", wanted="?")
    return errors.DatabaseUnreachable() if sqlstate.startswith(SQLSTATE_AWAY) else None


def _name_sqlite_error(trouble: BaseException) -> BaseException | None:
    code = getattr(trouble, "sqlite_errorcode", 0) & 0xFF
    if code == SQLITE_FULL:
        return errors.DatabaseFull()
    if code in SQLITE_AWAY:
        return errors.DatabaseUnreachable()
    if str(trouble).startswith(("no such table", "no such column")):
        return errors.DatabaseOutdated(found="?", wanted="?")
    return None
