"""The clock counts the figures of inspections of a month anew."""

from datetime import date, datetime

from server.actions.inspections.counting import count_month
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.months import Month

BY_THE_CLOCK = "timetable"


def count_inspections(hall: Hall, day: date, *, now: datetime) -> None:
    """The clock counts the month of that day: what was looked at in rounds still open counts."""
    with transaction() as session:
        count_month(session, hall, Month(day.year, day.month), by=BY_THE_CLOCK, now=now)
