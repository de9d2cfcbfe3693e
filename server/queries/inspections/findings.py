"""What was found in the rounds, about whom, with which evidence, and does it still stand?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.appraisal import Fact, FactReversal
from server.models.inspections import (
    FindingText,
    Inspection,
    InspectionFinding,
    InspectionPhoto,
    RectificationOrder,
)
from server.models.registry import Department, Staff, Window
from server.queries.inspections.rounds import Departments
from server.rules.inspections.kinds import FindingState, FoundEvent, Severity

MOST_SHOWN = 200
Signer = aliased(Account)


@dataclass(frozen=True)
class FoundFinding:
    """One finding with its words and photos (names in the store).

    ``fact`` is the number under which it can be appealed against, '' while it is not stated;
    ``is_taken_back``: that fact was reversed. ``value`` are the points within a range.
    """

    number: str
    round: str
    window: str
    window_name: str
    department: str
    department_code: str
    staff: str
    staff_name: str
    event: FoundEvent
    item: str
    item_text: str
    severity: Severity
    minutes: int | None
    meeting_kind: str
    meeting_how: str
    witness: str
    value: str
    state: FindingState
    fact: str
    is_taken_back: bool
    order: str
    found_on: date
    found_at: datetime
    found_by: str
    signed_by: str
    words: str
    reason: str
    photos: tuple[str, ...]


def finding_row(hall_id: int, number: str) -> InspectionFinding:
    """The stored finding of that number. Raises Unknown."""
    found = session.scalars(
        select(InspectionFinding).where(
            InspectionFinding.hall_id == hall_id, InspectionFinding.number == number
        )
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def findings_of_round(
    hall_id: int, inspection_id: int, departments: Departments = None
) -> tuple[FoundFinding, ...]:
    """The findings of a round in the order of the day."""
    wanted = _findings(hall_id, departments).where(InspectionFinding.inspection_id == inspection_id)
    return _found(hall_id, wanted)


def findings_of_order(hall_id: int, order_id: int) -> tuple[FoundFinding, ...]:
    """The findings that an order is about."""
    return _found(hall_id, _findings(hall_id).where(InspectionFinding.order_id == order_id))


def findings_of_staff(hall_id: int, staff_id: int) -> tuple[FoundFinding, ...]:
    """What was found about a person and stated, the latest first."""
    wanted = _findings(hall_id).where(
        InspectionFinding.staff_id == staff_id, InspectionFinding.fact_dedupe != ""
    )
    return tuple(reversed(_found(hall_id, wanted)))


def findings_waiting(hall_id: int) -> tuple[FoundFinding, ...]:
    """What waits for a second signer."""
    return _found(
        hall_id,
        _findings(hall_id).where(InspectionFinding.state == FindingState.WAITING),
    )


def findings_without_order(hall_id: int, department_code: str) -> tuple[FoundFinding, ...]:
    """The department's findings that count and that no order is about yet."""
    wanted = _findings(hall_id).where(
        Department.code == department_code,
        InspectionFinding.order_id.is_(None),
        InspectionFinding.state == FindingState.COUNTED,
    )
    return tuple(one for one in _found(hall_id, wanted) if not one.is_taken_back)


def finding_numbered(hall_id: int, number: str, departments: Departments = None) -> FoundFinding:
    """The finding of that number. Raises Unknown, also for another department's."""
    wanted = _findings(hall_id, departments).where(InspectionFinding.number == number)
    found = _found(hall_id, wanted)
    if not found:
        raise errors.Unknown
    return found[0]


def _findings(hall_id: int, departments: Departments = None) -> Any:
    found = InspectionFinding
    wanted = (
        select(
            found,
            Inspection.number.label("round"),
            Window.number.label("window"),
            Window.name.label("window_name"),
            Department.name.label("department"),
            Department.code.label("department_code"),
            Staff.number.label("staff"),
            Staff.name.label("staff_name"),
            RectificationOrder.number.label("order"),
            Fact.number.label("fact"),
            FactReversal.fact_id.label("reversed_id"),
            Account.title.label("found_by"),
            Signer.title.label("signed_by"),
        )
        .join(Inspection, _same_hall(Inspection, found.inspection_id))
        .join(Window, Window.id == found.window_id)
        .join(Department, Department.id == found.department_id)
        .outerjoin(Staff, Staff.id == found.staff_id)
        .outerjoin(RectificationOrder, _same_hall(RectificationOrder, found.order_id))
        .outerjoin(Fact, (Fact.hall_id == found.hall_id) & (Fact.dedupe == found.fact_dedupe))
        .outerjoin(
            FactReversal,
            (FactReversal.hall_id == Fact.hall_id) & (FactReversal.fact_id == Fact.id),
        )
        .outerjoin(Account, Account.id == found.found_by)
        .outerjoin(Signer, Signer.id == found.signed_by)
        .where(found.hall_id == hall_id)
        .order_by(found.found_at, found.id)
        .limit(MOST_SHOWN)
    )
    return wanted if departments is None else wanted.where(found.department_id.in_(departments))


def _same_hall(table: Any, row_id: Any) -> Any:
    return (table.hall_id == InspectionFinding.hall_id) & (table.id == row_id)


def _found(hall_id: int, wanted: Any) -> tuple[FoundFinding, ...]:
    rows = session.execute(wanted).all()
    ids = [row.InspectionFinding.id for row in rows]
    words, photos = _words(hall_id, ids), _photos(hall_id, ids)
    return tuple(_one(row, words, photos.get(row.InspectionFinding.id, ())) for row in rows)


def _one(row: Any, words: Mapping[tuple[int, str], str], photos: Sequence[str]) -> FoundFinding:
    found = row.InspectionFinding
    return FoundFinding(
        number=found.number,
        round=row.round,
        window=row.window,
        window_name=row.window_name,
        department=row.department,
        department_code=row.department_code,
        staff=row.staff or "",
        staff_name=row.staff_name or "",
        event=FoundEvent(found.event),
        item=found.item,
        item_text=found.item_text,
        severity=Severity(found.severity),
        minutes=found.minutes,
        meeting_kind=found.meeting_kind,
        meeting_how=found.meeting_how,
        witness=found.witness,
        value=found.value,
        state=FindingState(found.state),
        fact=row.fact or "",
        is_taken_back=row.reversed_id is not None,
        order=row.order or "",
        found_on=found.found_on,
        found_at=found.found_at,
        found_by=row.found_by or "",
        signed_by=row.signed_by or "",
        words=words.get((found.id, "words"), ""),
        reason=words.get((found.id, "reason"), ""),
        photos=tuple(photos),
    )


def _words(hall_id: int, ids: Collection[int]) -> Mapping[tuple[int, str], str]:
    rows = session.execute(
        select(FindingText.finding_id, FindingText.part, FindingText.text).where(
            FindingText.hall_id == hall_id, FindingText.finding_id.in_(ids)
        )
    )
    return {(finding_id, part): text for finding_id, part, text in rows}


def _photos(hall_id: int, ids: Collection[int]) -> Mapping[int, list[str]]:
    """The names of the photos by the id of the finding."""
    rows = session.execute(
        select(InspectionPhoto.finding_id, InspectionPhoto.name)
        .where(InspectionPhoto.hall_id == hall_id, InspectionPhoto.finding_id.in_(ids))
        .order_by(InspectionPhoto.position, InspectionPhoto.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for finding_id, name in rows:
        if finding_id is not None:
            found[finding_id].append(name)
    return found
