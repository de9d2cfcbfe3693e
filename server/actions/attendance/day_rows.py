"""How does one person's assessed day become a row?"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.rules.attendance.day import DayOutcome, PersonDay
from server.rules.attendance.words import Event


@dataclass(frozen=True)
class RowOf:
    """Which hall and day a row is of, whether the calendar of the day is settled, made when."""

    hall_id: int
    day: date
    is_settled: bool
    now: datetime


def day_row(
    of: RowOf, staff_id: int, person_day: PersonDay, outcome: DayOutcome, *, is_waiting: bool
) -> dict[str, Any]:
    """The row. While signs are awaited nothing is said of the day but that somebody was due."""
    held = DayOutcome(outcome.due, 0, outcome.on_leave) if is_waiting else outcome
    return {
        "hall_id": of.hall_id,
        "day": of.day,
        "staff_id": staff_id,
        "due_halves": held.due,
        "attended_halves": held.attended,
        "leave_halves": held.on_leave,
        "absent_halves": held.absent,
        "late_minutes": held.minutes(Event.LATE),
        "early_minutes": held.minutes(Event.EARLY),
        "off_post_minutes": held.minutes(Event.OFF_POST),
        "missing": held.missing or "",
        "breaks_full": held.breaks_full,
        "told": _told(person_day, held),
        "is_waiting": is_waiting,
        "is_provisional": not of.is_settled,
        "assessed_at": of.now,
    }


def _told(person_day: PersonDay, outcome: DayOutcome) -> str:
    """What happened, and what explains that nothing did, as the pages read it."""
    lines: list[dict[str, Any]] = [
        {
            "event": str(happening.event),
            "at": happening.key,
            "quantity": happening.quantity,
            "edge": happening.edge or "",
            "purpose": happening.purpose or "",
        }
        for happening in outcome.happenings
    ]
    lines += [
        {"event": "leave", "half": leave.half, "number": leave.number, "kind": leave.kind}
        for leave in person_day.leaves
    ]
    lines += [
        {"event": "business", "number": each.number, "is_approved": each.is_approved}
        for each in person_day.business
    ]
    return json.dumps(lines) if lines else "[]"
