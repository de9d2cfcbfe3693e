"""What was said, shown and tied in a case, beside its steps?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select

from server.db import session
from server.models.accounts import Account
from server.models.cases import Case, CaseRemark, CaseText
from server.models.handling import CaseDeadline, CaseFinding, CaseLink, Proposal
from server.models.ratings import Photo, RatingText
from server.models.registry import Department, Staff
from server.queries.cases.scope import seen_by
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import ProposalKind
from server.rules.cases.kinds import CaseKind, CaseState

Remarks = Mapping[int, Mapping[str, str]]
"""The words of each step, by its id and the part they play."""


@dataclass(frozen=True)
class CasePhoto:
    """A photo of the case; ``step_id`` is None where it came with the first words."""

    name: str
    width: int
    height: int
    step_id: int | None


@dataclass(frozen=True)
class ShownFinding:
    """What was found in one round; whom it charges, by number or code."""

    round: int
    finding: str
    cause: str
    outcome: str
    staff_number: str
    department_name: str
    month: str
    decided_at: datetime


@dataclass(frozen=True)
class ShownDeadline:
    """One clock of the case, running (``ended`` empty) or over."""

    clock: str
    started_on: date
    working_days: int
    extended_days: int
    due_on: date
    is_provisional: bool
    ended: str
    ended_on: date | None


@dataclass(frozen=True)
class Tie:
    """Another case; ``kind`` is *merged* where one goes on inside the other."""

    number: str
    case_kind: CaseKind
    state: CaseState
    kind: str
    is_into: bool  # it is the other one that goes on


@dataclass(frozen=True)
class ShownProposal:
    """What was asked for, by whom, and what became of it; names are titles of accounts."""

    number: str
    kind: ProposalKind
    reason: str
    state: str
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decided_by: str


def first_words(case: Case) -> str:
    """What the citizen wrote, with the case or with the rating that opened it; empty if erased."""
    text = session.scalar(
        select(CaseText.text).where(CaseText.hall_id == case.hall_id, CaseText.case_id == case.id)
        if case.rating_id is None
        else select(RatingText.text).where(
            RatingText.hall_id == case.hall_id, RatingText.rating_id == case.rating_id
        )
    )
    return text or ""


def remarks_of(case: Case) -> Remarks:
    """All words of its steps."""
    rows = session.execute(
        select(CaseRemark.step_id, CaseRemark.part, CaseRemark.text).where(
            CaseRemark.hall_id == case.hall_id, CaseRemark.case_id == case.id
        )
    )
    found: dict[int, dict[str, str]] = {}
    for step_id, part, text in rows:
        found.setdefault(step_id, {})[part] = text
    return found


def photos_of(case: Case) -> tuple[CasePhoto, ...]:
    """Its photos and those of its rating, in the order in which they came."""
    of_rating = Photo.rating_id == case.rating_id if case.rating_id else None
    mine = Photo.case_id == case.id
    rows = session.execute(
        select(Photo.name, Photo.width, Photo.height, Photo.step_id)
        .where(Photo.hall_id == case.hall_id, mine if of_rating is None else or_(mine, of_rating))
        .order_by(Photo.id)
    )
    return tuple(CasePhoto(*row) for row in rows)


def findings_of(case: Case) -> tuple[ShownFinding, ...]:
    """What was found, round by round."""
    rows = session.execute(
        select(CaseFinding, Staff.number, Department.name)
        .outerjoin(Staff, Staff.id == CaseFinding.staff_id)
        .outerjoin(Department, Department.id == CaseFinding.department_id)
        .where(CaseFinding.hall_id == case.hall_id, CaseFinding.case_id == case.id)
        .order_by(CaseFinding.round)
    )
    return tuple(
        ShownFinding(
            round=found.round,
            finding=found.finding,
            cause=found.cause,
            outcome=found.outcome,
            staff_number=number or "",
            department_name=name or "",
            month=found.month,
            decided_at=found.decided_at,
        )
        for found, number, name in rows
    )


def deadlines_of(case: Case) -> tuple[ShownDeadline, ...]:
    """Its clocks in the order in which they started; the running one, if any, is the last."""
    rows = session.scalars(
        select(CaseDeadline)
        .where(CaseDeadline.hall_id == case.hall_id, CaseDeadline.case_id == case.id)
        .order_by(CaseDeadline.ended == "", CaseDeadline.started_on, CaseDeadline.ended_on)
    )
    return tuple(
        ShownDeadline(
            clock=row.clock,
            started_on=row.started_on,
            working_days=row.working_days,
            extended_days=row.extended_days,
            due_on=row.due_on,
            is_provisional=row.is_provisional,
            ended=row.ended,
            ended_on=row.ended_on,
        )
        for row in rows
    )


def ties_of(case: Case, actor: Actor) -> tuple[Tie, ...]:
    """The cases it is tied to, from whichever side, as far as they exist for that actor."""
    from_here = and_(CaseLink.case_id == case.id, Case.id == CaseLink.other_id)
    from_there = and_(CaseLink.other_id == case.id, Case.id == CaseLink.case_id)
    rows = session.execute(
        select(Case.number, Case.kind, Case.state, CaseLink.kind, CaseLink.case_id)
        .join(CaseLink, and_(CaseLink.hall_id == Case.hall_id, or_(from_here, from_there)))
        .where(seen_by(actor, case.hall_id), CaseLink.hall_id == case.hall_id)
        .order_by(CaseLink.linked_at)
    )
    return tuple(
        Tie(number, CaseKind(kind), CaseState(state), tie, is_into=start == case.id)
        for number, kind, state, tie, start in rows
    )


def proposals_of(case: Case, titles: Mapping[int, str]) -> tuple[ShownProposal, ...]:
    """What was asked for in it, in order. ``titles``: those of all accounts it names."""
    rows = session.scalars(
        select(Proposal)
        .where(Proposal.hall_id == case.hall_id, Proposal.case_id == case.id)
        .order_by(Proposal.asked_at)
    )
    return tuple(
        ShownProposal(
            number=row.number,
            kind=ProposalKind(row.kind),
            reason=row.reason,
            state=row.state,
            asked_at=row.asked_at,
            asked_by=titles.get(row.asked_by, ""),
            decided_at=row.decided_at,
            decided_by=titles.get(row.decided_by or 0, ""),
        )
        for row in rows
    )


def titles_of(accounts: Sequence[int]) -> dict[int, str]:
    """How those accounts are called."""
    rows = session.execute(select(Account.id, Account.title).where(Account.id.in_(accounts)))
    return dict(rows.all())
