"""What has been counted so far: free units, occurrences, what a limit has used? (Steps 6 to 9.)

Facts come in order: by the month that bears them, the day they happened, their id. So nothing that
becomes known later moves the count of a month before it. Whatever follows from equal counts is
worked out once: a hall has many facts and few cases.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from server.rules.appraisal import limits, repeating
from server.rules.appraisal.judging import Hit, Step, computation, step
from server.rules.appraisal.lines import Line
from server.rules.appraisal.periods import Period
from server.rules.appraisal.pointing import points
from server.rules.appraisal.results import Computation
from server.rules.months import Month
from server.rules.schemes.shape import Repeat, Span

NOUGHT = Fraction(0)
SPANS = tuple(Span)
Stretches = tuple[int, ...]
"""For each of SPANS, the number of the stretch in which a month lies."""


@dataclass(frozen=True, eq=False)
class Counted:
    """The points of one bearer for one fact, after limits, and how they came about."""

    points: Fraction
    money: Fraction
    has_units: bool
    computation: Computation


@dataclass(frozen=True, eq=False)
class _Counters:
    """Where the counts of a line are kept: numbers of counters, and of their spans in SPANS.

    ``scopes``: counter, span, whether the line's own repeat rule reads it.
    """

    number: int
    scopes: tuple[tuple[int, int, bool], ...]
    cycle: int
    once: int
    cap: int


def stretches_of(month: Month) -> Stretches:
    """The stretches of the month, numbered so that those of different years differ."""
    found = (Period.around(month, span) for span in SPANS)
    return tuple(period.year * 100 + period.number for period in found)


class Running:
    """The counts of one computation, moved on fact by fact."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Occurrences are counted in every scope that the repeat rule of some line asks for."""
        lines = tuple(lines)
        self._of = _counters(lines)
        self._occurrences: dict[tuple[int, int, int], int] = {}
        self._totals: dict[tuple[int, int, int], Fraction] = {}
        self._used: dict[tuple[int, int, int], Fraction] = {}
        self._once: set[tuple[int, int, int]] = set()
        self._steps: dict[tuple[Hit, Fraction], Step] = {}
        self._repeated: dict[tuple[Step, int], Counted] = {}
        self._capped: dict[tuple[Counted, Fraction], tuple[Counted, Fraction]] = {}

    def count(self, hit: Hit, bearer: int, stretches: Stretches) -> Counted:
        """What the fact costs or brings this bearer now; it is counted from here on.

        An occurrence is counted in every scope; its number is that in the scope of its own rule.
        """
        counters = self._of[hit.line]
        taken = hit.alone or self._step(hit, (bearer, counters.number, stretches[counters.cycle]))
        occurrence = 0
        if taken.costs:
            for counter, span, is_own in counters.scopes:
                key = (bearer, counter, stretches[span])
                self._occurrences[key] = number = self._occurrences.get(key, 0) + 1
                if is_own:
                    occurrence = number
        alike = (taken, occurrence)
        counted = self._repeated.get(alike)
        if counted is None:
            counted = self._repeated[alike] = _repeated(hit, taken, occurrence)
        if hit.is_limited:
            return self._limited(hit, counted, bearer, stretches)
        return counted

    def _step(self, hit: Hit, key: tuple[int, int, int]) -> Step:
        """The units charged after those of earlier facts of the period."""
        before = self._totals.get(key, NOUGHT)
        alike = (hit, before)
        if alike not in self._steps:
            self._steps[alike] = step(hit, before)
        taken = self._steps[alike]
        self._totals[key] = taken.total
        return taken

    def _limited(self, hit: Hit, counted: Counted, bearer: int, stretches: Stretches) -> Counted:
        item, counters = hit.line.item, self._of[hit.line]
        if item.once is not None and counted.has_units:
            key = (bearer, counters.number, stretches[counters.once])
            if key in self._once:
                return _cut(counted, limits.once(counted.points, has_counted=True), limits.ONCE)
            self._once.add(key)
        if item.cap is None:
            return counted
        key = (bearer, counters.number, stretches[counters.cap])
        alike = (counted, self._used.get(key, NOUGHT))
        if alike not in self._capped:
            self._capped[alike] = _capped(counted, alike[1], item.cap)
        left, self._used[key] = self._capped[alike]
        return left


def _counters(lines: tuple[Line, ...]) -> dict[Line, _Counters]:
    """Equal codes of different versions share their counters."""
    rules = {(one.repeat.count, one.repeat.within) for one in lines if one.repeat is not None}
    numbers: defaultdict[tuple[str, ...], int] = defaultdict(lambda: len(numbers))
    return {
        line: _Counters(
            number=numbers["item", line.sheet.key, line.code],
            scopes=tuple(
                (
                    numbers[within, count, line.sheet.key, repeating.scope_of(line, count)],
                    SPANS.index(within),
                    _reads(line.repeat, Repeat(2, within=within, count=count)),
                )
                for count, within in sorted(rules)
            ),
            cycle=SPANS.index(line.sheet.cycle),
            once=SPANS.index(line.item.once or Span.MONTH),
            cap=SPANS.index(line.item.cap_within),
        )
        for line in lines
    }


def _reads(own: Repeat | None, scope: Repeat) -> bool:
    return own is not None and (own.count, own.within) == (scope.count, scope.within)


def _repeated(hit: Hit, taken: Step, occurrence: int) -> Counted:
    """Units × points × the multiplier of the occurrence. Money is not multiplied."""
    repeat, charged = hit.line.repeat, taken.units.charged
    raw = points(hit.rate, charged)
    told = computation(hit, taken.units)
    if repeat is not None and occurrence:
        factor = repeating.times(repeat, occurrence)
        told = replace(told, occurrence=occurrence, times=factor)
        raw = raw if factor == 1 else raw * factor
    money = hit.line.item.money * charged or NOUGHT
    return Counted(raw, money, charged > 0, told)


def _capped(counted: Counted, used: Fraction, most: Fraction) -> tuple[Counted, Fraction]:
    """What the cap leaves, and how much of it is used then."""
    now = limits.cap(counted.points, used, most)
    left = counted
    if now != counted.points:
        left = replace(_cut(counted, now, limits.CAP), money=counted.money)
    return left, used + abs(now)


def _cut(counted: Counted, now: Fraction, limit: str) -> Counted:
    told = replace(counted.computation, limit=limit, before_limit=counted.points)
    return Counted(now, NOUGHT, counted.has_units, told)
