"""What is said of each unit of a peer group for a period, and why?"""

from dataclasses import dataclass
from enum import StrEnum

from server.rules.ranking.apart import index
from server.rules.ranking.bands import Band, Comparison, compare, possible_bands
from server.rules.ranking.counts import (
    Months,
    Row,
    added,
    has_enough_months,
    ratings_in,
    row_of,
    units_of,
)
from server.rules.ranking.dealing import Side
from server.rules.ranking.numbers import INDEX_PLACES, LEAST_RATINGS
from server.rules.rounding import half_up


class Why(StrEnum):
    """Why a unit is uncertain, or only listed."""

    THREE_RATINGS = "three_ratings"
    GROUP_TOO_MIXED = "group_too_mixed"
    FEW_RATINGS = "few_ratings"
    FEW_MONTHS = "few_months"
    FEW_UNITS = "few_units"


@dataclass(frozen=True)
class Figures:
    """What a band rests on, rounded half up after the band was decided; None if not compared.

    ``index``: 2 decimals, 1.00 is like the group. ``worse`` and ``better``: 7 decimals, the chance
    of at least and at most as many bad ratings among the alike ones (and the unit itself).
    """

    index: str | None = None
    worse: str | None = None
    better: str | None = None


@dataclass(frozen=True)
class Verdict:
    """The band of a unit, and why it is uncertain or only listed.

    ``could_be``: the other bands that three ratings could give, in the order of their names.
    """

    band: Band
    why: Why | None = None
    could_be: tuple[Band, ...] = ()
    figures: Figures = Figures()

    @property
    def is_ranked(self) -> bool:
        """Whether the unit was compared."""
        return self.band is not Band.LISTED


def verdicts(months: Months) -> dict[str, Verdict]:
    """The verdict on every unit of a peer group, in the order of their numbers.

    ``months`` holds the period's compared counts, a mapping a month.
    """
    comparison = compare(months)
    found = {} if comparison is None else _compared(comparison)
    return {unit: found.get(unit) or _listed(row_of(unit, months)) for unit in units_of(months)}


def _compared(comparison: Comparison) -> dict[str, Verdict]:
    found = comparison.found
    return {
        unit: _verdict(found.band_of(unit), bands, _figures(unit, comparison))
        for unit, bands in possible_bands(comparison).items()
    }


def _verdict(band: Band, possible: frozenset[Band], figures: Figures) -> Verdict:
    others = tuple(sorted(possible - {band}))
    if band is Band.UNCERTAIN:
        return Verdict(band, Why.GROUP_TOO_MIXED, others, figures)
    if others:
        return Verdict(Band.UNCERTAIN, Why.THREE_RATINGS, others, figures)
    return Verdict(band, figures=figures)


def _listed(row: Row) -> Verdict:
    if ratings_in(row) < LEAST_RATINGS:
        return Verdict(Band.LISTED, Why.FEW_RATINGS)
    why = Why.FEW_UNITS if has_enough_months(row) else Why.FEW_MONTHS
    return Verdict(Band.LISTED, why)


def _figures(unit: str, comparison: Comparison) -> Figures:
    row, alike, dealing = comparison.rows[unit], comparison.found.alike, comparison.dealing
    bag = added(alike, row) if unit in comparison.found.apart else alike
    ratio = index(row, alike)
    return Figures(
        half_up(ratio.numerator, ratio.denominator, places=INDEX_PLACES),
        dealing.rounded(row, bag, Side.WORSE),
        dealing.rounded(row, bag, Side.BETTER),
    )
