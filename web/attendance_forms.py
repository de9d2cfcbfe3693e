"""How do the pages read what somebody asks for: leave, or official business?"""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from server.queries.registry.halls import Hall
from server.rules.attendance.business import BusinessForm
from server.rules.attendance.leaves import LeaveForm, LeaveSpan
from server.rules.attendance.words import LeaveKind, Procedure
from server.rules.months import HalfDay

Word = TypeVar("Word", bound=StrEnum)


def leave_form(said: Mapping[str, str]) -> LeaveForm:
    """Leave, as the form says; without a last day it is one day."""
    first, last = day_of_text(said.get("from", "")), day_of_text(said.get("to", ""))
    to = last or (None if said.get("to", "").strip() else first)
    span = None
    if first and to:
        halves = (member(HalfDay, said.get(f"{end}_half", "")) for end in ("from", "to"))
        from_half, to_half = halves
        span = LeaveSpan(first, to, from_half or HalfDay.AM, to_half or HalfDay.PM)
    procedure = member(Procedure, said.get("procedure", "")) or Procedure.DONE
    return LeaveForm(
        member(LeaveKind, said.get("kind", "")), span, said.get("reason", ""), procedure
    )


def business_form(said: Mapping[str, str], hall: Hall) -> BusinessForm:
    """Official business, as the form says, in the hall's zone."""
    moments = (moment_of(said, name, hall) for name in ("since", "until"))
    from_at, until_at = moments
    return BusinessForm(from_at, until_at, said.get("reason", ""))


def moment_of(said: Mapping[str, str], name: str, hall: Hall) -> datetime | None:
    """The moment of the form's day and of the time of that name; None where one is missing."""
    day = day_of_text(said.get("day", ""))
    try:
        clock = time.fromisoformat(said.get(name, "").strip())
    except ValueError:
        return None
    # A time typed with a zone would be another one than the wall's.
    return datetime.combine(day, clock.replace(tzinfo=None), hall.zone) if day else None


def day_of_text(text: str) -> date | None:
    """The day written as 2026-11-25, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def member(kind: type[Word], word: str) -> Word | None:
    """The word of the closed set, None for any other."""
    return kind(word) if word in set(kind) else None
