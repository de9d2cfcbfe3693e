"""Who is on duty at which window on the days of a week?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Duty, Staff, Window
from server.queries.registry.halls import Hall
from server.rules.attribution import DutySource

DAYS = 7
ONE_DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)


class Place(NamedTuple):
    """A window on a day."""

    window: str
    day: date


@dataclass(frozen=True)
class RosterDuty:
    """One person's duty on a day, moments in the hall's zone; a standing one has no end."""

    staff_number: str
    name: str
    starts_at: datetime
    ends_at: datetime | None
    source: DutySource
    is_substitute: bool

    @property
    def is_standing(self) -> bool:
        """Whether it runs day after day until further notice."""
        return self.source is DutySource.STANDING


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - ONE_DAY * day.weekday()


def week_roster(hall: Hall, monday: date) -> dict[Place, list[RosterDuty]]:
    """The duties of the week that begins on that day, by window and day; one statement.

    A duty over several days stands on each of them.
    """
    begins = datetime.combine(monday, time.min, tzinfo=hall.zone)
    ends = begins + ONE_DAY * DAYS
    rows = session.execute(
        select(
            Window.number,
            Staff.number,
            Staff.name,
            Duty.starts_at,
            Duty.ends_at,
            Duty.source,
            Duty.is_substitute,
        )
        .join(Window, Window.id == Duty.window_id)
        .join(Staff, Staff.id == Duty.staff_id)
        .where(
            Duty.hall_id == hall.id,
            Duty.cancelled_at.is_(None),
            Duty.starts_at < ends,
            or_(Duty.ends_at.is_(None), Duty.ends_at > begins),
        )
        .order_by(Window.number, Duty.starts_at, Staff.number)
    )
    found: dict[Place, list[RosterDuty]] = {}
    for window, number, name, starts_at, ends_at, source, is_substitute in rows:
        duty = RosterDuty(
            number,
            name,
            starts_at.astimezone(hall.zone),
            ends_at.astimezone(hall.zone) if ends_at else None,
            DutySource(source),
            is_substitute,
        )
        for day in (monday + ONE_DAY * ahead for ahead in range(DAYS)):
            if _touches(duty, day):
                found.setdefault(Place(window, day), []).append(duty)
    return found


def _touches(duty: RosterDuty, day: date) -> bool:
    # A duty until midnight is of the day before.
    last = (duty.ends_at - MOMENT).date() if duty.ends_at else date.max
    return duty.starts_at.date() <= day <= last
