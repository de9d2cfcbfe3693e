"""A second inspector signs the points of a finding."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.inspections.following import follow
from server.actions.inspections.moving import move
from server.actions.inspections.start_round import check_inspects
from server.actions.inspections.stating import state_finding
from server.db import transaction
from server.models.inspections import InspectionFinding, InspectionPhoto
from server.queries.inspections.findings import finding_row
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.form import has_evidence, state_of
from server.rules.inspections.kinds import FindingState
from server.rules.months import day_of

WAITING = frozenset({FindingState.WAITING})


def sign_finding(hall: Hall, number: str, *, by: Actor, now: datetime) -> FindingState:
    """A second inspector signs the points within a range; only then the finding is stated.

    Raises Unknown, StepNotAllowed where nothing waits, SamePerson for whoever found it, and
    NotImpartial for whom it is about.
    """
    check_inspects(hall, by, "sign_finding")
    with transaction() as session:
        finding = finding_row(hall.id, number)
        if finding.found_by == by.account_id:
            raise errors.SamePerson
        if by.staff_id is not None and finding.staff_id == by.staff_id:
            raise errors.NotImpartial(bar="own")
        is_proved = has_evidence(finding.witness, _photos(session, finding))
        state = state_of(waits=False, is_proved=is_proved)
        move(session, finding, WAITING, to=state, step="sign_finding")
        finding.signed_by, finding.signed_at = by.account_id, now
        state_finding(session, finding, day_of(now, hall.zone), Stating(hall.id, by, now))
        session.flush()  # ladder and figures are counted from it
        follow(session, hall, finding, by=by, now=now)
        record(session, hall.id, by, "finding_signed", number, facts={"state": state}, now=now)
        return state


def _photos(session: Session, finding: InspectionFinding) -> int:
    count = select(func.count()).where(
        InspectionPhoto.hall_id == finding.hall_id, InspectionPhoto.finding_id == finding.id
    )
    return session.scalar(count) or 0
