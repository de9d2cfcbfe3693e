"""Which single applications and which counts does somebody see on the page of a month?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from server.db import session
from server.models.applications import Application, ApplicationMonth
from server.models.registry import Matter, Staff, Window
from server.queries.sources.applications import COUNTED
from server.rules.months import Month
from server.rules.sources.counts import Counted

A_PAGE = 50


class Only(StrEnum):
    """Which applications are asked for."""

    ALL = ""
    LATE = "late"
    FAULTY = "faulty"
    OPEN = "open"  # received in the month or before, not finished


@dataclass(frozen=True)
class Asked:
    """Of which month, which departments (None: all), what else; ``words`` a number or a person."""

    month: Month
    departments: frozenset[int] | None
    only: Only = Only.ALL
    words: str = ""


@dataclass(frozen=True)
class HallApplication:
    """One application as the list shows it."""

    number: str
    code: str
    window: str
    staff_number: str
    staff: str
    matter: str | None
    difficulty: str
    received_on: date
    promised_on: date | None
    finished_on: date | None
    days_over: int | None
    supplements: int | None
    is_told_once: bool | None
    faults: str
    harm: str


@dataclass(frozen=True)
class ApplicationPage:
    """One page, and how many there are in all."""

    applications: tuple[HallApplication, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // A_PAGE))


@dataclass(frozen=True)
class PersonCount:
    """What one person finished at one window in the month, all classes together."""

    window: str
    staff_number: str
    staff: str
    source: str
    counted: Counted


def applications_page(hall_id: int, asked: Asked, *, page: int = 1) -> ApplicationPage:
    """The applications asked for, the latest first."""
    found = _listed(hall_id, asked)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.execute(
        found.order_by(Application.received_on.desc(), Application.number)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
    )
    return ApplicationPage(tuple(HallApplication(*row) for row in rows), total, page)


def person_counts(hall_id: int, asked: Asked) -> tuple[PersonCount, ...]:
    """The month's counts of every person and window of these departments, by window."""
    found = (
        select(
            Window.number,
            Staff.number,
            Staff.name,
            ApplicationMonth.source,
            *(func.sum(column) for column in COUNTED),
        )
        .join(Window, Window.id == ApplicationMonth.window_id)
        .join(Staff, Staff.id == ApplicationMonth.staff_id)
        .where(ApplicationMonth.hall_id == hall_id, ApplicationMonth.month == str(asked.month))
        .group_by(Window.number, Staff.number, Staff.name, ApplicationMonth.source)
        .order_by(Window.number, Staff.number)
    )
    if asked.departments is not None:
        found = found.where(ApplicationMonth.department_id.in_(asked.departments))
    return tuple(
        PersonCount(row[0], row[1], row[2], row[3], Counted(*(int(count) for count in row[4:])))
        for row in session.execute(found)
    )


def _listed(hall_id: int, asked: Asked) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            Application.number,
            Application.code,
            Window.number.label("window"),
            Staff.number.label("staff_number"),
            Staff.name.label("staff"),
            Matter.name.label("matter"),
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
        .join(Window, Window.id == Application.window_id)
        .join(Staff, Staff.id == Application.staff_id)
        .outerjoin(Matter, Matter.id == Application.matter_id)
        .where(Application.hall_id == hall_id, *_conditions(hall_id, asked))
    )
    if asked.departments is not None:
        found = found.where(Application.department_id.in_(asked.departments))
    return found


def _conditions(hall_id: int, asked: Asked) -> Sequence[ColumnElement[bool]]:
    if asked.words:
        return _named(hall_id, asked)
    days = asked.month.days()
    is_open = (Application.finished_on.is_(None), Application.received_on <= days[-1])
    finished = Application.finished_on.between(days[0], days[-1])
    by_only: dict[Only, Sequence[ColumnElement[bool]]] = {
        Only.ALL: (_of_month(asked.month),),
        Only.LATE: (finished, Application.days_over > 0),
        Only.FAULTY: (_of_month(asked.month), Application.faults != ""),
        Only.OPEN: is_open,
    }
    return by_only[asked.only]


def _named(hall_id: int, asked: Asked) -> Sequence[ColumnElement[bool]]:
    """A person's of the month; else the one of that number, of whichever month.

    Asked one after the other, each goes by its index; as one condition both databases would read
    every application of the hall.
    """
    words = asked.words
    staff_id = session.scalar(
        select(Staff.id).where(Staff.hall_id == hall_id, Staff.number == words)
    )
    if staff_id is not None:
        return (Application.staff_id == staff_id, _of_month(asked.month))
    return (or_(Application.number == words, Application.code == words.upper()),)


def _of_month(month: Month) -> ColumnElement[bool]:
    """Finished in the month, or received in it and still open."""
    days = month.days()
    return or_(
        Application.finished_on.between(days[0], days[-1]),
        Application.finished_on.is_(None) & Application.received_on.between(days[0], days[-1]),
    )
