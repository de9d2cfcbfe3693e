"""What does the working calendar say of a year, from which source, and who entered it when?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import extract, select

from server.db import session
from server.models.registry import CalendarDay, CalendarYear
from server.rules.calendar_notice import NoticeDay
from server.rules.working_days import DayKind


@dataclass(frozen=True)
class ShownYear:
    """One known year. ``loaded_by`` is empty where the program brought it."""

    year: int
    source: str
    version: int
    loaded_at: datetime
    loaded_by: str


def known_years() -> tuple[ShownYear, ...]:
    """Every year whose notice is loaded, the latest first."""
    rows = session.scalars(select(CalendarYear).order_by(CalendarYear.year.desc()))
    return tuple(
        ShownYear(row.year, row.source, row.version, row.loaded_at, row.loaded_by) for row in rows
    )


def days_of(year: int) -> tuple[NoticeDay, ...]:
    """The days of the year that are not what their weekday says, in order."""
    rows = session.scalars(
        select(CalendarDay)
        .where(extract("year", CalendarDay.day) == year)
        .order_by(CalendarDay.day)
    )
    return tuple(NoticeDay(row.day, DayKind(row.kind), row.name) for row in rows)
