"""How a case begins: its row, its first step and deadline, and a message to whom it concerns."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.ids import new_id, new_number
from server.models.cases import Case, CaseStep, CaseText
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts
from server.rules.cases.clocks import first_clock
from server.rules.cases.kinds import CaseKind, CaseSource, CaseState, audience_of
from server.rules.messages.audience import Audience, Circle
from server.rules.messages.topics import Topic
from server.rules.working_days import add_working_days


@dataclass(frozen=True)
class Received:
    """What is known of a case at its first moment. ``submission`` is the same for a repeat."""

    kind: CaseKind
    source: CaseSource
    submission: bytes
    received_at: datetime
    text: str = ""
    category: str = ""
    code_hash: bytes | None = None
    window_id: int | None = None
    staff_id: int | None = None
    rating_id: int | None = None
    has_contact: bool = False


def add_case(session: Session, hall: Hall, facts: HallFacts, received: Received) -> Case:
    """The new case, in the caller's transaction, in state *received* with its first deadline."""
    day = received.received_at.astimezone(hall.zone).date()
    clock = first_clock(received.kind, has_contact=received.has_contact)
    working_days = int(facts.setting(clock.days_setting, day))
    deadline = add_working_days(day, working_days, facts.calendar)
    case = Case(
        hall_id=hall.id,
        id=new_id(day),
        number=new_number(),
        state=CaseState.RECEIVED,
        due_on=deadline.due_on,
        is_due_provisional=deadline.is_provisional,
        **{name: value for name, value in vars(received).items() if name != "text"},
    )
    session.add(case)
    session.flush()  # the rows below refer to the case
    if received.text:
        session.add(CaseText(hall_id=hall.id, case_id=case.id, text=received.text))
    session.add(_first_step(case))
    news = News(
        Topic.CASE_RECEIVED,
        Audience(Circle(audience_of(received.kind))),
        {"number": case.number, "kind": case.kind},
        case_id=case.id,
    )
    tell(session, hall.id, news, dedupe=f"received/{case.number}", now=case.received_at)
    return case


def _first_step(case: Case) -> CaseStep:
    return CaseStep(
        hall_id=case.hall_id,
        id=new_id(case.received_at.date()),
        case_id=case.id,
        step=CaseState.RECEIVED,
        taken_at=case.received_at,
        taken_by="citizen",
    )
