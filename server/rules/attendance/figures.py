"""Which figures of a month does attendance give: days attended, and whether attendance was full?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.facts import Figure, Who
from server.rules.schemes.words import Subject

ATTENDED_DAYS, FULL_ATTENDANCE = "attended_days", "full_attendance"
NAMES = frozenset({ATTENDED_DAYS, FULL_ATTENDANCE})


@dataclass(frozen=True)
class PersonMonth:
    """A person's month in halves of days: due, attended, and whether anything broke it."""

    staff_id: int
    due_halves: int
    attended_halves: int
    is_broken: bool


def figures_of(months: Iterable[PersonMonth]) -> Iterator[tuple[Who, str, Figure]]:
    """Days attended and full attendance (1 or 0) of whoever was due; n is the days due, rounded up.

    A half on leave is not attended, official leave neither: what is divided by attended days
    (applications a day) is what was done at the window.
    """
    for month in months:
        if month.due_halves:
            who, n = Who(Subject.STAFF, month.staff_id), (month.due_halves + 1) // 2
            yield who, ATTENDED_DAYS, Figure(Fraction(month.attended_halves, 2), n)
            yield who, FULL_ATTENDANCE, Figure(Fraction(0 if month.is_broken else 1), n)
