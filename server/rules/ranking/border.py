"""Which units could come near the limit at all, whatever any three ratings are turned into?

The three-rating rule repeats the comparison for every unit. A unit far from the limit is never set
apart and changes nothing but the bag, so it need not be asked again. This file proves who is far.

Proof. Of a bag with B bad and G good ratings, N together, a unit has n, and X bad ones by blind
dealing. The odds of X = j+1 against X = j are (n-j)(B-j) : (j+1)(G+1-n+j). Against those of another
bag they are, for every j, larger or smaller with the sign of
    B·(G'+1-n) - B'·(G+1-n) + j·(N'-N).
So in a bag with fewer ratings in all (N' ≤ N) and a smaller B' : (G'+1-n), X is smaller throughout
(likelihood ratio order): "at least k" is less probable and "at most k" more. Adding independent
months keeps that.

Call "near" the units that may be set apart as their counts are, "turnable" those that may only with
their own three ratings turned: of these at most one is set apart in any comparison. Then every bag
that arises lies between two corners, the fewest ratings with the smallest B : (G+1-n) that taking
out any of "near" and one of "turnable" can leave, and the most ratings with the largest. Whoever is
above the limit in both, with three ratings turned against it, is never set apart. Those who are not
join "near" or "turnable" and the rest are asked again, until these no longer grow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from server.rules.ranking.counts import NOTHING, Bag, Counts, Row, bad_in
from server.rules.ranking.dealing import Dealing, Side
from server.rules.ranking.numbers import SPARE_RATINGS
from server.rules.ranking.spare import flipped


class Corner(NamedTuple):
    """One extreme of the bags that can arise in a month: their ratings, and bad : (good + 1).

    For a unit with n ratings bad : (good + 1 - n) is wanted. It is at least (for the largest, at
    most) ``odds`` x ``good`` : (``good`` - n), with the largest (smallest) good + 1 that can arise.
    """

    ratings: int
    odds: Fraction
    good: int


Corners = Mapping[Side, list[Corner]]
# By how many bad ratings more a unit's own counts are turned against it.
AS_IT_IS = {Side.WORSE: 0, Side.BETTER: 0}
TURNED = {Side.WORSE: SPARE_RATINGS, Side.BETTER: -SPARE_RATINGS}


@dataclass(frozen=True)
class Border:
    """The units that may be set apart: as their counts are, or only with their own turned."""

    near: Mapping[str, Row]
    turnable: Mapping[str, Row]


def border_of(rows: Mapping[str, Row], bag: Bag, dealing: Dealing) -> Border:
    """Who may be set apart, with three ratings of any one unit turned or none.

    ``bag`` holds the ratings of all ``rows``, whose order is kept.
    """
    found = Border({}, {})
    while True:
        corners = corners_of(found, bag)
        reached = {u for u in rows if not _is_far(rows[u], TURNED, corners, dealing)}
        near = {u for u in reached if not _is_far(rows[u], AS_IT_IS, corners, dealing)}
        more = _border(rows, near | set(found.near), reached | set(found.turnable))
        if more == found:
            return found
        found = more


def corners_of(border: Border, bag: Bag) -> Corners:
    """For each side, month by month, the corner of the bags that can arise."""
    corners: dict[Side, list[Corner]] = {side: [] for side in Side}
    for month, held in enumerate(bag):
        near = [counts for row in border.near.values() if (counts := row[month])]
        turnable = [counts for row in border.turnable.values() if (counts := row[month])]
        for side in Side:
            corners[side].append(_corner(near, turnable, held, side))
    return corners


def corner_bag(row: Row, corners: list[Corner], side: Side) -> Bag | None:
    """The worst bag for the unit on that side, None where its ratings fit in no such bag.

    In it the chance of that side is at most what it is in any bag that can arise.
    """
    bag = [
        NOTHING if own is None else _corner_counts(own, corner, side)
        for own, corner in zip(row, corners, strict=True)
    ]
    fitting = [held for held in bag if held is not None]
    return tuple(fitting) if len(fitting) == len(bag) else None


def _border(rows: Mapping[str, Row], near: set[str], reached: set[str]) -> Border:
    return Border(
        {unit: row for unit, row in rows.items() if unit in near},
        {unit: row for unit, row in rows.items() if unit in reached and unit not in near},
    )


def _is_far(row: Row, turns: Mapping[Side, int], corners: Corners, dealing: Dealing) -> bool:
    """Whether the unit stays above the limit in the worst bags, its ratings turned so far."""
    for side, by in turns.items():
        turned = flipped(row, by)
        bag = corner_bag(turned, corners[side], side)
        if bag is None or bad_in(turned) != max(0, bad_in(row) + by):
            return False
        if not dealing.is_surely_above_limit(turned, bag, side):
            return False
    return True


def _corner_counts(own: Counts, corner: Corner, side: Side) -> Counts | None:
    bad = corner.odds.numerator * corner.good
    good = corner.odds.denominator * (corner.good - own.ratings)
    room = corner.ratings - own.ratings + 1
    if bad < 0 or good <= 0 or room <= 0:
        return None
    whole, part = divmod(bad * room, bad + good)
    held = Counts(whole + (side is Side.BETTER and part > 0), corner.ratings)
    fits = own.bad <= held.bad and own.ratings - own.bad <= held.ratings - held.bad
    return held if fits else None


def _corner(near: list[Counts], turnable: list[Counts], held: Counts, side: Side) -> Corner:
    """The extreme odds: any of ``near`` and at most one of ``turnable`` taken out.

    Those that move the odds most are taken out first, as long as they do.
    """
    turned = SPARE_RATINGS if side is Side.BETTER else -SPARE_RATINGS
    start = Counts(held.bad + turned, held.ratings)
    in_order = sorted(near, key=_badness, reverse=side is Side.WORSE)
    left = [*accumulate(in_order, _without, initial=start)]
    one = [NOTHING, *turnable]
    extreme = min if side is Side.WORSE else max
    odds = extreme(_odds(_without(counts, own)) for counts in left for own in one)
    most_gone = max(own.ratings - own.bad for own in one)
    if side is Side.WORSE:
        return Corner(left[-1].ratings - max(own.ratings for own in one), odds, _good(start) + 1)
    return Corner(held.ratings, odds, _good(left[-1]) + 1 - most_gone)


def _without(counts: Counts, own: Counts) -> Counts:
    return Counts(counts.bad - own.bad, counts.ratings - own.ratings)


def _good(counts: Counts) -> int:
    return counts.ratings - counts.bad


def _odds(counts: Counts) -> Fraction:
    # Nothing good left: no corner can be given; a negative one fits nobody.
    good = _good(counts) + 1
    return Fraction(counts.bad, good) if good > 0 else Fraction(-1)


def _badness(own: Counts) -> tuple[bool, Fraction]:
    """Bad ratings per good one, where nothing good is worst of all."""
    good = own.ratings - own.bad
    return (True, Fraction(own.bad)) if not good else (False, Fraction(own.bad, good))
