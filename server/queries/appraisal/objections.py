"""Who objects to a computed period, and is not answered yet?"""

from sqlalchemy import and_, func, or_, select

from server.db import session
from server.models.appraisal import Fact
from server.models.ledger import Appeal
from server.models.scores import ScoreEntry
from server.rules.appraisal.periods import Period
from server.rules.ledger.appeals import AppealState


def open_objections(hall_id: int, period: Period) -> int:
    """How many appeals against the period, or a fact that gave points in it, are not decided."""
    in_period = (
        select(ScoreEntry.id)
        .where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.fact_id == Appeal.fact_id,
            ScoreEntry.period == str(period),
        )
        .exists()
    )
    established = (
        select(Fact.id)
        .where(
            Fact.hall_id == hall_id,
            Fact.id == Appeal.fact_id,
            Fact.established_on.between(period.first_on, period.last_on),
        )
        .exists()
    )
    found = session.scalar(
        select(func.count())
        .select_from(Appeal)
        .where(
            Appeal.hall_id == hall_id,
            Appeal.state == AppealState.FILED,
            or_(
                and_(Appeal.against == "month", Appeal.month == str(period)),
                and_(Appeal.against == "fact", or_(in_period, established)),
            ),
        )
    )
    return found or 0
