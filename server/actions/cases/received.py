"""How a case begins: its row, its first step and deadline, and a message to whom it concerns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.actions.cases.deadlines import start_clock
from server.actions.messages.tell import News, tell
from server.ids import new_id, new_number
from server.models.cases import Case, CaseStep, CaseText
from server.queries.cases.office import Office
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts
from server.rules.accounts.roles import Actor
from server.rules.cases.clocks import first_clock
from server.rules.cases.kinds import CaseKind, CaseSource, CaseState, audience_of
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import By
from server.rules.messages.audience import Audience, Circle
from server.rules.messages.topics import Topic


@dataclass(frozen=True)
class Received:
    """What is known of a case at its first moment. ``submission`` is the same for a repeat.

    ``entered_by``: who entered it on behalf of the citizen, if anybody did; ``outside_number``
    is its number where it came from.
    """

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
    outside_number: str = ""
    entered_by: Actor | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What goes into the case's own row as it is."""
        apart = {"text", "entered_by"}
        return {name: value for name, value in vars(self).items() if name not in apart}


def add_case(session: Session, hall: Hall, facts: HallFacts, received: Received) -> Case:
    """The new case, in the caller's transaction, in state *received* with its first deadline."""
    day = received.received_at.astimezone(hall.zone).date()
    clock = first_clock(received.kind, has_contact=received.has_contact).clock
    office = Office(hall, facts, received.received_at)
    case = Case(
        hall_id=hall.id,
        id=new_id(day),
        number=new_number(),
        state=CaseState.RECEIVED,
        entered_by=received.entered_by.account_id if received.entered_by else None,
        **received.columns,
    )
    deadline = start_clock(case, clock, office, started_on=day)
    session.add(case)
    session.flush()  # the rows below refer to the case
    session.add(deadline)
    if received.text:
        session.add(CaseText(hall_id=hall.id, case_id=case.id, text=received.text))
    session.add(_first_step(case, received.entered_by))
    news = News(
        Topic.CASE_RECEIVED,
        Audience(Circle(audience_of(received.kind))),
        {"number": case.number, "kind": case.kind},
        case_id=case.id,
    )
    tell(session, hall.id, news, dedupe=f"received/{case.number}", now=case.received_at)
    return case


def _first_step(case: Case, entered_by: Actor | None) -> CaseStep:
    return CaseStep(
        hall_id=case.hall_id,
        id=new_id(case.received_at.date()),
        case_id=case.id,
        step=StepName.RECEIVE,
        taken_at=case.received_at,
        taken_by=entered_by.name if entered_by else By.CITIZEN,
        actor_id=entered_by.account_id if entered_by else None,
    )
