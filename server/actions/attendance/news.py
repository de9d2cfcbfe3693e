"""Who hears of a request for leave or official business, and of what became of it?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.models.registry import Staff
from server.rules.attendance.words import RequestState
from server.rules.messages.audience import to_head, to_staff
from server.rules.messages.topics import Topic

OUTCOMES = {RequestState.APPROVED: "granted", RequestState.REFUSED: "refused"}


@dataclass(frozen=True)
class Decided:
    """Which request of whom came to what."""

    number: str
    staff_id: int
    state: RequestState


def tell_asked(
    session: Session, hall_id: int, number: str, *, staff_id: int, now: datetime
) -> None:
    """The heads of the person's department hear that something waits for them."""
    department = session.scalar(select(Staff.department_id).where(Staff.id == staff_id))
    if department is not None:
        news = News(Topic.LEAVE_ASKED, to_head(department), {"number": number})
        tell(session, hall_id, news, dedupe=f"leave_asked/{number}", now=now)


def tell_decided(session: Session, hall_id: int, decided: Decided, *, now: datetime) -> None:
    """The person hears of the decision, and of another one that follows it."""
    outcome = OUTCOMES.get(decided.state)
    if outcome:
        facts = {"number": decided.number, "outcome": outcome}
        news = News(Topic.LEAVE_DECIDED, to_staff(decided.staff_id), facts)
        tell(session, hall_id, news, dedupe=f"leave/{decided.number}/{outcome}", now=now)
