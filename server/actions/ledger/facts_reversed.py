"""What becomes of a fact when an appeal against it is upheld, in the transaction that decides?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating, WhyReversed, reverse_fact
from server.actions.inspections.following import follow
from server.models.appraisal import Fact
from server.models.inspections import InspectionFinding
from server.queries.registry.halls import Hall


def take_back_fact(session: Session, hall: Hall, fact: Fact, stating: Stating) -> None:
    """The fact no longer holds; of a finding the figures and the ladder follow."""
    reverse_fact(session, fact.dedupe, WhyReversed.APPEAL_UPHELD, stating)
    finding = session.scalars(
        select(InspectionFinding).where(
            InspectionFinding.hall_id == hall.id, InspectionFinding.fact_dedupe == fact.dedupe
        )
    ).first()
    if finding is not None:
        follow(session, hall, finding, by=stating.by, now=stating.now)
