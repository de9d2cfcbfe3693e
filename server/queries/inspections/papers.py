"""What does a rectification order, or the report of a round, say on paper? Plain facts.

No words of a finding and no names go into them: they are frozen with a digest and stay.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.distribution import OutsideUnit
from server.models.inspections import InspectionTarget
from server.models.registry import Window
from server.queries.inspections.findings import (
    FoundFinding,
    findings_of_order,
    findings_of_round,
)
from server.queries.inspections.orders import order_numbered, order_row
from server.queries.inspections.rounds import round_numbered, round_row, targets_of
from server.queries.registry.halls import Hall
from server.rules.distribution.kinds import Recipient, RecipientKind
from server.rules.inspections.kinds import COUNTS, Look
from server.rules.months import day_of

Facts = Mapping[str, Any]


def order_facts(hall: Hall, number: str) -> Facts:
    """What the order says. Raises Unknown."""
    found = order_numbered(hall.id, number)
    findings = findings_of_order(hall.id, order_row(hall.id, number).id)
    return {
        "hall": hall.name,
        "number": found.number,
        "department": found.department,
        "window": found.window,
        "issued_on": day_of(found.issued_at, hall.zone).isoformat(),
        "due_on": found.due_on.isoformat(),
        "demand": found.demand,
        "findings": [_finding(one, with_staff=True) for one in findings],
    }


def round_facts(hall: Hall, number: str) -> Facts:
    """What the round came to: windows, and what counted; nobody is named. Raises Unknown."""
    found = round_numbered(hall.id, number)
    row_id = round_row(hall.id, number).id
    findings = [one for one in findings_of_round(hall.id, row_id) if _counts(one)]
    looks = Counter(target.look for target in targets_of(hall.id, row_id))
    return {
        "hall": hall.name,
        "number": found.number,
        "kind": found.kind.value,
        "theme": found.theme,
        "day": day_of(found.started_at, hall.zone).isoformat(),
        "windows": found.windows,
        "looked": found.looked,
        "normal": looks[Look.NORMAL],
        "findings": [_finding(one, with_staff=False) for one in findings],
        "orders": sorted({one.order for one in findings if one.order}),
    }


def recipients_of(hall: Hall, number: str) -> frozenset[Recipient]:
    """The departments whose windows the round looked at. Raises Unknown."""
    target = InspectionTarget
    ids = session.scalars(
        select(Window.department_id)
        .join(target, target.window_id == Window.id)
        .where(
            target.hall_id == hall.id,
            target.inspection_id == round_row(hall.id, number).id,
            target.state != Look.WAITING,
        )
        .distinct()
    )
    return frozenset(Recipient(RecipientKind.DEPARTMENT, row_id) for row_id in ids)


def outside_units(hall_id: int) -> tuple[tuple[int, str, str], ...]:
    """Id, code and name of the townships and offices that receive documents of the hall."""
    rows = session.execute(
        select(OutsideUnit.id, OutsideUnit.code, OutsideUnit.name)
        .where(OutsideUnit.hall_id == hall_id, OutsideUnit.closed_on.is_(None))
        .order_by(OutsideUnit.code)
    )
    return tuple((row_id, code, name) for row_id, code, name in rows)


def _counts(found: FoundFinding) -> bool:
    return found.state in COUNTS and not found.is_taken_back


def _finding(found: FoundFinding, *, with_staff: bool) -> dict[str, Any]:
    told = {
        "window": found.window,
        "department": found.department,
        "day": found.found_on.isoformat(),
        "event": found.event.value,
        "item": found.item,
        "item_text": found.item_text,
        "minutes": found.minutes or 0,
        "meeting_kind": found.meeting_kind,
        "meeting_how": found.meeting_how,
        "severity": found.severity.value,
    }
    return told | ({"staff": found.staff} if with_staff else {})
