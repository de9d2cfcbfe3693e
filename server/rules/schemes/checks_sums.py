"""Do the days, full scores and weights of a scheme add up?"""

from collections.abc import Iterator
from fractions import Fraction

from server.rules.schemes.items import Category
from server.rules.schemes.problems import Path, Problem
from server.rules.schemes.shape import Scheme, Sheet
from server.rules.schemes.words import CategoryKind, Span

WHOLE = Fraction(1)


def plain(number: Fraction) -> str:
    """A number as people write it: ``97.5``, ``100``."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.6f}".rstrip("0")


def percent(share: Fraction) -> str:
    """A share as a percentage: ``50%``."""
    return f"{plain(share * 100)}%"


def ends_before_it_begins(scheme: Scheme) -> Iterator[Problem]:
    """E04: the last day is before the first."""
    if scheme.until_on and scheme.until_on < scheme.from_on:
        data = {"until": str(scheme.until_on), "from_on": str(scheme.from_on)}
        yield Problem("E04", ("until",), "until", data, leans_on=(("from",), ("until",)))


def nothing_to_appraise(scheme: Scheme) -> Iterator[Problem]:
    """E05: no sheet, no category, or a sheet without one."""
    if not scheme.sheets:
        yield Problem("E05", ("sheet",), leans_on=(("sheet",),))
    if not scheme.categories:
        yield Problem("E05", ("category",), "category", leans_on=(("category",),))
        return
    for sheet in scheme.sheets:
        if not scheme.categories_of(sheet.key):
            leans_on: tuple[Path, ...] = tuple(
                ("category", one.code, "sheet") for one in scheme.categories
            )
            data = {"sheet": sheet.key}
            if all(one.sheet in _keys(scheme) for one in scheme.categories):
                yield Problem("E05", ("sheet", sheet.key), "empty", data, leans_on=leans_on)


def earns_without_full_score(scheme: Scheme) -> Iterator[Problem]:
    """E38: a category that earns has no full score on a sheet that has a base."""
    bases = {sheet.key: sheet.base for sheet in scheme.sheets}
    for one in scheme.categories:
        if one.kind is CategoryKind.EARN and one.max is None and bases.get(one.sheet) != 0:
            yield Problem("E38", ("category", one.code, "max"), leans_on=_around(one))


def floor_above_full_score(scheme: Scheme) -> Iterator[Problem]:
    """E39: the lowest score is not below the full one."""
    for one in scheme.categories:
        if one.floor is not None and one.max is not None and one.floor >= one.max:
            path: Path = ("category", one.code, "floor")
            yield Problem("E39", path, leans_on=(path, ("category", one.code, "max")))


def weights_of_items(scheme: Scheme) -> Iterator[Problem]:
    """E42: weights are more than the full score, or do not make it where they are all there is."""
    for one in scheme.categories:
        weights = [
            item.figured.weight for item in one.items if item.figured and item.figured.weight
        ]
        if not weights or one.max is None or sum(weights) == one.max:
            continue
        is_all = one.kind is CategoryKind.EARN and len(weights) == len(one.items)
        if is_all or sum(weights) > one.max:
            data = {"sum": plain(Fraction(sum(weights))), "most": plain(one.max)}
            variant = "" if is_all else "over"
            yield Problem("E42", ("category", one.code), variant, data, leans_on=_items_of(one))


def base_not_shared_out(scheme: Scheme) -> Iterator[Problem]:
    """E44: full scores do not make the base, unless a category without one takes the rest."""
    for sheet in scheme.sheets:
        counted = [
            one for one in scheme.categories_of(sheet.key) if one.kind is not CategoryKind.BONUS
        ]
        total = sum((one.max or Fraction(0) for one in counted), Fraction(0))
        is_open = any(one.max is None for one in counted)
        if counted and (total > sheet.base or (total != sheet.base and not is_open)):
            yield _base_problem(
                sheet, total, [around for one in counted for around in _around(one)]
            )


def weights_of_results(scheme: Scheme) -> Iterator[Problem]:
    """E57: the weights of the months and of the annual sheet do not make 100 %."""
    spans = list(Span)
    for one in scheme.combinings:
        path: Path = ("combine", one.span.value)
        total = one.weight + one.annual_weight
        if total != WHOLE:
            yield Problem("E57", path, data={"sum": percent(total)}, leans_on=(path,))
        if one.annual_weight and not one.annual:
            yield Problem("E01", (*path, "annual"), data={"key": "annual"})
        if one.of and spans.index(one.of) >= spans.index(one.span):
            yield Problem("E64", (*path, "of"), "shorter", {"key": "of"})


def _base_problem(sheet: Sheet, total: Fraction, around: list[Path]) -> Problem:
    path: Path = ("sheet", sheet.key)
    data = {"sum": plain(total), "base": plain(sheet.base)}
    return Problem("E44", path, data=data, leans_on=(path, *around))


def _around(category: Category) -> tuple[Path, ...]:
    return (("category", category.code),)


def _items_of(category: Category) -> tuple[Path, ...]:
    items: list[Path] = [("category", category.code, "item", one.code) for one in category.items]
    return (*_around(category), *items)


def _keys(scheme: Scheme) -> set[str]:
    return {sheet.key for sheet in scheme.sheets}
