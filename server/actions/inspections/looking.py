"""What does every act at a window of a round need: the round, the window, who was there?"""

from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.inspections.start_round import check_inspects
from server.models.inspections import Inspection, InspectionTarget
from server.queries.inspections.people import on_duty_at
from server.queries.inspections.rounds import round_row
from server.queries.registry.halls import Hall
from server.queries.registry.windows import window_id_of
from server.rules.accounts.roles import Actor
from server.rules.inspections.kinds import Look, RoundState

LAST_OF_ALL = 9999


def open_round(hall: Hall, number: str, by: Actor, step: str) -> Inspection:
    """The round, while it goes on. Raises Unknown, StepNotAllowed."""
    check_inspects(hall, by, step)
    row = round_row(hall.id, number)
    if row.state != RoundState.OPEN:
        raise errors.StepNotAllowed(step=step)
    return row


def target_of(session: Session, row: Inspection, window: str) -> InspectionTarget:
    """The window of the round; one that it did not go to is added at its end.

    Raises UnknownWindow, Unknown for no number.
    """
    window_id = window_id_of(row.hall_id, window)
    if window_id is None:
        raise errors.Unknown
    key = (row.hall_id, row.id, window_id)
    target = session.get(InspectionTarget, key)
    if target is None:
        # On the way one sees more than was planned; what was drawn stays on record beside it.
        target = InspectionTarget(
            hall_id=row.hall_id, inspection_id=row.id, window_id=window_id, position=LAST_OF_ALL
        )
        session.add(target)
    return target


def look_at(target: InspectionTarget, look: Look, now: datetime) -> None:
    """The window was looked at now, and was so; who sat there alone is kept."""
    people = on_duty_at(target.hall_id, target.window_id, now)
    target.state = look
    target.looked_at = now
    target.staff_id = people[0] if len(people) == 1 else None
