"""What did each source give for a period, and from which is there nothing yet?"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from server.db import session
from server.models.appraisal import Fact, FactReversal
from server.models.scores import MonthFigure
from server.queries.publication.rankings import latest_ranking
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Span

# Which figures come from which source; a source without figures is seen by its facts alone.
FIGURES_OF: Mapping[str, frozenset[str]] = {
    "attendance": frozenset({"attended_days", "full_attendance"}),
    "applications": frozenset({"applications", "on_time_rate", "told_once_rate"}),
    "ratings": frozenset({"good_rate", "active_rate"}),
    "cases": frozenset({"reply_rate", "rectified_on_time_rate"}),
    "inspections": frozenset({"findings", "inspection_score"}),
    "matters": frozenset({"stationed_rate"}),
    "tasks": frozenset({"task_rate"}),
    "bonus": frozenset(),
}


@dataclass(frozen=True)
class Readiness:
    """What one source gave: facts that stand, and for how many subjects it gave figures.

    ``unsealed``: months of the period whose ratings are not sealed yet (ratings alone).
    """

    source: str
    facts: int
    subjects: int
    unsealed: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether nothing has come from it."""
        return not self.facts and not self.subjects


def readiness(hall_id: int, period: Period) -> tuple[Readiness, ...]:
    """Every source with what it gave for the period, in the order of the table above."""
    facts, subjects = _facts(hall_id, period), _subjects(hall_id, period)
    return tuple(
        Readiness(
            source,
            facts.get(source, 0),
            max((subjects.get(name, 0) for name in names), default=0),
            _unsealed(hall_id, period) if source == "ratings" else (),
        )
        for source, names in FIGURES_OF.items()
    )


def _facts(hall_id: int, period: Period) -> Mapping[str, int]:
    """Facts that stand, by source: all of them, less the few that were reversed."""
    stated = (
        select(Fact.source, func.count())
        .where(
            Fact.hall_id == hall_id,
            Fact.established_on.between(period.first_on, period.last_on),
        )
        .group_by(Fact.source)
    )
    of_fact = and_(FactReversal.hall_id == Fact.hall_id, FactReversal.fact_id == Fact.id)
    counts = dict(session.execute(stated).all())
    for source, count in session.execute(stated.join(FactReversal, of_fact)).all():
        counts[source] -= count
    return counts


def _subjects(hall_id: int, period: Period) -> Mapping[str, int]:
    rows = session.execute(
        select(MonthFigure.figure, func.count(func.distinct(MonthFigure.subject_id)))
        .where(
            MonthFigure.hall_id == hall_id,
            MonthFigure.month.in_([str(month) for month in period.months()]),
        )
        .group_by(MonthFigure.figure)
    )
    return dict(rows.all())


def _unsealed(hall_id: int, period: Period) -> tuple[str, ...]:
    months = period.parts(Span.MONTH)
    return tuple(str(one) for one in months if latest_ranking(hall_id, one.months()[0]) is None)
