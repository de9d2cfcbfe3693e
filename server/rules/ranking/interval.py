"""Between which limits does a unit's true bad share lie, as far as its ratings can tell?

Exact 95 % limits (Clopper and Pearson, Biometrika 26, 1934, 404) in hundredths of a percent,
rounded outwards. The tail of the binomial distribution is summed in whole numbers as in
``estimate``, with the same proof of what rounding loses, and exactly where that is too near.
"""

from math import comb, isqrt
from typing import NamedTuple

from server.rules.ranking.numbers import GRID, INTERVAL_ERROR

BITS = 64
ONE_IN = INTERVAL_ERROR.denominator * 2 // INTERVAL_ERROR.numerator  # 40: half on each side


class Tail(NamedTuple):
    """Weights of the outcomes with at least as many bad ratings as seen, and of all outcomes."""

    at_least: int
    total: int
    steps: int


def interval(bad: int, ratings: int) -> tuple[int, int]:
    """The limits of the bad share in hundredths of a percent; ``ratings`` must not be 0."""
    return lower_limit(bad, ratings), GRID - lower_limit(ratings - bad, ratings)


def lower_limit(seen: int, ratings: int) -> int:
    """The largest share under which ``seen`` or more have a chance of one in 40 at most."""
    if seen == 0:
        return 0
    low, high, share = 0, GRID, _first_guess(seen, ratings)
    while high - low > 1:
        share = min(max(share, low + 1), high - 1)
        tail = _tail(seen, ratings, share)
        if _is_improbable(tail, seen, ratings, share):
            low = share
        else:
            high = share
        share += _step(tail, seen, share)
    return low


def exact_tail(seen: int, ratings: int, share: int) -> int:
    """The chance of ``seen`` or more, as so many of GRID to the power of ``ratings``."""
    against = GRID - share
    ways = (comb(ratings, j) * power(share, j) * power(against, ratings - j) for j in range(seen))
    return power(GRID, ratings) - sum(ways)


def power(number: int, times: int) -> int:
    """``number`` to a power that is not negative, which the type of ``**`` cannot say."""
    result: int = number**times
    return result


def _tail(seen: int, ratings: int, share: int) -> Tail:
    fewer = _run((seen, GRID - share), (ratings - seen + 1, share))
    others = _run((ratings - seen, share), (seen + 1, GRID - share))
    at_least = sum(others)
    return Tail(at_least, at_least + sum(fewer[1:]), len(fewer) + len(others))


def _run(times: tuple[int, int], by: tuple[int, int]) -> list[int]:
    """Weights outwards from the outcome seen, each from the one before by the binomial ratio."""
    (many, odds), (place, against) = times, by
    weight, weights = 1 << BITS, list[int]()
    while weight:
        weights.append(weight)
        weight = weight * (many * odds) // (place * against)
        many, place = many - 1, place + 1
    return weights


def _is_improbable(tail: Tail, seen: int, ratings: int, share: int) -> bool:
    at_least, total = tail.at_least, tail.total
    if ONE_IN * (at_least + _lost(at_least, tail.steps)) <= total:
        return True
    if ONE_IN * at_least > total + _lost(total, tail.steps):
        return False
    return ONE_IN * exact_tail(seen, ratings, share) <= power(GRID, ratings)


def _lost(weight: int, steps: int) -> int:
    return (4 * steps * weight >> BITS) + 4 * steps * steps


def _step(tail: Tail, seen: int, share: int) -> int:
    """Where to look next (Newton): the chance grows with the share as seen x weight ÷ share."""
    return (tail.total // ONE_IN - tail.at_least) * share // (seen << BITS)


def _first_guess(seen: int, ratings: int) -> int:
    """About two standard deviations below what was seen; only to begin near."""
    two_deviations = isqrt(4 * GRID * GRID * seen * (ratings - seen + 1) // ratings)
    return (GRID * (seen + 1) - two_deviations) // ratings
