"""Did a window's ratings of a day come in a rush that honest days do not bring?"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from fractions import Fraction
from itertools import pairwise
from math import ceil

from server.rules.tails import binomial_tail, poisson_tail

SECOND = timedelta(seconds=1)
HOURS_A_DAY, MINUTES_AN_HOUR, SECONDS_AN_HOUR = 24, 60, 3600
# A quiet hour has some visitors too: two in quick succession at an unpopular time are no fraud.
LEAST_PER_HOUR = Fraction(1, 2)
RATE_STEPS = 1000  # rates are rounded up to 1/1000, which keeps the fractions short


@dataclass(frozen=True)
class Rush:
    """So many ratings came together; ``chance`` is no less than that of an honest day."""

    seen: int
    chance: Fraction


@dataclass(frozen=True)
class Usual:
    """How many ratings each local hour (0 to 23) brings at a window on a day like this."""

    by_hour: tuple[Fraction, ...]
    zone: tzinfo

    def highest(self, moment: datetime, minutes: int) -> Fraction:
        """The higher rate an hour at both ends of so many minutes (60 at most)."""
        end = moment + timedelta(minutes=minutes)
        return max(self._at(moment), self._at(end))

    def _at(self, moment: datetime) -> Fraction:
        return self.by_hour[moment.astimezone(self.zone).hour]


def usual_of(by_hour: Mapping[int, Fraction], *, busy: Fraction, zone: tzinfo) -> Usual:
    """The usual ratings an hour, ``busy`` times as many, and never less than one in two hours."""
    rates = (
        max(LEAST_PER_HOUR, by_hour.get(hour, Fraction(0)) * busy) for hour in range(HOURS_A_DAY)
    )
    return Usual(tuple(Fraction(ceil(rate * RATE_STEPS), RATE_STEPS) for rate in rates), zone)


def densest(moments: Sequence[datetime], minutes: int, *, usual: Usual) -> Rush:
    """The most improbable stretch of so many minutes (scan statistic); ``moments`` in order.

    Each rating begins a stretch. In a Poisson process the number of ratings that follow within
    a stretch is Poisson too, so the expected number of stretches as improbable as x is at most
    x times the day's ratings (Mecke's formula); that product bounds the chance of any.
    """
    chance, seen = min(
        (
            (poisson_tail(count - 1, mean=rate * minutes / MINUTES_AN_HOUR), count)
            for rate, count in _fullest_by_rate(moments, minutes, usual).items()
        ),
        default=(Fraction(1), 0),
    )
    return Rush(seen, min(Fraction(1), chance * max(len(moments), sum(usual.by_hour))))


def short_gaps(moments: Sequence[datetime], shortest: timedelta, *, usual: Usual) -> Rush:
    """How many gaps are shorter than a service; ``moments`` in order.

    Each gap of an honest day is so short with at most the chance rate × length, at the day's
    highest rate; the number of such gaps is compared with that (binomial).
    """
    gaps = [second - first for first, second in pairwise(moments)]
    seen = sum(gap < shortest for gap in gaps)
    chance = max(usual.by_hour) * Fraction(shortest // SECOND, SECONDS_AN_HOUR)
    return Rush(seen, binomial_tail(seen, trials=len(gaps), chance=min(Fraction(1), chance)))


def most_within(moments: Sequence[datetime], span: timedelta) -> int:
    """The most ratings within any stretch shorter than the span; ``moments`` in order."""
    return max(
        (bisect_left(moments, moment + span) - place for place, moment in enumerate(moments)),
        default=0,
    )


def _fullest_by_rate(
    moments: Sequence[datetime], minutes: int, usual: Usual
) -> dict[Fraction, int]:
    """The fullest stretch at each rate; a fuller one at the same rate is the less probable."""
    span = timedelta(minutes=minutes)
    fullest: dict[Fraction, int] = {}
    for place, moment in enumerate(moments):
        rate = usual.highest(moment, minutes)
        count = bisect_right(moments, moment + span) - place
        fullest[rate] = max(count, fullest.get(rate, 0))
    return fullest
