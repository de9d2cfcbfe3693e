"""How is the queue of open cases parted, and which parts of it can one ask for?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.rules.working_days import Calendar, add_working_days, count_working_days

SOON_DAYS = 5  # working days


class QueueFilter(StrEnum):
    """Which cases somebody asks for."""

    ALL = "all"
    MINE = "mine"
    REAL_NAME = "real_name"  # bad ratings with a contact: they are called back
    FOR_CITIZEN = "for_citizen"
    FOR_UNIT = "for_unit"
    PRESSED = "pressed"


# What only those who handle the hall's cases can ask for.
OF_HANDLERS = frozenset({QueueFilter.MINE, QueueFilter.REAL_NAME, QueueFilter.PRESSED})


class Urgency(StrEnum):
    """The groups of the queue, in order."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class Borders:
    """Where the groups part: today, and the last day that is still soon."""

    today: date
    soon_until: date

    def urgency(self, due_on: date) -> Urgency:
        """Which group a case that is due on that day belongs to."""
        if due_on < self.today:
            return Urgency.OVERDUE
        if due_on == self.today:
            return Urgency.TODAY
        return Urgency.SOON if due_on <= self.soon_until else Urgency.LATER


def borders_on(today: date, calendar: Calendar) -> Borders:
    """Where the groups part on that day."""
    return Borders(today, add_working_days(today, SOON_DAYS, calendar).due_on)


def working_days_left(due_on: date, today: date, calendar: Calendar) -> int:
    """Working days until the deadline; below zero, how many it is overdue."""
    if due_on >= today:
        return count_working_days(today, due_on, calendar)
    return -count_working_days(due_on, today, calendar)
