"""Could chance alone have put somebody at the bottom? The test ``exact_share`` (scheme, section 3).

``guarded(guard, dealt)`` → the statistic with its numbers and whether a bottom rule may act;
``exact_share(own, total, shares)`` → p. Exact fractions.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm

from server.rules.schemes.shape import Guard


@dataclass(frozen=True)
class Dealt:
    """Costing facts of a group: ``own`` of ``total`` fell on the person asked about.

    ``shares``: attended days of everybody in the group, that person too, in any unit.
    """

    own: int
    total: int
    shares: tuple[Fraction, ...]


@dataclass(frozen=True)
class Guarded:
    """The verdict: ``p`` beside ``alpha``, with the numbers that it came from."""

    p: Fraction
    alpha: Fraction
    own: int
    total: int
    people: int
    enough: bool  # as many costing facts as the scheme asks for before it trusts the test

    @property
    def acts(self) -> bool:
        """Whether the difference is beyond chance."""
        return self.enough and self.p <= self.alpha


def guarded(guard: Guard, dealt: Dealt) -> Guarded:
    """The verdict of the scheme's guard; too few facts (``min_n``) never act."""
    return Guarded(
        exact_share(dealt.own, dealt.total, dealt.shares),
        guard.alpha,
        dealt.own,
        dealt.total,
        len(dealt.shares),
        dealt.total >= guard.min_n,
    )


def exact_share(own: int, total: int, shares: Sequence[Fraction]) -> Fraction:
    """At most how probable it is that blind dealing gives anybody ``own`` or more of ``total``.

    Σ over the group of P(Bin(total, share) ≥ own), at most 1 (Bonferroni). A group that was there
    no day at all says nothing: 1.
    """
    whole = sum(shares, Fraction(0))
    if whole == 0:
        return Fraction(1)
    # Whole numbers over one denominator: fractions term by term take a hundred times as long.
    scale = lcm(*(share.denominator for share in shares))
    parts = Counter(int(share * scale) for share in shares)
    ways = sum(
        people * _at_least(own, total, part, int(whole * scale)) for part, people in parts.items()
    )
    return min(Fraction(1), Fraction(ways, int(whole * scale) ** total))


def _at_least(own: int, total: int, part: int, whole: int) -> int:
    """In how many of ``whole ** total`` ways at least ``own`` fall on ``part``."""
    if 2 * own > total:
        return _ways(range(own, total + 1), total, part, whole)
    # The shorter side: a clerk has a few of a group's hundreds of facts.
    every_way: int = whole**total
    return every_way - _ways(range(own), total, part, whole)


def _ways(counts: range, total: int, part: int, whole: int) -> int:
    return sum(comb(total, k) * part**k * (whole - part) ** (total - k) for k in counts)
