"""What would a machine's file add to the signs of a hall?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy import select

from server.db import session
from server.models.attendance import AttendanceSign
from server.models.registry import Staff
from server.queries.registry.halls import Hall
from server.rules.attendance.file import FileSign, KnownPerson, Meant, SignsRefused, read_signs
from server.rules.attendance.words import SignSource
from server.rules.cells import folded
from server.rules.months import Month, day_of
from server.rules.registry.rows import RawSheet

AT_ONCE = 20_000
ONE_DAY = timedelta(days=1)
# What makes a sign of one source the same: who, when (UTC), which way.
SignKey = tuple[int, datetime, str]


@dataclass(frozen=True)
class Incoming:
    """The signs of a file: those that are new, how many are there already, which days it holds."""

    new: tuple[SignKey, ...]
    known: int
    people: int
    first: date | None
    last: date | None

    def months(self) -> tuple[Month, ...]:
        """The months that it touches, in order."""
        if self.first is None or self.last is None:
            return ()
        month, found = Month(self.first.year, self.first.month), []
        while month <= Month(self.last.year, self.last.month):
            found.append(month)
            month = month.next()
        return tuple(found)


def incoming(hall: Hall, sheets: Iterable[RawSheet], *, now: datetime) -> Incoming:
    """What the file would add; the same file again adds nothing.

    Raises SignsRefused with every problem of every row.
    """
    signs, problems = read_signs(sheets, _meant(hall, now))
    if problems:
        raise SignsRefused(problems)
    days = {sign.day for sign in signs}
    first, last = min(days, default=None), max(days, default=None)
    keys = _keys(signs, hall.zone)
    stored = _stored(hall, first, last) if first and last else frozenset()
    new = tuple(key for key in keys if key not in stored)
    people = len({sign.staff_id for sign in signs})
    return Incoming(new, len(keys) - len(new), people, first, last)


def people_by_number(hall_id: int) -> dict[str, KnownPerson]:
    """Everybody who works in the hall or did, by their folded number."""
    rows = session.execute(
        select(Staff.number, Staff.id, Staff.name, Staff.closed_on).where(Staff.hall_id == hall_id)
    )
    return {folded(number): KnownPerson(id_, name, closed) for number, id_, name, closed in rows}


def _meant(hall: Hall, now: datetime) -> Meant:
    return Meant(people_by_number(hall.id), day_of(now, hall.zone))


def _keys(signs: Iterable[FileSign], zone: tzinfo) -> list[SignKey]:
    midnights: dict[date, datetime] = {}
    keys = []
    for sign in signs:
        midnight = midnights.setdefault(sign.day, datetime.combine(sign.day, time()))
        local = (midnight + timedelta(seconds=sign.second)).replace(tzinfo=zone)
        keys.append((sign.staff_id, local.astimezone(UTC), sign.direction.value))
    return keys


def _stored(hall: Hall, first: date, last: date) -> frozenset[SignKey]:
    table = AttendanceSign
    rows = session.execute(
        select(table.staff_id, table.moment, table.direction)
        .where(
            table.hall_id == hall.id,
            table.source == SignSource.MACHINE,
            table.moment >= datetime.combine(first, time(), hall.zone),
            table.moment < datetime.combine(last + ONE_DAY, time(), hall.zone),
        )
        .execution_options(yield_per=AT_ONCE)
    )
    return frozenset((staff_id, moment, direction) for staff_id, moment, direction in rows)
