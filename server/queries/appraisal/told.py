"""When was a person told of a fact's points, or of a period's result?

The days for an appeal run from the latest of these: a lateness of the third is told when the month
is computed, and what was signed may be appealed against from the signing on.
"""

from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.scores import AppraisalPeriod, ScoreEntry


def told_of_fact(hall_id: int, fact_id: int) -> tuple[datetime, ...]:
    """The moments (UTC) at which its points were posted, and its periods signed."""
    rows = session.execute(
        select(ScoreEntry.period, ScoreEntry.posted_at).where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.fact_id == fact_id,
            ScoreEntry.reverses_id.is_(None),
        )
    ).all()
    periods = sorted({period for period, _ in rows})
    signed = (moment for period in periods for moment in told_of_period(hall_id, period))
    return (*(posted_at for _, posted_at in rows), *signed)


def told_of_period(hall_id: int, period: str) -> tuple[datetime, ...]:
    """The moments (UTC) at which its latest revision was computed and signed."""
    row = session.execute(
        select(AppraisalPeriod.computed_at, AppraisalPeriod.signed_at)
        .where(AppraisalPeriod.hall_id == hall_id, AppraisalPeriod.period == period)
        .order_by(AppraisalPeriod.revision.desc())
        .limit(1)
    ).first()
    return tuple(moment for moment in row if moment is not None) if row else ()
