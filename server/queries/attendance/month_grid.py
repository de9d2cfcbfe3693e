"""How did a month go for everybody of a hall, or of some departments?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select

from server.db import session
from server.models.attendance import AttendanceDay
from server.models.registry import Department, Staff
from server.queries.attendance.told import days_of
from server.queries.registry.halls import Hall
from server.rules.months import Month

PAGE_SIZE = 50


@dataclass(frozen=True)
class Asked:
    """Which month, of which departments (None: all), of one of them, of whom, which page."""

    month: Month
    departments: Collection[int] | None = None
    department: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class PersonLine:
    """One person's month: days as people write them, and on how many days something happened."""

    number: str
    name: str
    department: str
    due: str
    attended: str
    leave: str
    absent: str
    late: int
    early: int
    missing: int
    off_post: int
    waiting: int


@dataclass(frozen=True)
class MonthGrid:
    """A page of people; ``total`` in all, ``waiting`` days without any sign of the hall."""

    people: tuple[PersonLine, ...]
    total: int
    page: int
    waiting: tuple[date, ...]
    departments: tuple[tuple[str, str], ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))


def month_grid(hall: Hall, asked: Asked) -> MonthGrid:
    """The people who were due in that month, by department and number."""
    people = _people(hall, asked)
    total = session.scalar(select(func.count()).select_from(people.order_by(None).subquery())) or 0
    rows = session.execute(people.limit(PAGE_SIZE).offset((asked.page - 1) * PAGE_SIZE)).all()
    counts = _counts(hall, asked.month, [staff_id for staff_id, *_ in rows])
    return MonthGrid(
        tuple(_line(row, counts[row[0]]) for row in rows),
        total,
        asked.page,
        waiting_days(hall, asked.month),
        _departments(hall, asked.departments),
    )


def waiting_days(hall: Hall, month: Month) -> tuple[date, ...]:
    """The days of the month on which nobody of the hall has signed yet."""
    days = month.days()
    rows = session.scalars(
        select(AttendanceDay.day)
        .where(
            AttendanceDay.hall_id == hall.id,
            AttendanceDay.day.between(days[0], days[-1]),
            AttendanceDay.is_waiting,
        )
        .distinct()
        .order_by(AttendanceDay.day)
    )
    return tuple(rows)


def _people(hall: Hall, asked: Asked) -> Select[*tuple[Any, ...]]:
    """Whoever has an assessed day in the month, and fits what is asked."""
    day, days = AttendanceDay, asked.month.days()
    was_due = exists().where(
        day.hall_id == hall.id, day.staff_id == Staff.id, day.day.between(days[0], days[-1])
    )
    found = (
        select(Staff.id, Staff.number, Staff.name, Department.name.label("department"))
        .join(Department, Department.id == Staff.department_id)
        .where(Staff.hall_id == hall.id, was_due)
        .order_by(Department.code, Staff.number)
    )
    if asked.departments is not None:
        found = found.where(Staff.department_id.in_(asked.departments))
    if asked.department:
        found = found.where(Department.code == asked.department)
    for word in asked.words.split():
        found = found.where(or_(Staff.number.contains(word), Staff.name.contains(word)))
    return found


def _counts(hall: Hall, month: Month, people: Sequence[int]) -> dict[int, Any]:
    """The sums of these people's days: of a page of them alone, however large the hall is."""
    day, days = AttendanceDay, month.days()
    rows = session.execute(
        select(
            day.staff_id,
            func.sum(_unless_waiting(day.due_halves)),
            func.sum(day.attended_halves),
            func.sum(_unless_waiting(day.leave_halves)),
            func.sum(day.absent_halves),
            _days(day.late_minutes > 0),
            _days(day.early_minutes > 0),
            _days(day.missing != ""),
            _days(day.off_post_minutes > 0),
            _days(day.is_waiting),
        )
        .where(
            day.hall_id == hall.id,
            day.staff_id.in_(people),
            day.day.between(days[0], days[-1]),
        )
        .group_by(day.staff_id)
    )
    return {staff_id: tuple(sums) for staff_id, *sums in rows}


def _unless_waiting(column: Any) -> Any:
    return case((AttendanceDay.is_waiting, 0), else_=column)


def _days(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _line(person: Any, sums: Any) -> PersonLine:
    _, *names = person
    halves, counts = sums[:4], sums[4:]
    return PersonLine(*names, *(days_of(int(each)) for each in halves), *map(int, counts))


def _departments(hall: Hall, departments: Collection[int] | None) -> tuple[tuple[str, str], ...]:
    asked = select(Department.code, Department.name).where(Department.hall_id == hall.id)
    if departments is not None:
        asked = asked.where(Department.id.in_(departments))
    return tuple((code, name) for code, name in session.execute(asked.order_by(Department.code)))
