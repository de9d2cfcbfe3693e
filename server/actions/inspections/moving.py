"""How does a finding go from one state to the next, once?"""

from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.operations.statements import count_of
from server.models.inspections import InspectionFinding
from server.rules.inspections.kinds import FindingState


def move(
    session: Session,
    finding: InspectionFinding,
    states: Collection[FindingState],
    *,
    to: FindingState,
    step: str,
) -> None:
    """The finding is in that state now.

    Raises StepNotAllowed from any other than ``states``: of two people at one moment one is told.
    """
    moved = (
        update(InspectionFinding)
        .where(
            InspectionFinding.hall_id == finding.hall_id,
            InspectionFinding.id == finding.id,
            InspectionFinding.state.in_(states),
        )
        .values(state=to)
    )
    if count_of(session.connection(), moved) != 1:
        raise errors.StepNotAllowed(step=step)
    session.refresh(finding)
