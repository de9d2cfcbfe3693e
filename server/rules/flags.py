"""Which windows' ratings of a day should a person look at?

Flags are never a deletion. The chances are those of an honest day; over all windows of a hall
the list is cut so that at most one flag in twenty is expected to be false. Findings that have no
chance (more than anybody can serve, near-equal texts) are outside that cut and say so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from fractions import Fraction

from server.rules.guards import DEFAULT_LIMITS, GuardLimits
from server.rules.near_equal import largest_near_equal
from server.rules.rushes import Usual, densest, most_within, short_gaps, usual_of
from server.rules.tails import binomial_tail, chance_text, discoveries

FALSE_SHARE = Fraction(1, 20)
MOST_NEAR_EQUAL_TEXTS = 2
NO_CHANCE = ""


class FlagKind(StrEnum):
    """What was noticed."""

    SHARE = "share"  # more of the applications were rated than in the group
    SIX_MINUTES = "six_minutes"  # more ratings within so long than the hour usually brings
    TEN_MINUTES = "ten_minutes"
    SIXTY_MINUTES = "sixty_minutes"
    GAPS = "gaps"  # ratings follow each other faster than services can
    BURST = "burst"  # more in ten minutes than one person can serve
    TEXTS = "texts"  # several texts are nearly the same
    ACCOUNTS = "accounts"  # few accounts gave more of a month's ratings than chance would give


MINUTES = {
    FlagKind.SIX_MINUTES: 6,
    FlagKind.TEN_MINUTES: 10,
    FlagKind.SIXTY_MINUTES: 60,
}


@dataclass(frozen=True)
class WindowDay:
    """One window's day.

    ``ratings`` counts all lanes, set-aside ones too. ``submitted`` are the moments of those
    without a queue ticket. ``usual`` says how many such ratings each local hour (0 to 23)
    usually brings at this window, or at its group's where it is new; empty where not known.
    ``applications`` of the day, and ``usual_share`` of the group (ratings ÷ applications), are
    None where not known. What is not known is not judged.
    """

    window_id: int
    ratings: int
    submitted: tuple[datetime, ...] = ()
    usual: Mapping[int, Fraction] = field(default_factory=dict)
    applications: int | None = None
    usual_share: Fraction | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """One thing to look at: ``seen`` is the number noticed, ``chance`` that of an honest day.

    ``chance`` has two digits, rounded up; it is empty where there is none.
    """

    window_id: int
    kind: FlagKind
    seen: int
    chance: str


@dataclass(frozen=True)
class Finding:
    """A flag before the cut; ``chance`` is exact or a bound above it."""

    window_id: int
    kind: FlagKind
    seen: int
    chance: Fraction


def night_flags(
    days: Sequence[WindowDay], *, zone: tzinfo, limits: GuardLimits = DEFAULT_LIMITS
) -> tuple[Flag, ...]:
    """The flags of one day over all windows of a hall, window by window in the order given.

    A hall-wide busy day raises what is expected everywhere, so that it flags nobody.
    """
    busy = busyness(days)
    findings = [
        finding
        for day in days
        for finding in (
            *_share(day),
            *_timing(day, usual_of(day.usual, busy=busy, zone=zone), limits),
        )
    ]
    believed = discoveries([each.chance for each in findings], false_share=FALSE_SHARE)
    flags = [_flag(findings[position]) for position in believed]
    flags += [flag for day in days for flag in _without_chance(day, limits)]
    places = {day.window_id: place for place, day in enumerate(days)}
    kinds = {kind: place for place, kind in enumerate(FlagKind)}
    return tuple(sorted(flags, key=lambda flag: (places[flag.window_id], kinds[flag.kind])))


def busyness(days: Iterable[WindowDay]) -> Fraction:
    """How many times as busy as usual the whole hall was, at least 1."""
    known = [day for day in days if day.usual]
    usual = sum((sum(day.usual.values(), Fraction(0)) for day in known), Fraction(0))
    seen = sum(len(day.submitted) for day in known)
    return max(Fraction(1), seen / usual) if usual else Fraction(1)


def _share(day: WindowDay) -> Iterator[Finding]:
    if day.applications is None or day.usual_share is None:
        return
    chance = binomial_tail(day.ratings, trials=day.applications, chance=day.usual_share)
    yield Finding(day.window_id, FlagKind.SHARE, day.ratings, chance)


def _timing(day: WindowDay, usual: Usual, limits: GuardLimits) -> Iterator[Finding]:
    if not day.usual:
        return
    moments = sorted(day.submitted)
    for kind, minutes in MINUTES.items():
        rush = densest(moments, minutes, usual=usual)
        yield Finding(day.window_id, kind, rush.seen, rush.chance)
    gaps = short_gaps(moments, limits.shortest_service, usual=usual)
    yield Finding(day.window_id, FlagKind.GAPS, gaps.seen, gaps.chance)


def _without_chance(day: WindowDay, limits: GuardLimits) -> Iterator[Flag]:
    crowd = most_within(sorted(day.submitted), limits.burst_span)
    if crowd > limits.most_in_burst_span:
        yield Flag(day.window_id, FlagKind.BURST, crowd, NO_CHANCE)
    alike = largest_near_equal(day.texts)
    if alike > MOST_NEAR_EQUAL_TEXTS:
        yield Flag(day.window_id, FlagKind.TEXTS, alike, NO_CHANCE)


def _flag(finding: Finding) -> Flag:
    return Flag(finding.window_id, finding.kind, finding.seen, chance_text(finding.chance))
