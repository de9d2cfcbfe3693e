"""Somebody loads the holiday notice of a year into the working calendar."""

from datetime import datetime

from server.actions.registry.set_calendar import clear_year, put_day, tell_all_halls
from server.db import transaction
from server.models.registry import CalendarYear
from server.rules.accounts.roles import Actor
from server.rules.calendar_notice import Notice


def set_calendar_year(notice: Notice, *, by: Actor | str, now: datetime) -> int:
    """An operator or supervisor loads a year's notice; it replaces what the year had.

    Returns the version that the year now has: the notice's own, or one more than before where
    that is greater. The caller has deadlines counted anew (``recompute_deadlines``).
    """
    with transaction() as session:
        row = session.get(CalendarYear, notice.year) or CalendarYear(year=notice.year, version=0)
        row.version = max(notice.version, (row.version or 0) + 1)
        row.source = notice.source
        clear_year(session, notice.year)
        for day in notice.days:
            put_day(session, day)
        tell_all_halls(session, row, by, now=now)
        return row.version
