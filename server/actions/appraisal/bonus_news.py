"""Whoever is to get a bonus hears that it was decided."""

from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.models.awards import BonusRequest
from server.rules.appraisal.bonuses import BonusState
from server.rules.messages.audience import Audience, Circle
from server.rules.messages.topics import Topic

OUTCOMES = {BonusState.APPROVED: "granted", BonusState.REFUSED: "refused"}


def tell_decided(session: Session, row: BonusRequest, *, now: datetime) -> None:
    """The person hears of the decision, once, in the caller's transaction."""
    outcome = OUTCOMES[BonusState(row.state)]
    news = News(
        Topic.BONUS_DECIDED,
        Audience(Circle.STAFF, row.staff_id),
        {"number": row.number, "outcome": outcome},
    )
    tell(session, row.hall_id, news, dedupe=f"bonus_decided/{row.number}", now=now)
