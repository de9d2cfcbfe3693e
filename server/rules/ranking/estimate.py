"""How probable is it, quickly: the same chances in whole numbers between proven bounds?

The exact fractions have thousands of digits in a large group. Nearly every question about them
(is it above the limit, which of two is smaller) has an answer far from the border, where bounds
settle it; where they do not, the caller asks ``exact``. The answer is always the exact one.

Method. In each month an outcome j has a weight w(j), and the unit's own outcome has the weight
2^bits. The others follow step by step, outwards, from the ratio of the hypergeometric distribution,
w(j+1) : w(j) = (n-j)(B-j) : (j+1)(N-n-B+j+1), each rounded down, until one is below 1. Months are
dealt together by multiplying their weights, again rounded down to the same unit. A chance is the
weight of the outcomes asked for over the weight of all.

Error. Weights have one peak, so after m steps a weight w has lost at most m + m·w ÷ 2^bits, and
the tail cut off is below 2(m+1)² (up to 2^20 steps). With m the steps of all months, a sum W of
products over months is therefore too small by at most 4m·W ÷ 2^bits and, for each month, 4m² x the
weights of the other months.
"""

from functools import partial, reduce
from itertools import accumulate
from typing import NamedTuple

from server.rules.ranking.counts import Bag, Counts, Row

BITS_FOR_ONE_MONTH = 56
BITS_FOR_SEVERAL = 128  # their bound is multiplied by the weights of the other months
SCALE_BITS = 1024  # chances are told in units of 2^-1024


class Estimate(NamedTuple):
    """A chance in units of 2^-1024: the true one lies from ``low`` to ``high``, both included."""

    low: int
    high: int


class Weights(NamedTuple):
    """The weights of outcomes, from ``own`` bad ratings fewer than seen upwards."""

    own: int
    weights: list[int]


class Bounds(NamedTuple):
    """Both chances of ``exact_chances``, and the smaller of them."""

    worse: Estimate
    better: Estimate
    least: Estimate


def bounds_of(row: Row, bag: Bag) -> Bounds:
    """Between which bounds the chances of a unit are whose ratings are in the bag."""
    pairs = [(own, held) for own, held in zip(row, bag, strict=True) if own is not None]
    bits = BITS_FOR_ONE_MONTH if len(pairs) == 1 else BITS_FOR_SEVERAL
    months = [_weights(own, held, bits) for own, held in pairs]
    low = _tails(months, bits)
    high = _with_lost(low, months, bits)
    worse, better = (
        Estimate((low[i] << SCALE_BITS) // high[2], (high[i] << SCALE_BITS) // low[2] + 1)
        for i in (0, 1)
    )
    least = Estimate(min(worse.low, better.low), min(worse.high, better.high))
    return Bounds(worse, better, least)


def _weights(own: Counts, held: Counts, bits: int) -> Weights:
    bad, good = own.bad, own.ratings - own.bad
    good_elsewhere = held.ratings - held.bad - good
    fewer = _run(1 << bits, (bad, good_elsewhere), (good + 1, held.bad - bad + 1))
    others = _run(1 << bits, (good, held.bad - bad), (bad + 1, good_elsewhere + 1))
    return Weights(len(fewer) - 1, [*reversed(fewer), *others[1:]])


def _run(weight: int, times: tuple[int, int], by: tuple[int, int]) -> list[int]:
    """Weights outwards: each the one before x the product of ``times`` ÷ the product of ``by``.

    With every step ``times`` become one less and ``by`` one more.
    """
    (first, second), (third, fourth) = times, by
    weights = []
    while weight:
        weights.append(weight)
        weight = weight * (first * second) // (third * fourth)
        first, second, third, fourth = first - 1, second - 1, third + 1, fourth + 1
    return weights


def _tails(months: list[Weights], bits: int) -> tuple[int, int, int]:
    """The weights of at least and of at most as many bad ratings as seen, and of all outcomes."""
    *earlier, last = months
    own, weights = reduce(partial(_dealt_together, bits=bits), earlier, Weights(0, [1 << bits]))
    up_to = [0, *accumulate(last.weights)]
    total, most = up_to[-1], len(last.weights)
    start = own + last.own  # the last month's outcome that makes as many as seen, if i = 0
    fewer = sum(w * up_to[min(max(start - i, 0), most)] for i, w in enumerate(weights))
    at_most = sum(w * up_to[min(max(start - i + 1, 0), most)] for i, w in enumerate(weights))
    everything = total * sum(weights)
    return (everything - fewer) >> bits, at_most >> bits, everything >> bits


def _dealt_together(first: Weights, second: Weights, *, bits: int) -> Weights:
    """The weights of the sums of both outcomes.

    One multiplication of two long numbers, with a weight in each of their slots, makes them all.
    """
    slot = (max(first.weights) * max(second.weights) * len(first.weights)).bit_length() // 8 + 1
    product = _packed(first.weights, slot) * _packed(second.weights, slot)
    slots = len(first.weights) + len(second.weights) - 1
    packed = product.to_bytes(slot * (slots + 1), "little")
    sums = [
        int.from_bytes(packed[i * slot : (i + 1) * slot], "little") >> bits for i in range(slots)
    ]
    return Weights(first.own + second.own, sums)


def _packed(weights: list[int], slot: int) -> int:
    return int.from_bytes(b"".join(weight.to_bytes(slot, "little") for weight in weights), "little")


def _with_lost(tails: tuple[int, int, int], months: list[Weights], bits: int) -> list[int]:
    """The most that the tails can be, with all that rounding and cutting have lost."""
    steps = sum(len(month.weights) for month in months)
    total = tails[2]
    lost = sum(4 * steps * steps * total // sum(month.weights) + 1 for month in months)
    return [weight + (4 * steps * weight >> bits) + lost for weight in tails]
