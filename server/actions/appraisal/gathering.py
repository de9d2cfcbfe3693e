"""What does the engine read for a period: schemes, members, facts, figures, what came before?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from server.queries.appraisal.members import members_of
from server.queries.appraisal.past import closed_months, past_of
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stated import facts_between, figures_of
from server.queries.registry.halls import Hall
from server.rules.appraisal.facts import Fact, Figures, Member
from server.rules.appraisal.history import History
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.periods import Period
from server.rules.months import Month
from server.rules.schemes.shape import Scheme, Span


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
    year = Period(period.year, Span.YEAR)
    # A fact of last year may be established in this one, and one of this year in the next.
    facts = facts_between(hall.id, year.first_on, period.last_on)
    return Gathered(
        schemes,
        members_of(hall, period),
        facts,
        figures_of(hall.id, period),
        past_of(hall.id, period, facts),
        closed_months(hall, period),
    )
