"""The clock erases what was kept long enough, and leaves a line in the register of deletions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.actions.operations.traces import ALSO
from server.db import transaction
from server.ids import new_id
from server.models.operations import Erasure
from server.queries.operations.expired import (
    KINDS,
    Until,
    expired_keys,
    last_due_day,
    photo_names,
)
from server.queries.registry.halls import Hall
from server.rules.retention import DataClass

# A citizen who sends a rating meanwhile waits for these rows only, some 50 ms.
MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class Erased:
    """How many rows went, and the names of the photos whose files must follow them."""

    rows: int
    photos: tuple[str, ...] = ()


def erase_expired(
    hall: Hall, data_class: DataClass, *, now: datetime, at_most: int = MOST_AT_ONCE
) -> Erased:
    """The clock erases rows of a class that were kept long enough in that hall.

    One transaction of at most so many rows, with its line in the register of deletions;
    whoever calls repeats it until no rows are left. The classes are those of ``KINDS``.
    """
    due = last_due_day(hall, data_class, now)
    if due is None:
        return Erased(0)
    until = Until(hall, due)
    with transaction() as session:
        keys = expired_keys(until, data_class, limit=at_most)
        photos = photo_names(hall.id, data_class, keys)
        rows = _erase(session, hall, data_class, keys) if keys else 0
        if rows:
            session.add(_line(until, data_class, rows=rows, now=now))
    return Erased(rows, photos)


def _erase(session: Session, hall: Hall, data_class: DataClass, keys: list[Any]) -> int:
    """How many rows went of the last table, which the others belong to."""
    rows = 0
    ALSO.get(data_class, _nothing)(session, hall, keys)
    for column in KINDS[data_class].columns:
        gone = delete(column.class_).where(column.class_.hall_id == hall.id, column.in_(keys))
        result: Any = session.execute(gone, execution_options={"synchronize_session": False})
        rows = result.rowcount
    return rows


def _nothing(_session: Session, _hall: Hall, _keys: list[Any]) -> None:
    """Most classes leave no trace elsewhere."""


def _line(until: Until, data_class: DataClass, *, rows: int, now: datetime) -> Erasure:
    return Erasure(
        hall_id=until.hall.id,
        id=new_id(now.date()),
        data_class=data_class,
        up_to=until.day,
        rows=rows,
        erased_at=now,
    )
