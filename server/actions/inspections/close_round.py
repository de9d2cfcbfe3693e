"""An inspector ends a round."""

from datetime import datetime

from sqlalchemy import update

from server import errors
from server.actions.audit.record import record
from server.actions.inspections.counting import count_month
from server.actions.inspections.start_round import check_inspects
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.inspections import Inspection
from server.queries.inspections.rounds import round_numbered, round_row
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.form import LONGEST_NOTES
from server.rules.inspections.kinds import RoundState
from server.rules.months import month_of


def close_round(hall: Hall, number: str, notes: str, *, by: Actor, now: datetime) -> None:
    """An inspector ends the round; windows it did not reach stay so and do not count.

    The figures of its month are counted anew.
    ``notes``: what else was seen. Raises Unknown, FormProblems, StepNotAllowed (closed before).
    """
    check_inspects(hall, by, "close_round")
    if len(notes) > LONGEST_NOTES:
        data: dict[str, str | int] = {"length": len(notes), "most": LONGEST_NOTES}
        raise errors.FormProblems((errors.Problem("notes", "problem.text_too_long", data),))
    with transaction() as session:
        row, found = round_row(hall.id, number), round_numbered(hall.id, number)
        closed = (
            update(Inspection)
            .where(
                Inspection.hall_id == hall.id,
                Inspection.id == row.id,
                Inspection.state == RoundState.OPEN,
            )
            .values(state=RoundState.CLOSED, closed_at=now, notes=notes.strip())
        )
        if count_of(session.connection(), closed) != 1:
            raise errors.StepNotAllowed(step="close_round")
        for month in {month_of(row.started_at, hall.zone), month_of(now, hall.zone)}:
            count_month(session, hall, month, by=by, now=now)
        facts: dict[str, str | int | None] = {"windows": found.windows, "looked": found.looked}
        facts["findings"] = found.findings
        record(session, hall.id, by, "inspection_closed", number, facts=facts, now=now)
