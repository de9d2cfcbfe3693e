"""A supervisor proposes that a rating should not count; a second person decides."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.actions.ratings.rating_rows import lock_rating
from server.db import transaction
from server.ids import new_id, new_number
from server.models.handling import Proposal
from server.models.ratings import Rating
from server.queries.ratings.exclusions import case_of_rating, reviewed_rating
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import ExclusionReason, ProposalKind
from server.rules.ledger.proposal_facts import facts_of_appeal
from server.rules.messages.audience import SUPERVISION
from server.rules.messages.topics import Topic
from server.rules.ratings.exclusion import check_proposal


@dataclass(frozen=True)
class ExclusionForm:
    """Which rating should not count, the reason, and why in words.

    ``appeal`` is the number of the appeal that it would uphold, '' for none.
    """

    rating_id: int
    reason: ExclusionReason
    words: str
    appeal: str = ""


def propose_exclusion(hall: Hall, form: ExclusionForm, *, by: Actor, now: datetime) -> str:
    """A supervisor proposes to set a rating aside; the number of the proposal.

    The same proposal sent again is the same one. Raises Unknown, StepNotAllowed (not theirs to
    propose, it does not count already, another proposal waits) and NotImpartial.
    """
    with transaction() as session:
        # One at a time for a rating: two proposals at one moment would both find none waiting.
        lock_rating(session.connection(), hall.id, form.rating_id)
        known = _same(session, hall, form, by)
        if known:
            return known
        number = add_proposal(session, hall, form, by=by, now=now)
        record(session, hall.id, by, "exclusion_asked", number, now=now)
        return number


def add_proposal(
    session: Session, hall: Hall, form: ExclusionForm, *, by: Actor, now: datetime
) -> str:
    """The proposal, in the caller's transaction, and the supervisors hear of it; its number."""
    rating = session.get(Rating, (hall.id, form.rating_id))
    if rating is None:
        raise errors.Unknown
    check_proposal(by, reviewed_rating(rating))
    number = new_number()
    session.add(
        Proposal(
            hall_id=hall.id,
            id=new_id(now.date()),
            number=number,
            kind=ProposalKind.EXCLUSION,
            case_id=case_of_rating(hall.id, form.rating_id),
            rating_id=form.rating_id,
            reason=form.reason,
            words=form.words,
            facts=facts_of_appeal(form.appeal),
            asked_at=now,
            asked_by=by.account_id,
        )
    )
    session.flush()  # whoever is told finds it
    news = News(Topic.EXCLUSION_ASKED, SUPERVISION, {"number": number})
    tell(session, hall.id, news, dedupe=f"exclusion_asked/{number}", now=now)
    return number


def _same(session: Session, hall: Hall, form: ExclusionForm, by: Actor) -> str:
    """The number of the proposal that this form made before, '' if it did not."""
    found = session.scalar(
        select(Proposal.number).where(
            Proposal.hall_id == hall.id,
            Proposal.rating_id == form.rating_id,
            Proposal.kind == ProposalKind.EXCLUSION,
            Proposal.state == "waiting",
            Proposal.asked_by == by.account_id,
            Proposal.reason == form.reason,
            Proposal.words == form.words,
        )
    )
    return found or ""
