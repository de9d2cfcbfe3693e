"""How does an appeal end, once, and who hears of it? In the transaction of the decision."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of
from server.models.ledger import Appeal, AppealText
from server.rules.ledger.appeals import AppealState
from server.rules.messages.audience import to_staff
from server.rules.messages.topics import Topic

OUTCOMES = {AppealState.UPHELD: "granted", AppealState.REFUSED: "refused"}


@dataclass(frozen=True)
class Ending:
    """How an appeal ends, by whose decision (an account's id), when (with zone)."""

    state: AppealState
    by: int
    now: datetime


def end_appeal(session: Session, appeal: Appeal, ending: Ending) -> None:
    """The appeal is decided or withdrawn; the person is told of a decision.

    Raises StepNotAllowed when it ended before: of two people at one moment one is told so.
    """
    is_decision = ending.state in OUTCOMES
    ended = (
        update(Appeal)
        .where(
            Appeal.hall_id == appeal.hall_id,
            Appeal.id == appeal.id,
            Appeal.state == AppealState.FILED,
        )
        .values(
            state=ending.state,
            decided_at=ending.now,
            decided_by=ending.by if is_decision else None,
        )
    )
    if count_of(session.connection(), ended) != 1:
        raise errors.StepNotAllowed(step="decide_appeal")
    session.expire(appeal)
    if is_decision:
        facts: dict[str, str | int] = {
            "number": appeal.number,
            "outcome": OUTCOMES[ending.state],
        }
        news = News(Topic.APPEAL_DECIDED, to_staff(appeal.staff_id), facts)
        dedupe = f"appeal_decided/{appeal.number}"
        tell(session, appeal.hall_id, news, dedupe=dedupe, now=ending.now)


def write_words(session: Session, appeal: Appeal, part: str, words: str) -> None:
    """What was said: ``asked`` by the person, ``answer`` by whoever decides (the last one)."""
    session.merge(
        AppealText(hall_id=appeal.hall_id, appeal_id=appeal.id, part=part, text=words.strip())
    )
