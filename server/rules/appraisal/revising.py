"""Which periods do changed facts touch, and whose results moved? (Scheme, section 7.)

A fact that came, was reversed or became known late moves the month that bears it and, through free
units, repeats and limits, months after it in the span over which those count; and every longer
period above them. Nothing moves a month before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from server.rules.appraisal.booking import booked_in
from server.rules.appraisal.facts import Fact, Who
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.lines import lines_of
from server.rules.appraisal.periods import LENGTH, Period
from server.rules.appraisal.results import Computed, Entry, NotAssessed, SheetResult
from server.rules.appraisal.spans import looked_back_by
from server.rules.appraisal.versions import in_force
from server.rules.months import Month
from server.rules.schemes.shape import Scheme, Span


class Through(StrEnum):
    """By what somebody's result moved."""

    OWN = "own"  # their own facts changed
    SHARED = "shared"  # the part they bear of somebody else's
    GROUP = "group"  # the median or mean of their group


@dataclass(frozen=True)
class Moved:
    """A result that differs from the one before, and through what."""

    who: Who
    sheet: str
    before: Fraction | NotAssessed | None
    after: Fraction | NotAssessed | None
    through: tuple[Through, ...]


def touched(changed: Iterable[Fact], inputs: Inputs, until: Month) -> tuple[Period, ...]:
    """The periods up to that month that have to be computed again, shorter ones first.

    ``inputs``: schemes and closed months; whether the results then differ, ``moved`` says.
    """
    months: set[Month] = set()
    for fact in changed:
        judging = in_force(inputs.schemes, fact.happened_on)
        if judging is not None:
            first = booked_in(fact, judging, inputs.closed)
            months |= {one for one in _following(first, judging) if first <= one <= until}
    periods = {Period.around(month, span) for month in months for span in Span}
    return tuple(sorted(periods, key=lambda one: (LENGTH[one.span], one)))


def moved(before: Computed, after: Computed) -> tuple[Moved, ...]:
    """Whose results differ between two computations of one period, and through what."""
    was = {(one.sheet, one.who): one for one in before.results}
    now = {(one.sheet, one.who): one for one in after.results}
    through = _through(before, after)
    return tuple(
        Moved(
            who,
            sheet,
            _said(was.get((sheet, who))),
            _said(now.get((sheet, who))),
            through.get((sheet, who), (Through.GROUP,)),
        )
        for sheet, who in sorted(was.keys() | now.keys())
        if _said(was.get((sheet, who))) != _said(now.get((sheet, who)))
    )


def _following(first: Month, judging: Scheme) -> Iterator[Month]:
    """The months of the longest span around the first over which some rule counts."""
    spans = {
        span for line in lines_of((judging,), judging, judging) for span in looked_back_by(line)
    }
    longest = max(spans, key=lambda one: LENGTH[one], default=Span.MONTH)
    yield from Period.around(first, longest).months()


def _through(before: Computed, after: Computed) -> Mapping[tuple[str, Who], tuple[Through, ...]]:
    """What changed among the entries of facts and of figures, by sheet and bearer."""
    differing = {_told(entry) for entry in before.entries} ^ {_told(one) for one in after.entries}
    found: dict[tuple[str, Who], set[Through]] = {}
    for sheet, who, kind, *_ in differing:
        found.setdefault((sheet, who), set()).add(_BY_KIND[kind])
    return {key: tuple(sorted(kinds)) for key, kinds in found.items()}


_BY_KIND = {"own": Through.OWN, "shared": Through.SHARED, "figure": Through.GROUP}


def _told(entry: Entry) -> tuple[str, Who, str, str, str, Fraction, Fraction]:
    cause = entry.fact_id or entry.figure
    kind = entry.kind.value
    return entry.sheet, entry.who, kind, cause, entry.item, entry.points, entry.money


def _said(result: SheetResult | None) -> Fraction | NotAssessed | None:
    if result is None:
        return None
    return result.not_assessed if result.score is None else result.score
