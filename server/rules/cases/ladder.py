"""Which reminders of a deadline are due today, and on which day does each rung stand?

The day before, the day after, and the written criticism (催办单) so many working days after:
domain, cases. All of them are working days.
"""

from datetime import date, timedelta

from server.rules.cases.codes import Rung
from server.rules.working_days import Calendar, add_working_days

ONE_DAY = timedelta(days=1)


def rung_day(
    rung: Rung, started_on: date, due_on: date, *, written_days: int, calendar: Calendar
) -> date:
    """The day from which the rung is due.

    The day before is the last working day before the deadline, for a clock of one day the
    deadline itself: nobody is reminded on the day on which something came in.
    """
    match rung:
        case Rung.DAY_BEFORE:
            return max(_last_working_day_before(due_on, calendar), started_on + ONE_DAY)
        case Rung.DAY_AFTER:
            return add_working_days(due_on, 1, calendar).due_on
        case Rung.WRITTEN:
            return add_working_days(due_on, written_days, calendar).due_on


def due_rungs(
    started_on: date, due_on: date, today: date, *, written_days: int, calendar: Calendar
) -> tuple[Rung, ...]:
    """The rungs whose day has come, in order. Once overdue, nobody is told that it is due soon."""
    return tuple(
        rung
        for rung in Rung
        if rung_day(rung, started_on, due_on, written_days=written_days, calendar=calendar) <= today
        and not (rung is Rung.DAY_BEFORE and today > due_on)
    )


def _last_working_day_before(day: date, calendar: Calendar) -> date:
    day -= ONE_DAY
    while not calendar.is_working(day):
        day -= ONE_DAY
    return day
