"""A sign that an officer enters by hand, or cancels: what may it say?"""

from dataclasses import dataclass
from datetime import datetime

from server.errors import Problem
from server.rules.attendance.leaves import LONGEST_REASON
from server.rules.attendance.words import Direction


@dataclass(frozen=True)
class EntryForm:
    """Whose sign (staff number), when (local, None: not understood), which way, and why by hand."""

    staff_number: str
    moment: datetime | None
    direction: Direction | None
    reason: str


def entry_problems(form: EntryForm, *, is_known: bool, now: datetime) -> tuple[Problem, ...]:
    """Everything that is wrong with it; nothing is entered ahead of time."""
    most: dict[str, str | int] = {"length": len(form.reason), "most": LONGEST_REASON}
    checks = (
        (not is_known, Problem("staff", "attendance.unknown_staff", {"found": form.staff_number})),
        (form.moment is None, Problem("moment", "attendance.moment_missing")),
        (bool(form.moment and form.moment > now), Problem("moment", "attendance.moment_ahead")),
        (
            form.direction not in {Direction.IN, Direction.OUT},
            Problem("direction", "attendance.direction_missing"),
        ),
        (not form.reason.strip(), Problem("reason", "attendance.reason_missing")),
        (len(form.reason) > LONGEST_REASON, Problem("reason", "problem.text_too_long", most)),
    )
    return tuple(problem for is_wrong, problem in checks if is_wrong)
