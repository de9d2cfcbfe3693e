"""How much is a leave, and on which halves of which days is somebody on it?

Leave is counted in halves of working days (调休 included); weekends and holidays within cost none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from server.errors import Problem
from server.rules.attendance.words import LeaveKind, Procedure, RequestState
from server.rules.months import HalfDay, Month
from server.rules.working_days import Calendar

ONE_DAY = timedelta(days=1)
HALVES = (HalfDay.AM, HalfDay.PM)
LONGEST_DAYS = 366  # a typing slip in the year, not a leave
LONGEST_REASON = 200


@dataclass(frozen=True)
class LeaveSpan:
    """From one half of a day to another, both included."""

    from_on: date
    to_on: date
    from_half: HalfDay = HalfDay.AM
    to_half: HalfDay = HalfDay.PM

    def halves(self, day: date) -> tuple[HalfDay, ...]:
        """Which halves of the day it holds."""
        return tuple(
            half
            for half in HALVES
            if (self.from_on, self.from_half) <= (day, half) <= (self.to_on, self.to_half)
        )

    def days(self) -> Iterator[date]:
        """Its days in order."""
        for ahead in range((self.to_on - self.from_on).days + 1):
            yield self.from_on + ONE_DAY * ahead

    def months(self) -> tuple[Month, ...]:
        """The months that it touches, in order."""
        return tuple(dict.fromkeys(Month(day.year, day.month) for day in self.days()))


@dataclass(frozen=True)
class LeaveForm:
    """What somebody asks for; None: not chosen, or not understood."""

    kind: LeaveKind | None
    span: LeaveSpan | None
    reason: str
    procedure: Procedure = Procedure.DONE


@dataclass(frozen=True)
class KnownLeave:
    """A leave as it stands."""

    number: str
    staff_id: int
    kind: LeaveKind
    span: LeaveSpan
    procedure: Procedure
    state: RequestState


def half_days(span: LeaveSpan, calendar: Calendar, month: Month | None = None) -> int:
    """How many halves of working days the leave takes, in that month or in all."""
    return sum(
        len(span.halves(day))
        for day in span.days()
        if calendar.is_working(day) and month in {None, Month(day.year, day.month)}
    )


def leave_problems(
    form: LeaveForm, calendar: Calendar, others: tuple[LeaveSpan, ...]
) -> tuple[Problem, ...]:
    """Everything that is wrong with what somebody asks for; ``others``: what they have already."""
    problems = []
    if form.kind is None:
        problems.append(Problem("kind", "attendance.kind_missing"))
    problems.extend(_span_problems(form.span, calendar, others))
    if not form.reason.strip():
        problems.append(Problem("reason", "attendance.reason_missing"))
    if len(form.reason) > LONGEST_REASON:
        data: dict[str, str | int] = {"length": len(form.reason), "most": LONGEST_REASON}
        problems.append(Problem("reason", "problem.text_too_long", data))
    return tuple(problems)


def _span_problems(
    span: LeaveSpan | None, calendar: Calendar, others: tuple[LeaveSpan, ...]
) -> Iterator[Problem]:
    if span is None:
        yield Problem("from", "attendance.days_missing")
    elif (span.to_on, span.to_half) < (span.from_on, span.from_half):
        yield Problem("to", "attendance.ends_before_start")
    elif (span.to_on - span.from_on).days >= LONGEST_DAYS:
        yield Problem("to", "attendance.leave_too_long", {"most": LONGEST_DAYS})
    elif not half_days(span, calendar):
        yield Problem("from", "attendance.no_working_day")
    elif any(_meet(span, other) for other in others):
        yield Problem("from", "attendance.leave_overlaps")


def _meet(one: LeaveSpan, other: LeaveSpan) -> bool:
    return (one.from_on, one.from_half) <= (other.to_on, other.to_half) and (
        other.from_on,
        other.from_half,
    ) <= (one.to_on, one.to_half)
