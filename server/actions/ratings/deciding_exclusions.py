"""Which proposal is decided, may this person decide it, and who hears of it?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import errors
from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of
from server.models.handling import Proposal
from server.models.ratings import Rating
from server.queries.ratings.exclusions import reviewed_rating
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import ProposalKind
from server.rules.messages.audience import to_account
from server.rules.messages.topics import Topic
from server.rules.ratings.exclusion import check_decision

OUTCOMES = {"approved": "granted", "refused": "refused"}


@dataclass(frozen=True)
class Decision:
    """``approved`` or ``refused``, by whom, when (with zone), and what they answer."""

    state: str
    by: Actor
    now: datetime
    answer: str = ""


def waiting_proposal(session: Session, hall: Hall, number: str, by: Actor) -> Proposal:
    """The exclusion of that number, which this person may decide.

    Raises Unknown, StepNotAllowed when it was decided before, SamePerson, NotImpartial.
    """
    found = session.scalars(
        select(Proposal).where(
            Proposal.hall_id == hall.id,
            Proposal.number == number,
            Proposal.kind == ProposalKind.EXCLUSION,
        )
    ).first()
    rating = session.get(Rating, (hall.id, found.rating_id)) if found else None
    if found is None or rating is None:
        raise errors.Unknown
    check_decision(by, reviewed_rating(rating), asked_by=found.asked_by)
    return found


def settle(session: Session, proposal: Proposal, decision: Decision) -> None:
    """The proposal is decided, once: of two people at the same moment one is told so.

    Raises StepNotAllowed when somebody decided it before.
    """
    decided = (
        update(Proposal)
        .where(
            Proposal.hall_id == proposal.hall_id,
            Proposal.id == proposal.id,
            Proposal.state == "waiting",
        )
        .values(
            state=decision.state,
            decided_at=decision.now,
            decided_by=decision.by.account_id,
            answer=decision.answer,
        )
    )
    if count_of(session.connection(), decided) != 1:
        raise errors.StepNotAllowed(step="decide_exclusion")
    session.expire(proposal)
    facts: dict[str, str | int] = {"number": proposal.number, "outcome": OUTCOMES[decision.state]}
    news = News(Topic.EXCLUSION_DECIDED, to_account(proposal.asked_by), facts)
    tell(
        session,
        proposal.hall_id,
        news,
        dedupe=f"exclusion_decided/{proposal.number}",
        now=decision.now,
    )
