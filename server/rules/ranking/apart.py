"""Which units stand apart from the rest of their group, and on which side?"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.ranking.counts import Bag, Row, added, taken
from server.rules.ranking.dealing import Dealing, Side
from server.rules.ranking.numbers import MATERIAL, PRIOR_RATINGS


@dataclass(frozen=True)
class Round:
    """A peer group to compare: the bag with the ratings of all its ranked units.

    ``units`` counts them all; ``rows``, in the order of their numbers, are those that may be set
    apart (see ``border``).
    """

    rows: Mapping[str, Row]
    bag: Bag
    units: int


@dataclass(frozen=True)
class Parting:
    """Who was set apart, in that order, and the bag of those who are alike."""

    apart: tuple[str, ...]
    alike: Bag


def set_apart(group: Round, dealing: Dealing) -> Parting:
    """Sets apart the most improbable unit, and again among the rest, while within the limit."""
    rows, bag, apart = dict(group.rows), group.bag, list[str]()
    while group.units - len(apart) > 1:
        unit = dealing.most_improbable(rows, bag)
        if unit is None:
            break
        bag = taken(bag, rows.pop(unit))
        apart.append(unit)
    return Parting(tuple(apart), bag)


def side_of(row: Row, alike: Bag, dealing: Dealing) -> Side | None:
    """On which side of the alike ones a unit set apart is; None if it is like them after all."""
    bag, ratio = added(alike, row), index(row, alike)
    if ratio >= MATERIAL and dealing.is_within_limit(row, bag, Side.WORSE):
        return Side.WORSE
    if ratio <= 1 / MATERIAL and dealing.is_within_limit(row, bag, Side.BETTER):
        return Side.BETTER
    return None


def index(row: Row, alike: Bag) -> Fraction:
    """Bad ratings seen over those expected at the alike ones' rate, both plus PRIOR_RATINGS.

    1 is like the group. A month in which the alike ones have no rating does not count.
    """
    months = [
        (own, held)
        for own, held in zip(row, alike, strict=True)
        if own is not None and held.ratings
    ]
    seen = sum(own.bad for own, _ in months)
    expected = sum(
        (Fraction(own.ratings * held.bad, held.ratings) for own, held in months), Fraction()
    )
    return (seen + PRIOR_RATINGS) / (expected + PRIOR_RATINGS)
