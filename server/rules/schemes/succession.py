"""Can a new version follow those in force: no gap, no overlap, nothing lost, no cut in a period?"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from server.rules.appraisal.periods import Period
from server.rules.months import Month
from server.rules.schemes.problems import Problem
from server.rules.schemes.shape import Scheme
from server.rules.schemes.words import Span

ONE_DAY = timedelta(days=1)


def problems_of_change(scheme: Scheme, adopted: Iterable[Scheme]) -> tuple[Problem, ...]:
    """What keeps the scheme from following the adopted ones (E04, E59, E63). Lines are 0.

    The version before is the one that begins last. A version that it ``replaces`` by name ends
    the day before; any other must have ended by then, and no day may be left without one.
    """
    before = max(adopted, key=lambda one: one.from_on, default=None)
    if before is None:
        return ()
    return (
        *_dates(scheme, before),
        *_lost_categories(scheme, before),
        *_cut_periods(scheme, before),
    )


def _dates(scheme: Scheme, before: Scheme) -> Iterator[Problem]:
    """E04: it begins too early, leaves a gap, or overlaps."""
    data = {"before": before.name, "from_on": str(scheme.from_on)}
    if scheme.from_on <= before.from_on:
        yield Problem("E04", ("from",), data=data | {"before_on": str(before.from_on)})
    elif before.until_on is not None:
        due = before.until_on + ONE_DAY
        data |= {"ended": str(before.until_on), "right": str(due)}
        if scheme.from_on > due:
            yield Problem("E04", ("from",), "gap", data)
        elif scheme.from_on < due and scheme.replaces != before.name:
            yield Problem("E04", ("from",), "overlap", data)


def _lost_categories(scheme: Scheme, before: Scheme) -> Iterator[Problem]:
    """E59: entries of a category that is gone would belong nowhere."""
    kept = {one.code for one in scheme.categories} | set(dict(scheme.map))
    for category in before.categories:
        if category.code not in kept:
            yield Problem("E59", ("map",), data={"found": category.code})


def _cut_periods(scheme: Scheme, before: Scheme) -> Iterator[Problem]:
    """E63: a sheet that changed would have a result that begins under one version and ends so."""
    for sheet in scheme.sheets:
        begins = _begins(scheme.from_on, sheet.cycle)
        has_changed = _part(scheme, sheet.key) != _part(before, sheet.key)
        if begins != scheme.from_on and has_changed:
            following = Period.around(_month(scheme.from_on), sheet.cycle).last_on + ONE_DAY
            data = {"sheet": sheet.key, "cycle": sheet.cycle.value, "right": str(following)}
            yield Problem("E63", ("from",), data=data)


def _part(scheme: Scheme, sheet: str) -> object:
    """All that makes the result of a sheet; a sheet of figures alone knows no rule about facts."""
    sheets = tuple(one for one in scheme.sheets if one.key == sheet)
    categories = scheme.categories_of(sheet)
    has_facts = any(item.figured is None for one in categories for item in one.items)
    of_facts = (scheme.recasts, scheme.share, scheme.repeat, scheme.charge_month)
    return (sheets, categories, scheme.rounding, of_facts if has_facts else ())


def _begins(day: date, span: Span) -> date:
    return Period.around(_month(day), span).first_on


def _month(day: date) -> Month:
    return Month(day.year, day.month)
