"""Did facts or figures come or go since a period was computed? A quick look; signing computes."""

from datetime import date

from sqlalchemy import exists, select

from server.db import session
from server.models.appraisal import Fact, FactReversal
from server.models.scores import MonthFigure
from server.queries.appraisal.periods import ComputedPeriod


def changed_since(hall_id: int, computed: ComputedPeriod) -> bool:
    """Whether a fact of the year until its end, or a figure of its months, is newer than it is.

    A rule may count over the whole year, so an earlier month's fact may matter too.
    """
    span = (date(computed.period.year, 1, 1), computed.period.last_on)
    since = computed.computed_at
    facts = exists().where(
        Fact.hall_id == hall_id, Fact.established_on.between(*span), Fact.entered_at > since
    )
    reversals = exists().where(
        FactReversal.hall_id == hall_id,
        FactReversal.reversed_at > since,
        Fact.hall_id == hall_id,
        Fact.id == FactReversal.fact_id,
        Fact.established_on.between(*span),
    )
    figures = exists().where(
        MonthFigure.hall_id == hall_id,
        MonthFigure.month.in_([str(month) for month in computed.period.months()]),
        MonthFigure.entered_at > since,
    )
    return bool(session.scalar(select(facts | reversals | figures)))
