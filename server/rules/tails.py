"""How improbable is it to see so many, and which of many such findings may be believed?

Whole numbers and fractions only: the same input gives the same answer on every machine.
"""

from collections.abc import Sequence
from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction
from itertools import accumulate

SHOWN_DIGITS = 2
SMALLEST_PLAIN = Fraction(1, 1000)


def binomial_tail(seen: int, *, trials: int, chance: Fraction) -> Fraction:
    """The chance that at least ``seen`` of the trials succeed; exact. ``chance`` is 0 to 1.

    Counted from the last term down, each from the one above it: powers and binomial
    coefficients anew would take minutes for a month of 20,000 applications.
    """
    if seen <= 0:
        return Fraction(1)
    if chance == 0:
        return Fraction(0)
    yes, no = chance.numerator, chance.denominator - chance.numerator
    ways, total = yes**trials, 0
    for hits in range(trials, seen - 1, -1):
        total += ways
        ways = ways * hits * no // ((trials - hits + 1) * yes)
    return Fraction(total, chance.denominator**trials)


def poisson_tail(seen: int, *, mean: Fraction) -> Fraction:
    """No less than the chance that at least ``seen`` happen where ``mean`` are expected.

    A bound from above without e: the terms from ``seen`` on are replaced by the geometric series
    above them, and x / (rest + x) grows with x. Up to the mean it is 1.
    """
    if seen <= mean:
        return Fraction(1)
    terms = list(
        accumulate(range(1, seen + 1), lambda term, k: term * mean / k, initial=Fraction(1))
    )
    rest, first = sum(terms[:-1]), terms[-1]
    beyond = first * (seen + 1) / (seen + 1 - mean)
    return beyond / (rest + beyond)


def discoveries(chances: Sequence[Fraction], *, false_share: Fraction) -> frozenset[int]:
    """The positions of the chances to be believed, at most ``false_share`` of them false.

    Benjamini and Hochberg 1995: of m tests, the k smallest chances for the largest k whose
    greatest is at most k/m of the share. ``chances`` holds every test made, also the dull ones.
    """
    in_order = sorted(range(len(chances)), key=lambda position: chances[position])
    believed = max(
        (
            k
            for k, position in enumerate(in_order, start=1)
            if chances[position] * len(chances) <= k * false_share
        ),
        default=0,
    )
    return frozenset(in_order[:believed])


def chance_text(chance: Fraction) -> str:
    """The chance to two digits, rounded up: ``0.042``, ``3.1e-7``, ``0``."""
    with localcontext() as context:
        context.prec, context.rounding = SHOWN_DIGITS, ROUND_UP
        shown = Decimal(chance.numerator) / Decimal(chance.denominator)
    if chance == 0 or chance >= SMALLEST_PLAIN:
        return f"{shown.normalize():f}"
    return f"{shown:.1e}"
