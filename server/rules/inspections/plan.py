"""Which rounds of the plan are due, and which were made in time?

A round of the day is due every working day, one of the week or month once in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from server.rules.inspections.kinds import Rhythm
from server.rules.months import Month
from server.rules.schemes.shape import InspectionPlan
from server.rules.working_days import Calendar

# Where no scheme says anything: the duty leader's patrol every day, alone.
DEFAULT_PLAN = InspectionPlan(rounds=(Rhythm.DAY,), team=1)
DAYS_OF_WEEK = 7


@dataclass(frozen=True)
class PlannedRound:
    """A round of the plan in the span in which it is due, both days included."""

    rhythm: Rhythm
    first_on: date
    last_on: date
    is_made: bool


def planned(
    plan: InspectionPlan, made: Iterable[tuple[str, date]], today: date, calendar: Calendar
) -> tuple[PlannedRound, ...]:
    """The rounds of the plan that today belongs to. ``made``: rhythm and day of rounds."""
    known = tuple(made)
    spans = (
        (Rhythm(rhythm), *span_of(Rhythm(rhythm), today))
        for rhythm in plan.rounds
        if rhythm in set(Rhythm)
    )
    return tuple(
        PlannedRound(
            rhythm, first, last, any(kind == rhythm and first <= day <= last for kind, day in known)
        )
        for rhythm, first, last in spans
        if rhythm is not Rhythm.DAY or calendar.is_working(today)
    )


def span_of(rhythm: Rhythm, day: date) -> tuple[date, date]:
    """First and last day of the day, week (from Monday) or month around that day."""
    match rhythm:
        case Rhythm.DAY:
            return day, day
        case Rhythm.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=DAYS_OF_WEEK - 1)
        case Rhythm.MONTH:
            days = Month(day.year, day.month).days()
            return days[0], days[-1]


def people_of(leader: str, team: str) -> tuple[str, ...]:
    """Who went, each once: the leader first, then the names of the team as they were typed."""
    for mark in ",，;；/\n":
        team = team.replace(mark, "、")
    names = (name.strip() for name in (leader, *team.split("、")))
    return tuple(dict.fromkeys(name for name in names if name))
