"""What has been counted so far: free units, occurrences, what a limit has used? (Steps 6 to 9.)

Facts come in order: by the month that bears them, the day they happened, their id. So nothing that
becomes known later moves the count of a month before it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from server.rules.appraisal import limits, repeating
from server.rules.appraisal.judging import Hit, computation
from server.rules.appraisal.lines import Line
from server.rules.appraisal.periods import Period
from server.rules.appraisal.pointing import points
from server.rules.appraisal.results import Computation
from server.rules.appraisal.units import Units, units
from server.rules.months import Month
from server.rules.schemes.shape import Span

NOUGHT = Fraction(0)
Spans = Mapping[Span, int]
"""For each span, the number of the stretch in which a month lies."""
Key = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Counted:
    """The points of one bearer for one fact, after limits, and how they came about."""

    points: Fraction
    money: Fraction
    has_units: bool
    computation: Computation


def spans_of(month: Month) -> Spans:
    """The stretches of the month, numbered so that those of different years differ."""
    found = {span: Period.around(month, span) for span in Span}
    return {span: period.year * 100 + period.number for span, period in found.items()}


class Running:
    """The counts of one computation, moved on fact by fact."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Occurrences are counted in every scope that the repeat rule of some line asks for."""
        rules = [line.repeat for line in lines if line.repeat is not None]
        self._scopes = tuple(sorted({(one.count, one.within) for one in rules}))
        self._totals: defaultdict[Key, Fraction] = defaultdict(Fraction)
        self._occurrences: defaultdict[Key, int] = defaultdict(int)
        self._used: defaultdict[Key, Fraction] = defaultdict(Fraction)
        self._once: set[Key] = set()
        self._alike: dict[tuple[Hit, int], Counted] = {}

    def count(self, hit: Hit, bearer: int, spans: Spans) -> Counted:
        """What the fact costs or brings this bearer now; it is counted from here on."""
        if hit.units is not None and not hit.is_limited:
            return self._unlimited(hit, bearer, spans)
        charged = self._units(hit, bearer, spans)
        raw = points(hit.rate, charged.charged)
        occurrence = self._occurrence(hit.line, bearer, spans) if raw < 0 else 0
        return self._limited(hit, (bearer, spans), _repeated(hit, charged, occurrence))

    def _unlimited(self, hit: Hit, bearer: int, spans: Spans) -> Counted:
        """Most facts: nothing but the number of the occurrence can differ among equal ones."""
        costs = hit.points < 0
        occurrence = self._occurrence(hit.line, bearer, spans) if costs and self._scopes else 0
        alike = (hit, occurrence)
        if alike not in self._alike:
            charged = Units(hit.units or NOUGHT)
            self._alike[alike] = _repeated(hit, charged, occurrence)
        return self._alike[alike]

    def _units(self, hit: Hit, bearer: int, spans: Spans) -> Units:
        if hit.units is not None:
            return Units(hit.units)
        line = hit.line
        key = (bearer, line.code, spans[line.sheet.cycle])
        before = self._totals[key]
        self._totals[key] = before + hit.quantity
        return units(line.item, hit.quantity, before, is_measured=hit.is_measured)

    def _occurrence(self, line: Line, bearer: int, spans: Spans) -> int:
        """Count it in every scope; its number is that in the scope of its own rule, or 0."""
        own = 0
        for count, within in self._scopes:
            scope = repeating.scope_of(line, count)
            key = (bearer, line.sheet.key, scope, within, spans[within])
            self._occurrences[key] = number = self._occurrences[key] + 1
            if line.repeat and (line.repeat.count, line.repeat.within) == (count, within):
                own = number
        return own

    def _limited(self, hit: Hit, whose: tuple[int, Spans], counted: Counted) -> Counted:
        item = hit.line.item
        left = counted
        if item.once is not None and counted.has_units:
            key = self._key(hit.line, whose, item.once)
            now = limits.once(left.points, has_counted=key in self._once)
            left = _cut(left, now, limits.ONCE, keeps_money=key not in self._once)
            self._once.add(key)
        if item.cap is not None:
            key = self._key(hit.line, whose, item.cap_within)
            now = limits.cap(left.points, self._used[key], item.cap)
            left = _cut(left, now, limits.CAP, keeps_money=True)
            self._used[key] += abs(now)
        return left

    def _key(self, line: Line, whose: tuple[int, Spans], span: Span) -> Key:
        bearer, spans = whose
        return (bearer, line.sheet.key, line.code, span, spans[span])


def _repeated(hit: Hit, charged: Units, occurrence: int) -> Counted:
    """Units × points × the multiplier of the occurrence. Money is not multiplied."""
    repeat = hit.line.repeat
    raw = points(hit.rate, charged.charged)
    told = computation(hit, charged.charged, charged.free)
    if repeat is not None and occurrence:
        factor = repeating.times(repeat, occurrence)
        told = replace(told, occurrence=occurrence, times=factor)
        raw = raw if factor == 1 else raw * factor
    money = hit.line.item.money * charged.charged
    return Counted(raw, money, charged.charged > 0, told)


def _cut(counted: Counted, now: Fraction, limit: str, *, keeps_money: bool) -> Counted:
    if now == counted.points and (keeps_money or not counted.money):
        return counted
    told = counted.computation
    before = counted.points if told.before_limit is None else told.before_limit
    return Counted(
        now,
        counted.money if keeps_money else NOUGHT,
        counted.has_units,
        replace(told, limit=limit, before_limit=before),
    )
