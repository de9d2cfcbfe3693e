"""Runs the numbered migrations in transactions on the app's own engine."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, event

from server import models
from server.columns import Base

# Every rating reads its window code before any other table. Who locks that door first finds all
# ratings gone and the next ones waiting outside with empty hands, so that no two wait for each
# other. Whoever came in by another way (console, worker) can still be met: then PostgreSQL ends
# one of the two, and a migration begins its version anew.
DOOR = "window_code"
MOST_ATTEMPTS = 10
BEGIN_ANEW = frozenset({"40P01", "55P03"})  # deadlock, lock timed out
TABLES = models.__all__  # the import registers every table


def render(kind: str, column: object, _context: object) -> str | bool:
    """Migrations import nothing of ours: our column kinds are written as what they store."""
    if kind == "type" and type(column).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def migrate() -> None:
    """Bring the database to the wanted version; on an error DDL is rolled back as a whole.

    On PostgreSQL each version is a transaction of its own: citizens who rate meanwhile wait for
    the locks of one, not of all.
    """
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(writes=True) as connection:
        _check_foreign_keys(connection, when="OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=connection.dialect.name == "postgresql",
        )
        if connection.dialect.name == "postgresql":
            event.listen(connection, "begin", _close_the_door)
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                _run(connection)
                break
            except Exception as error:
                connection.rollback()
                if not _met_another(error) or attempt == MOST_ATTEMPTS:
                    raise
        _check_foreign_keys(connection, when="ON")


def _run(connection: Connection) -> None:
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()


def _close_the_door(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    if raw.execute("SELECT to_regclass(%s)", [DOOR]).fetchone()[0]:
        raw.execute(f"LOCK TABLE {DOOR} IN ACCESS EXCLUSIVE MODE")


def _met_another(error: BaseException | None) -> bool:
    """Whether two transactions stood in each other's way, however deep the cause lies."""
    while error is not None:
        if getattr(error, "sqlstate", None) in BEGIN_ANEW:
            return True
        error = error.__cause__
    return False


def _check_foreign_keys(connection: Connection, *, when: str) -> None:
    """SQLite changes a table by copying it; dropping the old one would break what points at it.

    Only outside a transaction does SQLite listen to this.
    """
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA foreign_keys={when}")
        if when == "ON" and raw.execute("PRAGMA foreign_key_check").fetchone():
            msg = "a migration left rows that point at nothing"
            raise RuntimeError(msg)


migrate()
