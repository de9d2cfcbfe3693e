"""How do the results of months make that of a quarter, half-year or year? (scheme, step 17.)

``parts_of(scheme, sheet, period)`` → which results are combined; ``combined(scheme, period, parts,
annual)`` → the longer result with how it came about, or ``BasesDiffer``. ``scheme`` is the version
of the last month: ``version_for(schemes, period)``. Everything starts from published scores.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import CategoryScore, NotAssessed, SheetResult
from server.rules.appraisal.rounding import rounded
from server.rules.schemes.shape import (
    BaseChange,
    Combining,
    HowCombined,
    Scheme,
    Span,
)


@dataclass(frozen=True)
class Part:
    """One result that went into a longer one; ``counted`` is its score on the base of today.

    None: not assessed, and so not in the mean.
    """

    result: SheetResult
    counted: Fraction | None


@dataclass(frozen=True)
class Combined:
    """A longer result and how it came about, as printed.

    ``total`` of the ``served`` parts; ``value`` the mean, sum or annualised sum, exact;
    ``annual`` the annual sheet's result where one was added.
    """

    result: SheetResult
    how: HowCombined
    parts: tuple[Part, ...] = ()
    served: int = 0
    total: Fraction = Fraction(0)
    value: Fraction | None = None
    weight: Fraction = Fraction(1)
    annual: SheetResult | None = None
    annual_weight: Fraction = Fraction(0)


@dataclass(frozen=True)
class BasesDiffer:
    """The scheme refuses to combine results with these base scores: people must decide."""

    parts: tuple[SheetResult, ...]
    bases: tuple[Fraction, ...]


def version_for(schemes: Iterable[Scheme], period: Period) -> Scheme | None:
    """The version in force at the start of the last month of the period."""
    day = period.months()[-1].days()[0]
    in_force = [
        one
        for one in schemes
        if one.from_on <= day and (one.until_on is None or day <= one.until_on)
    ]
    return max(in_force, key=lambda one: one.from_on, default=None)


def combining_for(scheme: Scheme, span: Span) -> Combining:
    """What the scheme says of that span; the mean of the sheet's own results if it says nothing."""
    said = {one.span: one for one in scheme.combinings}
    return said.get(span, Combining(span))


def parts_of(scheme: Scheme, sheet: str, period: Period) -> tuple[Period, ...]:
    """The periods whose results are combined for that sheet."""
    span = combining_for(scheme, period.span).of or scheme.sheet(sheet).cycle
    return period.parts(span)


def combined(
    scheme: Scheme,
    period: Period,
    parts: Sequence[SheetResult],
    annual: SheetResult | None = None,
) -> Combined | BasesDiffer:
    """The result of one subject on one sheet over the period.

    ``parts`` are that subject's results of the ``parts_of`` periods, one at least; those not
    assessed are left out of every mean, and where none is assessed there is no result. Without an
    annual result the parts count in full.
    """
    rule = combining_for(scheme, period.span)
    base = scheme.sheet(parts[0].sheet).base
    served = [one for one in parts if one.score is not None]
    bases = {one.base for one in served}
    if rule.on_base_change is BaseChange.REFUSE and bases - {base}:
        return BasesDiffer(tuple(served), tuple(sorted(bases)))
    in_order = sorted(parts, key=lambda one: one.period)
    scaled = tuple(Part(one, _scaled(one, base)) for one in in_order)
    return _joined(scheme, period, scaled, annual)


def _scaled(result: SheetResult, base: Fraction) -> Fraction | None:
    return None if result.score is None else result.score * _times(result, base)


def _times(result: SheetResult, base: Fraction) -> Fraction:
    """What makes a score of an older base one of today; a base of nought has no measure."""
    return base / result.base if result.base and base else Fraction(1)


def _joined(
    scheme: Scheme, period: Period, parts: tuple[Part, ...], annual: SheetResult | None
) -> Combined:
    rule = combining_for(scheme, period.span)
    counted = [one.counted for one in parts if one.counted is not None]
    periods = len(parts_of(scheme, parts[0].result.sheet, period))
    base = scheme.sheet(parts[0].result.sheet).base * _full(rule.how, periods)
    if not counted:
        return Combined(_without_score(period, parts, base), rule.how, parts)
    total = sum(counted, Fraction(0))
    value = _together(rule.how, total, len(counted), periods)
    added = annual if annual is not None and annual.score is not None else None
    weights = (rule.weight, rule.annual_weight) if added else (Fraction(1), Fraction(0))
    exact, full = _weighted((value, base), added, weights)
    result = SheetResult(
        parts[0].result.sheet,
        parts[0].result.who,
        period,
        parts[-1].result.group,
        full,
        rounded(exact, scheme.rounding),
        exact,
        categories=_categories(scheme, parts, rule.how, periods),
        money=_money(parts),
    )
    return Combined(
        result, rule.how, parts, len(counted), total, value, weights[0], added, weights[1]
    )


def _full(how: HowCombined, periods: int) -> int:
    return 1 if how is HowCombined.MEAN else periods


def _together(how: HowCombined, total: Fraction, served: int, periods: int) -> Fraction:
    match how:
        case HowCombined.MEAN:
            return total / served
        case HowCombined.SUM:
            return total
        case HowCombined.ANNUALISE:
            return total * periods / served


def _weighted(
    own: tuple[Fraction, Fraction], added: SheetResult | None, weights: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    """Score and full score, both weighted."""
    if added is None or added.score is None:
        return own
    return (
        own[0] * weights[0] + added.score * weights[1],
        own[1] * weights[0] + added.base * weights[1],
    )


def _without_score(period: Period, parts: tuple[Part, ...], base: Fraction) -> SheetResult:
    last = parts[-1].result
    excluded = last.not_assessed is NotAssessed.EXCLUDED
    why = NotAssessed.EXCLUDED if excluded else NotAssessed.NO_RESULTS
    return SheetResult(
        last.sheet, last.who, period, last.group, base, None, None, why, money=_money(parts)
    )


def _money(parts: Iterable[Part]) -> Fraction:
    return sum((one.result.money for one in parts), Fraction(0))


def _categories(
    scheme: Scheme, parts: tuple[Part, ...], how: HowCombined, periods: int
) -> tuple[CategoryScore, ...]:
    """Each category over the assessed parts, as ties ask for it; old codes by the scheme's map."""
    served = [one.result for one in parts if one.counted is not None]
    found = []
    for category in scheme.categories_of(parts[0].result.sheet):
        all_of = (_category_of(one, category.code, scheme) for one in served)
        own = [numbers for numbers in all_of if numbers is not None]
        if own:
            start, entries, score = (
                _together(how, sum(values, Fraction(0)), len(own), periods)
                for values in zip(*own, strict=True)
            )
            found.append(CategoryScore(category.code, start, entries, score))
    return tuple(found)


def _category_of(
    result: SheetResult, code: str, scheme: Scheme
) -> tuple[Fraction, Fraction, Fraction] | None:
    """Start, entries and score on the base of today; of several old categories, together."""
    scores = [one for one in result.categories if _code_now(one.code, result, scheme) == code]
    if not scores:
        return None
    times = _times(result, scheme.sheet(result.sheet).base)
    return (
        sum((one.start for one in scores), Fraction(0)) * times,
        sum((one.entries for one in scores), Fraction(0)) * times,
        sum((one.score for one in scores), Fraction(0)) * times,
    )


def _code_now(code: str, result: SheetResult, scheme: Scheme) -> str:
    of_older_version = result.period.first_on < scheme.from_on
    return dict(scheme.map).get(code, code) if of_older_version else code
