"""An inspector takes back a finding that was entered in error."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.inspections.following import follow
from server.actions.inspections.moving import move
from server.actions.inspections.start_round import check_inspects
from server.actions.inspections.stating import take_back_finding
from server.db import transaction
from server.models.inspections import Inspection, InspectionFinding, InspectionTarget
from server.queries.inspections.findings import finding_row
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.kinds import STANDING, FindingState, Look, RoundState


def withdraw_finding(hall: Hall, number: str, *, by: Actor, now: datetime) -> None:
    """An inspector takes back what was entered in error, while the round is open.

    Afterwards only an appeal can. Raises Unknown, StepNotAllowed.
    """
    check_inspects(hall, by, "withdraw_finding")
    with transaction() as session:
        finding = finding_row(hall.id, number)
        row = session.get_one(Inspection, (hall.id, finding.inspection_id))
        if row.state != RoundState.OPEN or finding.order_id is not None:
            raise errors.StepNotAllowed(step="withdraw_finding")
        move(session, finding, STANDING, to=FindingState.WITHDRAWN, step="withdraw_finding")
        take_back_finding(session, finding, Stating(hall.id, by, now))
        _look_again(session, finding)
        session.flush()  # ladder and figures are counted from it
        follow(session, hall, finding, by=by, now=now)
        record(session, hall.id, by, "finding_withdrawn", number, now=now)


def _look_again(session: Session, finding: InspectionFinding) -> None:
    """Where nothing found is left, the window was normal."""
    others = session.scalar(
        select(func.count()).where(
            InspectionFinding.hall_id == finding.hall_id,
            InspectionFinding.inspection_id == finding.inspection_id,
            InspectionFinding.window_id == finding.window_id,
            InspectionFinding.state.in_(STANDING),
        )
    )
    key = (finding.hall_id, finding.inspection_id, finding.window_id)
    if not others:
        session.get_one(InspectionTarget, key).state = Look.NORMAL
