"""One person's month day by day: when they were due, what they signed, what became of it?"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from server import errors
from server.db import session
from server.models.attendance import AttendanceDay
from server.models.registry import Department, Staff
from server.queries.attendance.own_windows import OwnSign, own_signs
from server.queries.attendance.told import Told, days_of, told_of
from server.queries.registry.halls import Hall
from server.rules.months import Month
from server.texts import say


@dataclass(frozen=True)
class PersonDayShown:
    """A day with its signs; ``row`` None: nobody was due, or it is not assessed yet."""

    day: date
    signs: tuple[OwnSign, ...]
    row: AttendanceDay | None
    told: tuple[Told, ...] = ()

    def sentences(self, lang: str) -> tuple[str, ...]:
        """What happened; what waits, and what is provisional."""
        if self.row is None:
            return (say("attendance.not_due", lang),) if self.signs else ()
        if self.row.is_waiting:
            return (say("attendance.waiting", lang),)
        said = [one.sentence(lang) for one in self.told]
        if not said:
            said = [say("attendance.all_well", lang)]
        if self.row.is_provisional:
            said.append(say("attendance.provisional", lang))
        return tuple(said)

    @property
    def is_well(self) -> bool:
        """Whether nothing is held against the person."""
        row = self.row
        return row is None or not (
            row.absent_halves
            or row.late_minutes
            or row.early_minutes
            or row.off_post_minutes
            or row.missing
        )


@dataclass(frozen=True)
class PersonMonthShown:
    """The month of one person."""

    staff_id: int
    number: str
    name: str
    department_id: int
    department: str
    month: Month
    days: tuple[PersonDayShown, ...]

    def totals(self) -> dict[str, Any]:
        """What the month comes to, days that wait left out."""
        rows = [day.row for day in self.days if day.row and not day.row.is_waiting]
        return {
            "number": self.number,
            "name": self.name,
            "month": str(self.month),
            "due": days_of(sum(row.due_halves for row in rows)),
            "attended": days_of(sum(row.attended_halves for row in rows)),
            "leave": days_of(sum(row.leave_halves for row in rows)),
            "absent": days_of(sum(row.absent_halves for row in rows)),
            "late": sum(row.late_minutes > 0 for row in rows),
            "early": sum(row.early_minutes > 0 for row in rows),
            "missing": sum(bool(row.missing) for row in rows),
            "off_post": sum(row.off_post_minutes > 0 for row in rows),
        }

    @property
    def waiting(self) -> int:
        """How many days wait for signs."""
        return sum(bool(day.row and day.row.is_waiting) for day in self.days)


def person_month(hall: Hall, staff_id: int, month: Month) -> PersonMonthShown:
    """The month of that person of the hall. Raises Unknown for nobody of this hall."""
    found = session.execute(
        select(Staff.number, Staff.name, Staff.department_id, Department.name)
        .join(Department, Department.id == Staff.department_id)
        .where(Staff.hall_id == hall.id, Staff.id == staff_id)
    ).first()
    if found is None:
        raise errors.Unknown
    number, name, department_id, department = found
    days = _days(hall, staff_id, month)
    return PersonMonthShown(staff_id, number, name, department_id, department, month, days)


def _days(hall: Hall, staff_id: int, month: Month) -> tuple[PersonDayShown, ...]:
    days = month.days()
    signs = own_signs(hall, staff_id, days[0], days[-1])
    of_day = {day: tuple(some) for day, some in groupby(signs, lambda sign: sign.moment.date())}
    rows = session.scalars(
        select(AttendanceDay).where(
            AttendanceDay.hall_id == hall.id,
            AttendanceDay.staff_id == staff_id,
            AttendanceDay.day.between(days[0], days[-1]),
        )
    )
    assessed = {row.day: row for row in rows}
    return tuple(
        PersonDayShown(
            day,
            of_day.get(day, ()),
            assessed.get(day),
            told_of(assessed[day].told) if day in assessed else (),
        )
        for day in days
        if day in assessed or day in of_day
    )
