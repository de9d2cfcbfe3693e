"""Official business in some hours of one day: what may be asked for?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from server.errors import Problem
from server.rules.attendance.leaves import LONGEST_REASON


@dataclass(frozen=True)
class BusinessForm:
    """From when until when (with zone; None: not understood), and what for."""

    from_at: datetime | None
    until_at: datetime | None
    reason: str


def business_problems(
    form: BusinessForm, others: tuple[tuple[datetime, datetime], ...]
) -> tuple[Problem, ...]:
    """Everything that is wrong with it; ``others``: what the person has already."""
    problems = list(_span_problems(form, others))
    if not form.reason.strip():
        problems.append(Problem("reason", "attendance.reason_missing"))
    if len(form.reason) > LONGEST_REASON:
        data: dict[str, str | int] = {"length": len(form.reason), "most": LONGEST_REASON}
        problems.append(Problem("reason", "problem.text_too_long", data))
    return tuple(problems)


def _span_problems(
    form: BusinessForm, others: tuple[tuple[datetime, datetime], ...]
) -> Iterator[Problem]:
    start, end = form.from_at, form.until_at
    if start is None or end is None:
        yield Problem("day", "attendance.times_missing")
    elif end <= start or end.date() != start.date():
        yield Problem("until", "attendance.times_turned")
    elif any(start < until and since < end for since, until in others):
        yield Problem("day", "attendance.business_overlaps")
