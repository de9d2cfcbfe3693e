"""What do consequences look back on? Periods with their results and places, entries and facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from server.rules.appraisal.facts import Fact, Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Entry, Placed, SheetResult


@dataclass(frozen=True)
class PeriodRecord:
    """One computed period: results, places in every pool, attended days of who was there."""

    period: Period
    results: tuple[SheetResult, ...] = ()
    places: tuple[Placed, ...] = ()
    attended: Mapping[Who, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """The latest revision of every period that a consequence may look back on, this one with it.

    A year back is enough for every rule but a run of ``running`` periods, which may begin in the
    year before. ``waiting``: ids of the facts that do not count yet.
    """

    records: tuple[PeriodRecord, ...] = ()
    entries: tuple[Entry, ...] = ()
    facts: tuple[Fact, ...] = ()
    waiting: frozenset[str] = frozenset()

    def in_pool(self, pool: str) -> frozenset[Who]:
        """Whoever has a place in that pool in some period."""
        return frozenset(
            one.who for record in self.records for one in record.places if one.pool == pool
        )
