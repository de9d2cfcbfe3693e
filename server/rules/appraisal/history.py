"""What do consequences look back on? Periods with their results and places, entries and facts."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from server.rules.appraisal.facts import Fact, Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Entry, EntryKind, Placed, SheetResult
from server.rules.months import Month


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

    def costing(self, sheet: str, month: Month) -> Counter[Who]:
        """How many facts of the month cost each subject points on that sheet.

        By fact, not by entry: with an ``also`` item beside it, it happened once.
        """
        if (sheet, month) not in self._costing:
            facts = {
                (entry.who, entry.fact_id)
                for entry in self._by_month.get(month, ())
                if entry.sheet == sheet and entry.kind is EntryKind.OWN and entry.points < 0
            }
            self._costing[sheet, month] = Counter(who for who, _ in facts)
        return self._costing[sheet, month]

    @cached_property
    def _by_month(self) -> Mapping[Month, list[Entry]]:
        # Every bottom place asks: going over a year of entries each time would take minutes.
        found: dict[Month, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.month].append(entry)
        return dict(found)

    @cached_property
    def _costing(self) -> dict[tuple[str, Month], Counter[Who]]:
        return {}

    def in_pool(self, pool: str) -> frozenset[Who]:
        """Whoever has a place in that pool in some period."""
        return frozenset(
            one.who for record in self.records for one in record.places if one.pool == pool
        )
