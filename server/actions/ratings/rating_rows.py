"""The prebuilt statements that write a rating: Core, because every citizen waits for them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

from server.models.codes import ScreenUse
from server.models.ratings import MonthTally, Rating, Receipt, SetAsideTally, Visit
from server.models.wechat_accounts import AccountCount, AccountVisit, MonthKey

Row = Mapping[str, Any]
TALLY_KEY = ("hall_id", "month", "kind", "unit_id", "lane")
SET_ASIDE_KEY = (*TALLY_KEY, "reason")
ACCOUNT_KEY = ("hall_id", "month", "pseudonym", "window_id")


def table_of(model: Any) -> Table:
    """The table of a model, for Core statements."""
    table: Table = model.__table__
    return table


INSERT_RATING = insert(table_of(Rating))
INSERT_RECEIPT = insert(table_of(Receipt))


@cache
def insert_visit(dialect: str) -> Insert:
    """Insert a visit unless it is there; the row count says which."""
    return _unless_there(dialect, table_of(Visit))


@cache
def insert_second_rating(dialect: str) -> Insert:
    """Insert the second rating of a visit unless it has one; the row count says which."""
    return _unless_there(dialect, table_of(Rating))


@cache
def insert_screen_use(dialect: str) -> Insert:
    """Take one place of a screen's step unless it is taken; the row count says which."""
    return _unless_there(dialect, table_of(ScreenUse))


@cache
def insert_month_key(dialect: str) -> Insert:
    """Insert the key of a month and purpose unless there is one."""
    return _unless_there(dialect, table_of(MonthKey))


@cache
def insert_account_visit(dialect: str) -> Insert:
    """Take an account's day at a window unless it is taken; the row count says which."""
    return _unless_there(dialect, table_of(AccountVisit))


@cache
def add_to_account(dialect: str) -> Insert:
    """Add a day to those of an account at a window in a month."""
    return _adding(dialect, table_of(AccountCount), ACCOUNT_KEY)


@cache
def add_to_tally(dialect: str) -> Insert:
    """Add the counts of a row to the tally of its unit, month and lane."""
    return _adding(dialect, table_of(MonthTally), TALLY_KEY)


@cache
def add_to_set_aside(dialect: str) -> Insert:
    """Add the counts of a row to what was set aside of its unit, month, lane and reason."""
    return _adding(dialect, table_of(SetAsideTally), SET_ASIDE_KEY)


def lock_month(connection: Connection, hall_id: int, month: str, *, exclusive: bool) -> None:
    """Keep raters (shared) and the seal (exclusive) of one month apart until the commit.

    SQLite needs nothing: it has one writer at a time.
    """
    if connection.dialect.name == "postgresql":
        shared = "" if exclusive else "_shared"
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock{shared}(hashtextextended(%s, %s))", (month, hall_id)
        )


def lock_rating(connection: Connection, hall_id: int, rating_id: int) -> None:
    """Keep everybody else from deciding about that rating until the commit."""
    lock_month(connection, hall_id, f"rating/{rating_id}", exclusive=True)


def lock_appeal(connection: Connection, hall_id: int, number: str) -> None:
    """Keep everybody else from deciding that appeal, or taking it back, until the commit."""
    lock_month(connection, hall_id, f"appeal/{number}", exclusive=True)


def _unless_there(dialect: str, table: Table) -> Insert:
    statement: Insert = _insert(dialect, table).on_conflict_do_nothing()
    # Without being asked, SQLAlchemy forgets how many rows an INSERT wrote on PostgreSQL (-1).
    return statement.execution_options(preserve_rowcount=True)


def _adding(dialect: str, table: Table, key: tuple[str, ...]) -> Insert:
    statement = _insert(dialect, table)
    counts = [column for column in table.columns if column.name not in key]
    added: Insert = statement.on_conflict_do_update(
        index_elements=key,
        set_={column.name: column + statement.excluded[column.name] for column in counts},
    )
    return added


def _insert(dialect: str, table: Table) -> Any:
    return {"sqlite": sqlite, "postgresql": postgresql}[dialect].insert(table)
