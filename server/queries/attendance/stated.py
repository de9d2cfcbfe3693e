"""Which facts did attendance state before, and whose department and chief does a new one name?"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.appraisal import Fact, FactReversal
from server.models.registry import Staff
from server.rules.appraisal.facts import FieldValue
from server.rules.attendance.stating import StatedFact

SOURCE = "attendance"
SOURCE_CHANGED = "source_changed"
AT_ONCE = 500


@dataclass(frozen=True)
class Placed:
    """Where somebody belongs: the department, and its chief representative (None: nobody)."""

    department_id: int
    chief_id: int | None


def stated_of_day(
    hall_id: int, day: date, people: Collection[int] | None = None
) -> list[StatedFact]:
    """What was stated about that day of these people, or of everybody."""
    found = _stated(hall_id, [day.isoformat()])
    return [fact for staff_id, fact in found if people is None or staff_id in people]


def stated_of_leaves(hall_id: int, numbers: Iterable[str], month: str) -> list[StatedFact]:
    """What was stated about these leaves in that month."""
    wanted, found = list(numbers), []
    for at in range(0, len(wanted), AT_ONCE):
        found += _stated(hall_id, wanted[at : at + AT_ONCE])
    return [fact for _, fact in found if fact.dedupe.split("/")[-2] == month]


def places(hall_id: int) -> Mapping[int, Placed]:
    """Where everybody of the hall belongs; of several chiefs, the one of the lowest number."""
    rows = session.execute(
        select(Staff.id, Staff.department_id, Staff.is_chief, Staff.closed_on)
        .where(Staff.hall_id == hall_id)
        .order_by(Staff.number)
    ).all()
    chiefs: dict[int, int] = {}
    for staff_id, department_id, is_chief, closed_on in rows:
        if is_chief and closed_on is None:
            chiefs.setdefault(department_id, staff_id)
    return {
        staff_id: Placed(department_id, chiefs.get(department_id))
        for staff_id, department_id, _, _ in rows
    }


def _stated(hall_id: int, numbers: list[str]) -> list[tuple[int | None, StatedFact]]:
    rows = session.execute(
        select(Fact.staff_id, Fact.dedupe, Fact.fields, FactReversal.reason)
        .outerjoin(
            FactReversal,
            (FactReversal.hall_id == Fact.hall_id) & (FactReversal.fact_id == Fact.id),
        )
        .where(Fact.hall_id == hall_id, Fact.source == SOURCE, Fact.source_number.in_(numbers))
    )
    return [
        (
            staff_id,
            StatedFact(
                dedupe,
                {key: _value(value) for key, value in json.loads(fields).items()},
                is_reversed=reason is not None,
                is_settled=reason not in {None, SOURCE_CHANGED},
            ),
        )
        for staff_id, dedupe, fields, reason in rows
    ]


def _value(written: Any) -> FieldValue:
    return Fraction(written["number"]) if isinstance(written, dict) else str(written)
