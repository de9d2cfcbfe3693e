"""Many rows of everything: every row of a hall again and again, for tests of what must not grow."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from server.columns import Base
from server.db import transaction
from server.ids import new_id

# There is one of them, or they are the same for every hall.
ONCE = {"hall", "audit_head", "calendar_day", "calendar_year", "opening_hours", "hall_setting"}
ONCE |= {"scheme", "scheme_adoption"}
# What stays as it is while what hangs on it grows: a case has many steps, a window many ratings.
ROOTS = {"account", "case", "rating", "window", "staff", "department", "peer_group", "notice"}
ROOTS |= {"ranking", "message"}
# Texts that stand for the row. All others are words of closed sets.
NAMES = {"number", "code", "dedupe", "name", "title", "slot", "job", "recipient", "part", "nonce"}
FAR = 1_000
DAY = date(2026, 11, 1)

Row = dict[str, Any]


def multiplied(times: int) -> dict[str, tuple[int, int]]:
    """So many copies of all rows with all that hangs on them, and as many inside what there is.

    Tells for each table how many rows it had and has. A copy that the table's constraints refuse
    is left out.
    """
    with transaction() as session:
        before = {table: _rows(session, table) for table in Base.metadata.sorted_tables}
        for turn in range(1, times + 1):
            _copy(session, before, ONCE, turn)
            _copy(session, before, ONCE | ROOTS, turn + times)
        return {
            table.name: (len(rows), len(_rows(session, table))) for table, rows in before.items()
        }


def _rows(session: Session, table: Table) -> list[Row]:
    return [dict(row) for row in session.execute(select(table)).mappings()]


def _copy(session: Session, rows: Mapping[Table, list[Row]], left: set[str], turn: int) -> None:
    """Ids are chance over 63 bits: wherever one stands, in whatever column, the new one goes."""
    new_ids: dict[int, int] = {}
    for table, found in rows.items():
        for row in found if table.name not in left else ():
            fresh = {name: new_ids.get(value, value) if isinstance(value, int) else value
                     for name, value in row.items()}  # fmt: skip
            if "id" in row:
                fresh["id"] = new_id(DAY)
            fresh |= _apart(table, row, fresh, turn)
            try:
                with session.begin_nested():
                    session.execute(insert(table), fresh)
            except IntegrityError:
                continue
            if "id" in row:
                new_ids[row["id"]] = fresh["id"]


def _apart(table: Table, row: Row, fresh: Row, turn: int) -> Row:
    """What else must differ, so that the copy is a row of its own."""
    changed: Row = {}
    for names in _unique(table):
        now = fresh | changed
        if all(now[name] == row[name] for name in names):
            changed |= next(_differences(table, row, names, turn), {})
    return changed


def _unique(table: Table) -> Iterator[list[str]]:
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
            yield [column.name for column in constraint.columns]
    for column in table.columns:
        if column.unique:
            yield [column.name]


def _differences(table: Table, row: Row, names: list[str], turn: int) -> Iterator[Row]:
    """Other values for one of these columns, the likeliest first; the same for the same turn."""
    for name in names:
        if row[name] is not None and name not in {"hall_id", "id"}:
            yield from _other_value(name, table.columns[name].type, row[name], turn)


def _other_value(name: str, kind: TypeEngine[Any], value: Any, turn: int) -> Iterator[Row]:
    if isinstance(kind, LargeBinary):
        yield {name: secrets.token_bytes(32)}
    elif isinstance(kind, Date):
        yield {name: value - timedelta(days=turn)}
    elif isinstance(kind, String):
        yield from _other_text(name, value, kind.length or FAR, turn)
    elif isinstance(kind, Integer) and not name.endswith("_id"):
        yield {name: value + FAR * turn}


def _other_text(name: str, value: str, length: int, turn: int) -> Iterator[Row]:
    if name in {"month", "period"}:
        year, _, number = value.partition("-")
        yield {name: f"{int(year) - turn}-{number}"}
    elif name in NAMES:
        chance = secrets.token_hex(4).upper()
        yield {name: f"{value[: length - len(chance)]}{chance}"}
