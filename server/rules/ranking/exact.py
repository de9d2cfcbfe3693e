"""How probable is it that blind dealing gives a unit so many bad ratings? Exactly, as fractions."""

from fractions import Fraction
from math import comb
from typing import NamedTuple

from server.rules.ranking.counts import Bag, Counts, Row, bad_in


class Chances(NamedTuple):
    """Of blind dealing giving at least (``worse``) and at most (``better``) as many bad ones."""

    worse: Fraction
    better: Fraction


def exact_chances(row: Row, bag: Bag) -> Chances:
    """The chances of a unit whose ratings are in the bag.

    Each month's bad ratings are dealt over its ratings without putting back (hypergeometric
    distribution); the months are independent and their counts are added (convolution).
    """
    bad = bad_in(row)
    ways, draws = [1], 1
    for own, held in zip(row, bag, strict=True):
        if own is not None:
            ways = _added(ways, _ways(own.ratings, held, bad), bad)
            draws *= comb(held.ratings, held.bad)
    return Chances(Fraction(draws - sum(ways[:bad]), draws), Fraction(sum(ways), draws))


def _ways(ratings: int, held: Counts, bad: int) -> list[int]:
    """In how many ways 0, 1 … ``bad`` of the bag's bad ratings fall on the unit's ratings."""
    rest = held.ratings - ratings
    least = max(0, held.bad - rest)
    ways = [0] * least
    one = comb(ratings, least) * comb(rest, held.bad - least)
    for j in range(least, min(bad, held.bad) + 1):
        ways.append(one)
        # From each the next; binomial coefficients anew would take a hundred times as long.
        one = one * ((ratings - j) * (held.bad - j)) // ((j + 1) * (rest - held.bad + j + 1))
    return ways


def _added(ways: list[int], month: list[int], bad: int) -> list[int]:
    """In how many ways both together make 0, 1 … ``bad``."""
    return [
        sum(ways[i] * month[j - i] for i in range(len(ways)) if 0 <= j - i < len(month))
        for j in range(min(bad, len(ways) + len(month) - 2) + 1)
    ]
