"""Who was, is or will be on duty on a day, at every window of a hall?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Duty, Staff, Window
from server.queries.registry.halls import Hall
from server.rules.attribution import DutySource


@dataclass(frozen=True)
class DutyOnDay:
    """One duty, not cancelled, with its moments in the hall's zone; standing ones have no end."""

    window: str
    staff_number: str
    starts_at: datetime
    ends_at: datetime | None
    source: DutySource
    is_substitute: bool


def duties_of_day(hall: Hall, day: date) -> tuple[DutyOnDay, ...]:
    """The duties that touch the day in the hall's zone, by window, then by their start."""
    begins = datetime.combine(day, time.min, tzinfo=hall.zone)
    ends = datetime.combine(day + timedelta(days=1), time.min, tzinfo=hall.zone)
    rows = session.execute(
        select(
            Window.number,
            Staff.number,
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
    return tuple(
        DutyOnDay(
            window,
            number,
            starts_at.astimezone(hall.zone),
            ends_at.astimezone(hall.zone) if ends_at else None,
            DutySource(source),
            is_substitute,
        )
        for window, number, starts_at, ends_at, source, is_substitute in rows
    )
