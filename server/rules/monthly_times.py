"""When is a month sealed, and when is it published?"""

from datetime import datetime, time, tzinfo

from server.rules.months import Month, month_of
from server.rules.slots import MonthlyOnDay, MonthlyOnWorkingDay, Slot

# Ten minutes after midnight: what was sent at 23:59 has arrived by then.
SEALING = MonthlyOnDay(1, time(0, 10))
PUBLISHED_AT = time(9)


def publishing(working_day: int) -> MonthlyOnWorkingDay:
    """Each month on that working day (the hall's setting ``publication_working_day``) at nine."""
    return MonthlyOnWorkingDay(working_day, PUBLISHED_AT)


def closed_month(slot: Slot) -> Month:
    """The month that a slot of sealing or publishing is about: the one before its own."""
    return Month.parse(slot.key).previous()


def first_closing(hall_since: datetime, zone: tzinfo) -> datetime:
    """When the first month of a hall that exists since then is over: no earlier one is owed."""
    return month_of(hall_since, zone).ends_at(zone)
