"""Which appeals are there, where does each stand, and what was said?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.appraisal import Fact
from server.models.handling import Proposal
from server.models.ledger import Appeal, AppealPhoto, AppealText, LedgerEntry, StaffText
from server.models.registry import Department, Staff
from server.rules.cases.codes import ProposalKind
from server.rules.ledger.appeals import Against, AppealState
from server.rules.ledger.proposal_facts import appeal_of_proposal

Asked = aliased(AppealText)
Answer = aliased(AppealText)
MOST_SHOWN = 200


@dataclass(frozen=True)
class FoundAppeal:
    """One appeal. ``what`` is the number of the entry, fact or text, or the month, it is against.

    ``photos`` are names in the photo store. ``answer`` is '' until it is decided;
    ``waits_for_second``: it is to be upheld, and a second person has to agree that its rating is
    set aside.
    """

    number: str
    staff: str
    staff_name: str
    department: str
    against: Against
    what: str
    state: AppealState
    filed_at: datetime
    due_on: date
    is_due_provisional: bool
    decided_at: datetime | None
    decided_by: str
    words: str
    answer: str
    waits_for_second: bool
    photos: tuple[str, ...] = ()


def appeal_row(hall_id: int, number: str) -> Appeal:
    """The stored appeal of that number. Raises Unknown."""
    found = session.scalars(
        select(Appeal).where(Appeal.hall_id == hall_id, Appeal.number == number)
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def appeals_of(
    hall_id: int, *, staff_id: int | None = None, open_only: bool = False
) -> tuple[FoundAppeal, ...]:
    """The appeals of a hall, or of one person: those not decided first, by their last day."""
    wanted = _appeals(hall_id)
    if staff_id is not None:
        wanted = wanted.where(Appeal.staff_id == staff_id)
    if open_only:
        wanted = wanted.where(Appeal.state == AppealState.FILED)
    is_decided = Appeal.state != AppealState.FILED
    rows = session.execute(wanted.order_by(is_decided, Appeal.due_on, Appeal.id).limit(MOST_SHOWN))
    return _found(hall_id, rows.all())


def appeal_numbered(hall_id: int, number: str, *, staff_id: int | None = None) -> FoundAppeal:
    """The appeal of that number. Raises Unknown, also where it is not that person's."""
    wanted = _appeals(hall_id).where(Appeal.number == number)
    if staff_id is not None:
        wanted = wanted.where(Appeal.staff_id == staff_id)
    rows = session.execute(wanted).all()
    if not rows:
        raise errors.Unknown
    return _found(hall_id, rows)[0]


def earlier_appeal(hall_id: int, appeal: Appeal) -> str:
    """The number of an appeal of theirs against the same, not withdrawn; '' for none."""
    found = session.scalar(
        select(Appeal.number).where(
            Appeal.hall_id == hall_id,
            Appeal.staff_id == appeal.staff_id,
            Appeal.against == appeal.against,
            Appeal.month == appeal.month,
            Appeal.entry_id.is_not_distinct_from(appeal.entry_id),
            Appeal.rating_id.is_not_distinct_from(appeal.rating_id),
            Appeal.fact_id.is_not_distinct_from(appeal.fact_id),
            Appeal.state != AppealState.WITHDRAWN,
        )
    )
    return found or ""


def waits_for_second(hall_id: int, number: str) -> bool:
    """Whether somebody wants to uphold it and a second person has not decided yet."""
    return number in _waiting(hall_id)


def _appeals(hall_id: int) -> Any:
    return (
        select(
            Appeal,
            Staff.number.label("staff"),
            Staff.name.label("staff_name"),
            Department.name.label("department"),
            Account.title.label("decided_by"),
            Asked.text.label("words"),
            Answer.text.label("answer"),
            LedgerEntry.number.label("entry"),
            StaffText.number.label("text"),
            Fact.number.label("fact"),
        )
        .join(Staff, Staff.id == Appeal.staff_id)
        .join(Department, Department.id == Staff.department_id)
        .outerjoin(Account, Account.id == Appeal.decided_by)
        .outerjoin(Asked, _part(Asked, "asked"))
        .outerjoin(Answer, _part(Answer, "answer"))
        .outerjoin(
            LedgerEntry,
            (LedgerEntry.hall_id == Appeal.hall_id) & (LedgerEntry.id == Appeal.entry_id),
        )
        .outerjoin(
            StaffText,
            (StaffText.hall_id == Appeal.hall_id) & (StaffText.rating_id == Appeal.rating_id),
        )
        .outerjoin(Fact, (Fact.hall_id == Appeal.hall_id) & (Fact.id == Appeal.fact_id))
        .where(Appeal.hall_id == hall_id)
    )


def _part(table: Any, part: str) -> Any:
    return (table.hall_id == Appeal.hall_id) & (table.appeal_id == Appeal.id) & (table.part == part)


def _found(hall_id: int, rows: Any) -> tuple[FoundAppeal, ...]:
    waiting, photos = _waiting(hall_id), _photos(hall_id, [row.Appeal.id for row in rows])
    return tuple(_one(row, waiting, photos.get(row.Appeal.id, ())) for row in rows)


def _photos(hall_id: int, appeal_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The names of the photos of each of the appeals, in the order in which they were sent."""
    rows = session.execute(
        select(AppealPhoto.appeal_id, AppealPhoto.name)
        .where(AppealPhoto.hall_id == hall_id, AppealPhoto.appeal_id.in_(appeal_ids))
        .order_by(AppealPhoto.id)
    )
    found = dict[int, tuple[str, ...]]()
    for appeal_id, name in rows:
        found[appeal_id] = (*found.get(appeal_id, ()), name)
    return found


def _one(row: Any, waiting: frozenset[str], photos: tuple[str, ...]) -> FoundAppeal:
    appeal, is_open = row.Appeal, row.Appeal.state == AppealState.FILED
    return FoundAppeal(
        number=appeal.number,
        staff=row.staff,
        staff_name=row.staff_name,
        department=row.department,
        against=Against(appeal.against),
        what=appeal.month or row.entry or row.text or row.fact or "",
        state=AppealState(appeal.state),
        filed_at=appeal.filed_at,
        due_on=appeal.due_on,
        is_due_provisional=appeal.is_due_provisional,
        decided_at=appeal.decided_at,
        decided_by=row.decided_by or "",
        words=row.words or "",
        answer="" if is_open else row.answer or "",
        waits_for_second=is_open and appeal.number in waiting,
        photos=photos,
    )


def _waiting(hall_id: int) -> frozenset[str]:
    """The appeals whose exclusion waits for a second person."""
    facts = session.scalars(
        select(Proposal.facts).where(
            Proposal.hall_id == hall_id,
            Proposal.kind == ProposalKind.EXCLUSION,
            Proposal.state == "waiting",
        )
    )
    return frozenset(appeal_of_proposal(each) for each in facts) - {""}
