"""Is a unit's outcome too improbable, and whose is the most? Asked quickly, answered exactly."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from server.rules.ranking.counts import Bag, Row
from server.rules.ranking.estimate import SCALE_BITS, Bounds, bounds_of
from server.rules.ranking.exact import Chances, exact_chances
from server.rules.ranking.numbers import CHANCE_PLACES
from server.rules.rounding import half_up


class Side(Enum):
    """Which chance is meant: of at least (WORSE) or at most (BETTER) as many bad ratings."""

    WORSE = 0
    BETTER = 1


class Dealing:
    """The chances of one comparison, remembered: the same question comes up hundreds of times."""

    def __init__(self, limit: Fraction) -> None:
        self.limit = limit
        self._limit_scaled = (limit.numerator << SCALE_BITS) // limit.denominator
        self._known: dict[tuple[Row, Bag], Bounds] = {}
        self._exact: dict[tuple[Row, Bag], Chances] = {}

    def exact(self, row: Row, bag: Bag) -> Chances:
        """The chances themselves."""
        key = (row, bag)
        if key not in self._exact:
            self._exact[key] = exact_chances(row, bag)
        return self._exact[key]

    def is_within_limit(self, row: Row, bag: Bag, side: Side) -> bool:
        """Whether that chance is at most the limit."""
        bounds = self._bounds(row, bag)[side.value]
        if bounds.high <= self._limit_scaled:
            return True
        if bounds.low > self._limit_scaled:
            return False
        return self.exact(row, bag)[side.value] <= self.limit

    def is_surely_above_limit(self, row: Row, bag: Bag, side: Side) -> bool:
        """Whether the bounds alone show that chance to be above the limit."""
        return self._bounds(row, bag)[side.value].low > self._limit_scaled

    def rounded(self, row: Row, bag: Bag, side: Side) -> str:
        """That chance with CHANCE_PLACES decimals, rounded half up."""
        bounds = self._bounds(row, bag)[side.value]
        low, high = (half_up(b, 1 << SCALE_BITS, places=CHANCE_PLACES) for b in bounds)
        if low == high:
            return low
        chance = self.exact(row, bag)[side.value]
        return half_up(chance.numerator, chance.denominator, places=CHANCE_PLACES)

    def most_improbable(self, rows: Mapping[str, Row], bag: Bag) -> str | None:
        """The unit with the smallest chance of all, None if even that is above the limit.

        Of equal chances the first in ``rows`` is meant.
        """
        least: str | None = None
        for unit, row in rows.items():
            if self._bounds(row, bag).least.low <= self._limit_scaled and (
                least is None or self._is_smaller(row, rows[least], bag)
            ):
                least = unit
        if least is None or any(self.is_within_limit(rows[least], bag, side) for side in Side):
            return least
        return None

    def _bounds(self, row: Row, bag: Bag) -> Bounds:
        key = (row, bag)
        bounds = self._known.get(key)
        if bounds is None:
            bounds = self._known[key] = bounds_of(row, bag)
        return bounds

    def _is_smaller(self, row: Row, other: Row, bag: Bag) -> bool:
        mine, yours = self._bounds(row, bag).least, self._bounds(other, bag).least
        if row == other or mine.low >= yours.high:
            return False
        return mine.high < yours.low or min(self.exact(row, bag)) < min(self.exact(other, bag))
