"""Which band is each unit of a peer group in, and could any three ratings change that?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from server.rules.ranking.apart import Round, set_apart, side_of
from server.rules.ranking.border import border_of
from server.rules.ranking.counts import Bag, Months, Row, added, ranked_rows, taken, together
from server.rules.ranking.dealing import Dealing, Side
from server.rules.ranking.numbers import ERROR, LEAST_UNITS
from server.rules.ranking.spare import FLIPS, flipped


class Band(StrEnum):
    """Where a unit stands in its peer group; units of one band cannot be told apart."""

    ALIKE = "alike"
    BELOW = "below"
    ABOVE = "above"
    UNCERTAIN = "uncertain"
    LISTED = "listed"  # shown, not compared


BAND_OF_SIDE = {Side.WORSE: Band.BELOW, Side.BETTER: Band.ABOVE, None: Band.ALIKE}


@dataclass(frozen=True)
class Outcome:
    """One run of the comparison: the bag of the alike ones, who was set apart, the bands.

    ``bands`` names those that differ from ``usual``, which is ALIKE, or UNCERTAIN for all when
    more than half of the units were set apart.
    """

    alike: Bag
    apart: frozenset[str]
    bands: Mapping[str, Band]
    usual: Band

    def band_of(self, unit: str) -> Band:
        """The band of a ranked unit."""
        return self.bands.get(unit, self.usual)


@dataclass(frozen=True)
class Comparison:
    """A peer group compared as its counts stand.

    ``rows`` are all ranked units in the order of their numbers. ``group`` holds those of them
    that may be set apart as their counts are, ``turnable`` those that may with their own turned.
    """

    rows: Mapping[str, Row]
    group: Round
    turnable: frozenset[str]
    dealing: Dealing
    found: Outcome


def compare(months: Months, *, error: Fraction = ERROR) -> Comparison | None:
    """Compares the units that can be compared; None if they are too few to be a group.

    ``error`` is shared out among them: the chance that any of a group of equals is set apart.
    """
    rows = ranked_rows(months)
    if len(rows) < LEAST_UNITS:
        return None
    dealing = Dealing(error / len(rows))
    bag = together(rows.values(), months=len(months))
    border = border_of(rows, bag, dealing)
    group = Round(border.near, bag, units=len(rows))
    return Comparison(rows, group, frozenset(border.turnable), dealing, _run(group, dealing))


def possible_bands(comparison: Comparison) -> dict[str, frozenset[Band]]:
    """For each ranked unit its band and all those that turning three of any unit's would give."""
    outcomes = [comparison.found, *turned_outcomes(comparison)]
    return {unit: frozenset(o.band_of(unit) for o in outcomes) for unit in comparison.rows}


def turned_outcomes(comparison: Comparison) -> Iterator[Outcome]:
    """What the comparison would find with three ratings of one unit turned, each both ways."""
    for group in _turned(comparison):
        yield _run(group, comparison.dealing)


def _turned(comparison: Comparison) -> Iterator[Round]:
    # Units far from the border can change nothing but the bag, and equal bags are needed once.
    group, bags = comparison.group, set[Bag]()
    for unit, row in comparison.rows.items():
        for by in FLIPS:
            other = flipped(row, by)
            bag = added(taken(group.bag, row), other)
            if unit in group.rows or unit in comparison.turnable:
                # Sorted again: of equal chances the lower number goes first.
                rows = dict(sorted({**group.rows, unit: other}.items()))
                yield Round(rows, bag, units=group.units)
            else:
                bags.add(bag)
    yield from (Round(group.rows, bag, units=group.units) for bag in sorted(bags))


def _run(group: Round, dealing: Dealing) -> Outcome:
    parting = set_apart(group, dealing)
    apart = frozenset(parting.apart)
    if 2 * len(apart) > group.units:
        return Outcome(parting.alike, apart, {}, Band.UNCERTAIN)
    sides = {unit: side_of(group.rows[unit], parting.alike, dealing) for unit in apart}
    bands = {unit: BAND_OF_SIDE[side] for unit, side in sides.items()}
    return Outcome(parting.alike, apart, bands, Band.ALIKE)
