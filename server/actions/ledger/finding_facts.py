"""A decided finding states a fact of the appraisal, and takes back what an earlier one stated."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import (
    Concerned,
    NewFact,
    Source,
    Stating,
    WhyReversed,
    fields_text,
    reverse_fact,
    state_fact,
)
from server.models.accounts import Account
from server.models.appraisal import Fact, FactReversal
from server.models.cases import Case
from server.models.handling import CaseFinding
from server.models.ratings import Rating
from server.models.registry import Staff
from server.queries.registry.halls import Hall
from server.queries.sources.known import chiefs_of
from server.rules.cases.codes import Cause, Finding
from server.rules.cases.kinds import CaseKind
from server.rules.ledger.finding_fact import Rated, fact_of, month_began
from server.rules.months import day_of
from server.rules.ratings.levels import Channel, Lane

EVENTS = ("rating", "complaint")


def state_finding(
    session: Session, hall: Hall, case: Case, finding: CaseFinding, stating: Stating
) -> None:
    """The fact of this finding holds, and nothing else that the case had stated.

    A finding that says the same as one that holds states nothing new.
    """
    fact = _fact(session, hall, case, finding)
    standing = _standing(session, case)
    same = [one for one in standing if fact is not None and _says(one, fact)]
    for one in standing:
        if one not in same:
            reverse_fact(session, one.dedupe, WhyReversed.MISTAKEN, stating)
    if fact is not None and not same:
        state_fact(session, fact, stating)


def reverse_finding(session: Session, finding_id: int, why: WhyReversed, stating: Stating) -> None:
    """The fact of that finding no longer holds; where there is none, nothing happens."""
    reverse_fact(session, _dedupe(finding_id), why, stating)


def reverse_findings(session: Session, case_id: int, why: WhyReversed, stating: Stating) -> None:
    """Nothing that the case has stated holds any more."""
    case = session.get(Case, (stating.hall_id, case_id))
    for one in _standing(session, case) if case else ():
        reverse_fact(session, one.dedupe, why, stating)


def name_of_account(session: Session, account_id: int | None) -> str:
    """Under which name the account acts, '' for no account."""
    return session.scalar(select(Account.name).where(Account.id == account_id)) or ""


def _dedupe(finding_id: int) -> str:
    return f"finding/{finding_id}"


def _standing(session: Session, case: Case) -> Sequence[Fact]:
    return session.scalars(
        select(Fact)
        .outerjoin(
            FactReversal,
            (FactReversal.hall_id == Fact.hall_id) & (FactReversal.fact_id == Fact.id),
        )
        .where(
            Fact.hall_id == case.hall_id,
            Fact.source == Source.CASES,
            Fact.source_number == case.number,
            Fact.event.in_(EVENTS),
            FactReversal.fact_id.is_(None),
        )
    ).all()


def _says(standing: Fact, fact: NewFact) -> bool:
    whom = standing.event, standing.staff_id, standing.department_id, standing.window_id
    concerned = fact.concerned
    other = fact.event, concerned.staff_id, concerned.department_id, concerned.window_id
    return whom == other and standing.fields == fields_text(fact.fields)


def _fact(session: Session, hall: Hall, case: Case, finding: CaseFinding) -> NewFact | None:
    rating = session.get(Rating, (case.hall_id, case.rating_id)) if case.rating_id else None
    cause = Cause(finding.cause) if finding.cause else None
    came_by = _rated(rating) if rating else case.source
    told = fact_of(CaseKind(case.kind), Finding(finding.finding), cause, came_by)
    if told is None:
        return None
    happened_on = rating.day if rating else day_of(case.received_at, hall.zone)
    return NewFact(
        dedupe=_dedupe(finding.id),
        event=told.event,
        happened_on=month_began(happened_on),
        established_on=day_of(finding.decided_at, hall.zone),
        source=Source.CASES,
        number=case.number,
        concerned=_concerned(session, case, finding, rating),
        fields=told.fields,
        has_evidence=True,
        is_approved=True,
    )


def _rated(rating: Rating) -> Rated:
    return Rated(rating.level, Lane(rating.lane), Channel(rating.channel))


def _concerned(
    session: Session, case: Case, finding: CaseFinding, rating: Rating | None
) -> Concerned:
    """Who and where as of now: what the registry says later does not move it."""
    window_id = rating.window_id if rating else case.window_id
    department_id = finding.department_id or case.department_id
    if department_id is None and finding.staff_id is not None:
        department_id = session.scalar(
            select(Staff.department_id).where(Staff.id == finding.staff_id)
        )
    chiefs = chiefs_of(case.hall_id, finding.decided_at.date())
    return Concerned(
        staff_id=finding.staff_id,
        chief_id=chiefs.get(department_id) if department_id is not None else None,
        window_id=window_id,
        department_id=department_id,
    )
