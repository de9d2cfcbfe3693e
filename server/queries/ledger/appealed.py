"""What is an appeal against: when was it told, whom is it about, who had a part in it?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Executable, false, or_, select

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.appraisal import Fact
from server.models.cases import Case, CaseStep
from server.models.handling import CaseFinding, Proposal
from server.models.ledger import Appeal, LedgerEntry, StaffText
from server.models.publication import Approval, Notice, Ranking
from server.models.registry import Staff
from server.queries.appraisal.told import told_of_fact, told_of_period
from server.queries.ledger.fact_hands import hands_of_fact
from server.queries.registry.halls import Hall
from server.queries.registry.people import people_of
from server.rules.accounts.impartial import Concerned
from server.rules.cases.codes import ExclusionReason
from server.rules.ledger.appeals import Against
from server.rules.months import Month, day_of


@dataclass(frozen=True)
class Appealed:
    """What an appeal is about. ``told_on`` is None while it was not told; ``case_id`` the case.

    ``label`` is how the person knows it: a number, or a month. ``fact``: the fact that it is about.
    """

    against: Against
    label: str
    told_on: date | None
    rating_id: int | None = None
    entry_id: int | None = None
    month: str = ""
    case_id: int | None = None
    fact: Fact | None = None


def appealed_of(hall: Hall, staff_id: int, against: Against, what: str) -> Appealed:
    """What of that person's it is. Raises Unknown for another's, and for what is none."""
    match against:
        case Against.ENTRY:
            return _entry(hall, staff_id, what)
        case Against.RATING:
            return _text(hall, staff_id, what)
        case Against.MONTH:
            return _month(hall, what)
        case Against.FACT:
            return _fact(hall, staff_id, Fact.number == what)


def appealed_by(hall: Hall, appeal: Appeal) -> Appealed:
    """What a filed appeal is about."""
    if appeal.fact_id is not None:
        return _fact(hall, appeal.staff_id, Fact.id == appeal.fact_id)
    if appeal.entry_id is not None:
        entry = session.get(LedgerEntry, (hall.id, appeal.entry_id))
        return _entry(hall, appeal.staff_id, entry.number if entry else "")
    if appeal.rating_id is not None:
        text = session.get(StaffText, (hall.id, appeal.rating_id))
        return _text(hall, appeal.staff_id, text.number if text else "")
    return _month(hall, appeal.month)


def concerned_of(hall_id: int, staff_id: int) -> Concerned:
    """The person who appeals, and their department."""
    department = session.scalar(select(Staff.department_id).where(Staff.id == staff_id))
    departments = frozenset({department} if department else ())
    return Concerned(hall_id, staff_id, departments, people_of(departments))


def took_part(hall: Hall, appealed: Appealed) -> frozenset[int]:
    """The accounts that had a hand in what is appealed against."""
    if appealed.against is Against.MONTH:
        return _sealed_by(hall, appealed.month)
    if appealed.fact is not None:
        return hands_of_fact(appealed.fact)
    people = {
        person
        for query in _hands(hall.id, appealed)
        for row in session.execute(query)
        for person in row
    }
    return frozenset(person for person in people if person is not None)


def _entry(hall: Hall, staff_id: int, number: str) -> Appealed:
    entry = session.scalars(
        select(LedgerEntry).where(
            LedgerEntry.hall_id == hall.id,
            LedgerEntry.number == number,
            LedgerEntry.staff_id == staff_id,
            LedgerEntry.reverses_id.is_(None),
        )
    ).first()
    if entry is None:
        raise errors.Unknown
    case = session.get(Case, (hall.id, entry.case_id)) if entry.case_id else None
    return Appealed(
        Against.ENTRY,
        entry.number,
        day_of(entry.entered_at, hall.zone),
        rating_id=case.rating_id if case else None,
        entry_id=entry.id,
        case_id=entry.case_id,
    )


def _text(hall: Hall, staff_id: int, number: str) -> Appealed:
    text = session.scalars(
        select(StaffText).where(
            StaffText.hall_id == hall.id,
            StaffText.number == number,
            StaffText.staff_id == staff_id,
            StaffText.state == "released",
        )
    ).first()
    if text is None or text.decided_at is None:
        raise errors.Unknown
    case_id = session.scalar(
        select(Case.id).where(Case.hall_id == hall.id, Case.rating_id == text.rating_id).limit(1)
    )
    told_on = day_of(text.decided_at, hall.zone)
    return Appealed(Against.RATING, number, told_on, rating_id=text.rating_id, case_id=case_id)


def _fact(hall: Hall, staff_id: int, is_it: ColumnElement[bool]) -> Appealed:
    fact = session.scalars(
        select(Fact).where(Fact.hall_id == hall.id, Fact.staff_id == staff_id, is_it)
    ).first()
    if fact is None:
        raise errors.Unknown
    told_at = max((fact.entered_at, *told_of_fact(hall.id, fact.id)))
    return Appealed(Against.FACT, fact.number, day_of(told_at, hall.zone), fact=fact)


def _month(hall: Hall, what: str) -> Appealed:
    month = str(Month.parse(what))
    published_at = session.scalar(
        select(Notice.published_at)
        .where(Notice.hall_id == hall.id, Notice.month == month, Notice.kind == "ranking")
        .order_by(Notice.revision.desc())
        .limit(1)
    )
    told = [moment for moment in (published_at, *told_of_period(hall.id, month)) if moment]
    told_on = day_of(max(told), hall.zone) if told else None
    return Appealed(Against.MONTH, month, told_on, month=month)


def _hands(hall_id: int, appealed: Appealed) -> tuple[Executable, ...]:
    """Who took a step, decided, entered, proposed or approved."""
    case_id, rating_id = appealed.case_id, appealed.rating_id
    proposed = [
        column == known
        for column, known in ((Proposal.case_id, case_id), (Proposal.rating_id, rating_id))
        if known is not None
    ]
    return (
        select(CaseStep.actor_id).where(CaseStep.hall_id == hall_id, CaseStep.case_id == case_id),
        select(CaseFinding.decided_by).where(
            CaseFinding.hall_id == hall_id, CaseFinding.case_id == case_id
        ),
        select(LedgerEntry.entered_by, LedgerEntry.approved_by).where(
            LedgerEntry.hall_id == hall_id, LedgerEntry.id == appealed.entry_id
        ),
        select(Proposal.asked_by, Proposal.decided_by).where(
            Proposal.hall_id == hall_id,
            or_(false(), *proposed),
            # Whoever wanted to uphold an appeal may go on with it when the second person did not.
            Proposal.reason != ExclusionReason.APPEAL_UPHELD,
        ),
    )


def _sealed_by(hall: Hall, month: str) -> frozenset[int]:
    """Who sealed, revised or approved the month; those rows know people by their sign-in name."""
    names = {
        name
        for column, table in (
            (Ranking.sealed_by, Ranking),
            (Approval.approved_by, Approval),
        )
        for name in session.scalars(
            select(column).where(table.hall_id == hall.id, table.month == month)
        )
    }
    return frozenset(session.scalars(select(Account.id).where(Account.name.in_(names))))
