"""How do applications stand that a file names, and how many are there of a month?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Integer, cast, func, select

from server.db import session
from server.models.applications import Application, ApplicationMonth
from server.rules.months import Month
from server.rules.sources.applications import ApplicationRow
from server.rules.sources.comparing import Stored
from server.rules.sources.counts import Counted, CountKey
from server.rules.sources.figures import ClassCount

AT_ONCE = 5000
SINGLE, COUNTS = "single", "counts"
TOLD = (
    Application.number,
    Application.window_id,
    Application.staff_id,
    Application.department_id,
    Application.matter_id,
    Application.difficulty,
    Application.received_on,
    Application.promised_on,
    Application.finished_on,
    Application.days_over,
    Application.supplements,
    Application.is_told_once,
    Application.faults,
    Application.harm,
)
COUNTED = tuple(
    getattr(ApplicationMonth, name)
    for name in (
        "handled", "finished", "promised", "on_time", "told_known", "told_once", "errors",
    )
)  # fmt: skip
Thing = TypeVar("Thing")


def in_batches(things: Iterable[Thing], size: int = AT_ONCE) -> Iterator[list[Thing]]:
    """The things some thousands at a time."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def stored_applications(hall_id: int, numbers: Sequence[str]) -> Mapping[str, Stored]:
    """The applications of these numbers as they are stored."""
    rows = session.execute(
        select(Application.id, Application.code, Application.revision, *TOLD).where(
            Application.hall_id == hall_id, Application.number.in_(numbers)
        )
    )
    return {
        told[0]: Stored(one, code, revision, ApplicationRow(*told))
        for one, code, revision, *told in rows
    }


def sources_of_months(hall_id: int, source: str) -> frozenset[tuple[str, int]]:
    """The months and windows whose counts come from that source."""
    rows = session.execute(
        select(ApplicationMonth.month, ApplicationMonth.window_id)
        .where(ApplicationMonth.hall_id == hall_id, ApplicationMonth.source == source)
        .distinct()
    )
    return frozenset((month, window_id) for month, window_id in rows)


def counts_of_month(hall_id: int, month: Month) -> tuple[ClassCount, ...]:
    """All counts of the month, from whichever source."""
    rows = session.execute(
        select(
            ApplicationMonth.staff_id,
            ApplicationMonth.window_id,
            ApplicationMonth.department_id,
            ApplicationMonth.difficulty,
            *COUNTED,
        ).where(ApplicationMonth.hall_id == hall_id, ApplicationMonth.month == str(month))
    )
    return tuple(
        ClassCount(staff_id, window_id, department_id, difficulty, Counted(*counted))
        for staff_id, window_id, department_id, difficulty, *counted in rows
    )


def stored_counts(hall_id: int, months: Iterable[str]) -> Mapping[CountKey, Counted]:
    """The counts of these months that came as numbers."""
    rows = session.execute(
        select(
            ApplicationMonth.month,
            ApplicationMonth.window_id,
            ApplicationMonth.staff_id,
            ApplicationMonth.difficulty,
            *COUNTED,
        ).where(
            ApplicationMonth.hall_id == hall_id,
            ApplicationMonth.month.in_(sorted(set(months))),
            ApplicationMonth.source == COUNTS,
        )
    )
    return {CountKey(*row[:4]): Counted(*row[4:]) for row in rows}


def counted_singles(hall_id: int, month: Month) -> Mapping[CountKey, tuple[int, Counted]]:
    """What the single applications of the month come to, with the department, counted anew."""
    days = month.days()
    whose = Application.window_id, Application.staff_id, Application.difficulty
    department = func.max(Application.department_id)
    finished = session.execute(
        select(
            *whose,
            department,
            func.count(),
            func.count(Application.days_over),
            _how_many(Application.days_over == 0),
            func.count(Application.is_told_once),
            _how_many(Application.is_told_once.is_(True)),
            _how_many(Application.faults != ""),
        )
        .where(Application.hall_id == hall_id, Application.finished_on.between(days[0], days[-1]))
        .group_by(*whose)
    )
    found = {
        CountKey(str(month), window_id, staff_id, difficulty): (of, Counted(0, *counted))
        for window_id, staff_id, difficulty, of, *counted in finished
    }
    received = session.execute(
        select(*whose, department, func.count())
        .where(Application.hall_id == hall_id, Application.received_on.between(days[0], days[-1]))
        .group_by(*whose)
    )
    for window_id, staff_id, difficulty, of, handled in received:
        key = CountKey(str(month), window_id, staff_id, difficulty)
        department_id, counted = found.get(key, (of, Counted()))
        found[key] = department_id, counted.plus(Counted(handled=handled))
    return found


def finished_by_window(hall_id: int, day: date) -> Mapping[int, int]:
    """How many applications each window finished on the day, of those that came one by one."""
    rows = session.execute(
        select(Application.window_id, func.count())
        .where(Application.hall_id == hall_id, Application.finished_on == day)
        .group_by(Application.window_id)
    )
    return {row[0]: row[1] for row in rows}


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(cast(condition, Integer)), 0)
