"""Which good ratings are too many for the work done, and are therefore not compared?"""

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import NamedTuple

from server.rules.ranking.counts import Counts
from server.rules.ranking.numbers import COVERAGE_CAP, LEAST_RATINGS, LEAST_UNITS


class Reported(NamedTuple):
    """A unit's ratings of a month beside its applications (办件), None where not known."""

    bad: int
    good: int
    applications: int | None


def compared(month: Mapping[str, Reported]) -> dict[str, Counts]:
    """The counts to compare: good ratings beyond the usual share of applications left out.

    Bad ratings are never left out, and nothing is while the usual share is not known.
    """
    usual = usual_share(month)
    return {unit: _compared(reported, usual) for unit, reported in month.items()}


def usual_share(month: Mapping[str, Reported]) -> Fraction | None:
    """The median of ratings per application, None while fewer than LEAST_UNITS units tell.

    A unit tells when it has LEAST_RATINGS ratings and its applications are known.
    """
    shares = sorted(
        Fraction(bad + good, applications)
        for bad, good, applications in month.values()
        if applications and bad + good >= LEAST_RATINGS
    )
    if len(shares) < LEAST_UNITS:
        return None
    return (shares[(len(shares) - 1) // 2] + shares[len(shares) // 2]) / 2


def _compared(reported: Reported, usual: Fraction | None) -> Counts:
    bad, good, applications = reported
    if usual is None or applications is None:
        return Counts(bad, bad + good)
    return Counts(bad, max(bad, min(bad + good, floor(COVERAGE_CAP * usual * applications))))
