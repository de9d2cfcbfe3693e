"""What does the engine read for a period: schemes, members, facts, figures, what came before?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from server.queries.appraisal.members import members_of
from server.queries.appraisal.past import closed_months, past_of
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stated import facts_between, figures_of
from server.queries.registry.halls import Hall
from server.rules.appraisal.booking import booked_in
from server.rules.appraisal.facts import Fact, Figures, Member
from server.rules.appraisal.history import History
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.periods import Period
from server.rules.appraisal.versions import in_force
from server.rules.months import Month
from server.rules.schemes.shape import ChargeMonth, LateEvents, Scheme, Span


@dataclass(frozen=True)
class Gathered:
    """What the engine reads for one period of a hall."""

    schemes: tuple[Scheme, ...]
    members: tuple[Member, ...]
    facts: tuple[Fact, ...]
    figures: Figures
    past: History
    closed: Mapping[Month, date]

    def inputs(self) -> Inputs:
        """The same for steps 1 to 14."""
        return Inputs(
            schemes=self.schemes,
            members=self.members,
            facts=self.facts,
            figures=self.figures,
            closed=self.closed,
        )


def gather(hall: Hall, period: Period, instead: Iterable[Scheme] | None = None) -> Gathered:
    """Everything about the period as it is now. ``instead``: schemes to try, not those in force."""
    schemes = schemes_in_force(hall.id) if instead is None else tuple(instead)
    closed = closed_months(hall, period)
    facts = _facts(hall, period, schemes, closed)
    return Gathered(
        schemes,
        members_of(hall, period),
        facts,
        figures_of(hall.id, period),
        past_of(hall.id, period, facts),
        closed,
    )


def _facts(
    hall: Hall, period: Period, schemes: tuple[Scheme, ...], closed: Mapping[Month, date]
) -> tuple[Fact, ...]:
    """The facts that months from the start of the year to the end of the period bear."""
    year = Period(period.year, Span.YEAR)
    if all(_books_by_the_day_established(one) for one in schemes):
        return facts_between(hall.id, year.first_on, period.last_on)
    # What happened may be established years later; what came late was established before.
    before = year.previous()
    facts = facts_between(hall.id, before.first_on, date.max, zone=hall.zone)
    first, last = year.months()[0], period.months()[-1]
    return tuple(one for one in facts if first <= _month_of(one, schemes, closed) <= last)


def _books_by_the_day_established(scheme: Scheme) -> bool:
    return (
        scheme.charge_month is ChargeMonth.ESTABLISHED and scheme.late_events is LateEvents.REVISE
    )


def _month_of(fact: Fact, schemes: Iterable[Scheme], closed: Mapping[Month, date]) -> Month:
    judging = in_force(schemes, fact.happened_on)
    if judging is None:
        return Month(fact.established_on.year, fact.established_on.month)
    return booked_in(fact, judging, closed)
