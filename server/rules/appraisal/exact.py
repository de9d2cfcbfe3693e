"""Sums, means and medians of exact fractions, quick enough for a month's ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum. Equal denominators are added as whole numbers: most points are halves or wholes."""
    by_denominator: defaultdict[int, int] = defaultdict(int)
    for value in values:
        by_denominator[value.denominator] += value.numerator
    parts = (Fraction(top, bottom) for bottom, top in by_denominator.items())
    return sum(parts, Fraction(0))


def mean(values: Sequence[Fraction]) -> Fraction:
    """The mean of at least one value."""
    return exact_sum(values) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle one, or the mean of the middle two, of at least one value."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
