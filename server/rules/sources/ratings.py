"""Which figures follow from the ratings of a sealed month, and from the handling of bad ones?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from server.rules.appraisal.facts import Figure, Who
from server.rules.sources.figures import Named, rate

RATING_FIGURES = frozenset(
    {"good_rate", "bad_rate", "active_rate", "reply_rate", "rectified_on_time_rate"}
)


@dataclass(frozen=True)
class RatedUnit:
    """A subject's ratings of the month.

    ``good`` and ``bad``: counted first ratings of the lanes that count in its group. ``active``:
    all that citizens gave, also other lanes and those set aside. ``ratable``: applications of the
    month, None where not known.
    """

    good: int
    bad: int
    active: int
    ratable: int | None

    def plus(self, other: "RatedUnit") -> "RatedUnit":
        """Both together; how many could be rated is known only where it is known of both."""
        known = self.ratable is not None and other.ratable is not None
        return RatedUnit(
            self.good + other.good,
            self.bad + other.bad,
            self.active + other.active,
            (self.ratable or 0) + (other.ratable or 0) if known else None,
        )


@dataclass(frozen=True)
class HandledRating:
    """What became of one bad rating of the month, for whom: answered; due and in time to mend."""

    subjects: tuple[Who, ...]
    is_answered: bool
    due: int
    in_time: int


def rating_figures(
    units: Mapping[Who, RatedUnit], cases: Iterable[HandledRating]
) -> tuple[Named, ...]:
    """The figures with their n; a share of nothing is no figure."""
    return tuple(sorted((*_of_units(units), *_of_cases(cases)), key=lambda each: each[:2]))


def _of_units(units: Mapping[Who, RatedUnit]) -> Iterator[Named]:
    for who, unit in units.items():
        valid = unit.good + unit.bad
        ratable = unit.ratable or 0
        yield from _named(
            who,
            good_rate=rate(unit.good, valid),
            bad_rate=rate(unit.bad, valid),
            # More ratings than applications is a matter for the night's flags, not a merit.
            active_rate=rate(min(unit.active, ratable), ratable),
        )


def _of_cases(cases: Iterable[HandledRating]) -> Iterator[Named]:
    counts: dict[Who, tuple[int, int, int, int]] = {}
    for case in cases:
        for who in case.subjects:
            answered, bad, in_time, due = counts.get(who, (0, 0, 0, 0))
            counts[who] = (
                answered + case.is_answered,
                bad + 1,
                in_time + case.in_time,
                due + case.due,
            )
    for who, (answered, bad, in_time, due) in counts.items():
        yield from _named(
            who, reply_rate=rate(answered, bad), rectified_on_time_rate=rate(in_time, due)
        )


def _named(who: Who, **figures: Figure | None) -> Iterator[Named]:
    return ((who, name, figure) for name, figure in figures.items() if figure is not None)
