"""What does whoever decides an appeal have to know, and may this person decide it?"""

from dataclasses import dataclass

from sqlalchemy import select

from server.db import session
from server.models.appraisal import Fact
from server.models.cases import Case, CaseRemark, CaseStep
from server.queries.ledger.appealed import appealed_by, concerned_of, took_part
from server.queries.ledger.appeals import FoundAppeal, appeal_numbered, appeal_row
from server.queries.ledger.entries import Entry, entry_numbered
from server.queries.registry.halls import Hall
from server.rules.accounts.impartial import Bar, bar_of
from server.rules.accounts.roles import Actor
from server.rules.cases.step_names import StepName
from server.rules.ledger.appeals import Against


@dataclass(frozen=True)
class ToDecide:
    """An appeal with what it is about. ``bar`` is why this person may not decide it.

    ``case`` is the number of the case behind it, '' for none; ``reasons`` are the words of its
    decisions; ``has_rating``: a rating could be set aside with it. ``fact``: what was stated.
    """

    appeal: FoundAppeal
    entry: Entry | None
    case: str
    reasons: tuple[str, ...]
    has_rating: bool
    bar: Bar | None
    fact: Fact | None = None


def appeal_to_decide(hall: Hall, number: str, actor: Actor) -> ToDecide:
    """The appeal of that number, for that person. Raises Unknown."""
    row = appeal_row(hall.id, number)
    appealed = appealed_by(hall, row)
    concerned = concerned_of(hall.id, row.staff_id)
    is_of_entry = appealed.against is Against.ENTRY
    case = session.get(Case, (hall.id, appealed.case_id)) if appealed.case_id else None
    return ToDecide(
        appeal=appeal_numbered(hall.id, number),
        entry=entry_numbered(hall.id, appealed.label) if is_of_entry else None,
        case=case.number if case else "",
        reasons=_reasons(hall.id, case.id) if case else (),
        has_rating=appealed.rating_id is not None,
        bar=bar_of(actor, concerned, took_part=took_part(hall, appealed)),
        fact=appealed.fact,
    )


def _reasons(hall_id: int, case_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(CaseRemark.text)
            .join(
                CaseStep,
                (CaseStep.hall_id == CaseRemark.hall_id) & (CaseStep.id == CaseRemark.step_id),
            )
            .where(
                CaseRemark.hall_id == hall_id,
                CaseRemark.case_id == case_id,
                CaseRemark.part == "reason",
                CaseStep.step == StepName.DECIDE,
            )
            .order_by(CaseStep.position)
        )
    )
