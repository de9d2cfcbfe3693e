"""Does everything that one part of a scheme names exist in another?"""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from server.rules.schemes.checks_items import OF_SHEETS, items_of, path_of
from server.rules.schemes.events import FIGURES
from server.rules.schemes.items import Share
from server.rules.schemes.outcomes import ByItems
from server.rules.schemes.problems import Datum, Path, Problem
from server.rules.schemes.shape import Scheme
from server.rules.schemes.tables import nearest

EVERY_AWARD = "*"
BY_SCORE = "score"
TIES = ("category.B", "figure.applications")


def sheet_not_said(scheme: Scheme) -> Iterator[Problem]:
    """E08: with several sheets, a category does not say which is its own."""
    for one in scheme.categories:
        path: Path = ("category", one.code, "sheet")
        if not one.sheet and len(scheme.sheets) > 1:
            yield Problem("E08", path, leans_on=(path,))


def unknown_sheets(scheme: Scheme) -> Iterator[Problem]:
    """E09: a sheet that is not there."""
    named: list[tuple[Path, str]] = [
        *((("category", one.code, "sheet"), one.sheet) for one in scheme.categories),
        *((("pool", one.key, "sheet"), one.sheet) for one in scheme.pools),
        *((("grade", at, "sheet"), one.sheet) for at, one in enumerate(scheme.gradings)),
        *((("combine", one.span.value, "annual"), one.annual) for one in scheme.combinings),
    ]
    known = [sheet.key for sheet in scheme.sheets]
    return _missing("E09", ((path, name) for path, name in named if name and known), known)


def unknown_figures(scheme: Scheme) -> Iterator[Problem]:
    """E17: a figure that does not exist; E09 and E49 where its sheet or ballot does not."""
    for category, item in items_of(scheme):
        path = path_of(category, item, "figure")
        if item.figured and item.figured.figure:
            yield from _figure(scheme, path, item.figured.figure)


def unknown_categories(scheme: Scheme) -> Iterator[Problem]:
    """E46: a share or the map leads into a category that is not there."""
    shares: list[tuple[Path, Share]] = [
        (path_of(category, item, "share"), item.share)
        for category, item in items_of(scheme)
        if isinstance(item.share, Share)
    ]
    if scheme.share:
        shares.append((("share",), scheme.share))
    named = [
        *(((*path, "of"), code) for path, share in shares for code in share.of),
        *(((*path, "into"), share.into) for path, share in shares if share.into),
        *((("map", old), new) for old, new in scheme.map),
    ]
    return _missing("E46", named, _categories(scheme))


def unknown_pools(scheme: Scheme) -> Iterator[Problem]:
    """E47: a pool that is not there."""
    named: list[tuple[Path, str]] = [
        *((("award", one.key, "pool"), one.pool) for one in scheme.awards),
        *((("consequence", at, "pool"), one.pool) for at, one in enumerate(scheme.consequences)),
    ]
    known = [pool.key for pool in scheme.pools]
    return _missing("E47", ((path, name) for path, name in named if name), known)


def orders_and_ties(scheme: Scheme) -> Iterator[Problem]:
    """E17, E46, E49: what awards and pools go by, and what decides between equals, is unknown."""
    for award in scheme.awards:
        yield from _order(scheme, ("award", award.key, "by"), award.by, may_vote=True)
    for pool in scheme.pools:
        yield from _order(scheme, ("pool", pool.key, "by"), pool.by, may_vote=False)
    ties: list[tuple[Path, str]] = [
        *((("sheet", one.key, "tie"), tie) for one in scheme.sheets for tie in one.tie),
        *((("award", one.key, "tie"), tie) for one in scheme.awards for tie in one.tie),
    ]
    for path, tie in ties:
        yield from _tie(scheme, path, tie)


def unknown_items(scheme: Scheme) -> Iterator[Problem]:
    """E53: a consequence of an item or category that is not there, with the nearest one."""
    known = [*_categories(scheme), *(item.code for _, item in items_of(scheme))]
    named: list[tuple[Path, str]] = [
        (("consequence", at, "items"), code)
        for at, one in enumerate(scheme.consequences)
        if isinstance(one.trigger, ByItems)
        for code in one.trigger.items
    ]
    return _missing("E53", named, known)


def unknown_grades(scheme: Scheme) -> Iterator[Problem]:
    """E55: a consequence leads to a grade that is not there."""
    known = [step.name for grading in scheme.gradings for step in grading.steps]
    named: list[tuple[Path, str]] = [
        (("consequence", at, "grade"), one.grade)
        for at, one in enumerate(scheme.consequences)
        if one.grade
    ]
    return _missing("E55", named, known)


def unknown_awards(scheme: Scheme) -> Iterator[Problem]:
    """E56: a bar from an award that is not there."""
    known = [award.key for award in scheme.awards]
    named: list[tuple[Path, str]] = [
        (("consequence", at, "bar"), key)
        for at, one in enumerate(scheme.consequences)
        for key in one.bar
        if key != EVERY_AWARD
    ]
    return _missing("E56", named, known)


def circular_scores(scheme: Scheme) -> Iterator[Problem]:
    """E60: sheets whose scores wait for each other."""
    needs: dict[str, list[str]] = {sheet.key: [] for sheet in scheme.sheets}
    for category, item in items_of(scheme):
        kind, _, of = item.figured.figure.partition(".") if item.figured else ("", "", "")
        if kind in OF_SHEETS and of in needs and category.sheet in needs:
            needs[category.sheet].append(of)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = tuple(dict.fromkeys(str(one) for one in error.args[1]))
        yield Problem("E60", ("sheet", circle[0]), data={"choices": circle})


def _categories(scheme: Scheme) -> list[str]:
    return [category.code for category in scheme.categories]


def _figure(scheme: Scheme, path: Path, figure: str) -> Iterator[Problem]:
    kind, _, of = figure.partition(".")
    if kind in OF_SHEETS and of:
        yield from _missing("E09", [(path, of)], [sheet.key for sheet in scheme.sheets])
    elif kind == "vote" and of:
        yield from _missing("E49", [(path, of)], [ballot.key for ballot in scheme.ballots])
    elif figure not in FIGURES and not (kind == "survey" and of):
        yield from _missing("E17", [(path, figure)], list(FIGURES))


def _order(scheme: Scheme, path: Path, by: str, *, may_vote: bool) -> Iterator[Problem]:
    """What a rank goes by."""
    kind, _, of = by.partition(".")
    if kind == "vote" and of and may_vote:
        yield from _figure(scheme, path, by)
    elif kind == "figure" and of:
        yield from _figure(scheme, path, of)
    elif by != BY_SCORE:
        choices = (BY_SCORE, "figure.on_time_rate", *(("vote.…",) if may_vote else ()))
        yield Problem("E64", path, "choice", {"key": "by", "choices": choices})


def _tie(scheme: Scheme, path: Path, tie: str) -> Iterator[Problem]:
    kind, _, of = tie.partition(".")
    if kind == "category" and of:
        yield from _missing("E46", [(path, of)], _categories(scheme))
    elif kind == "figure" and of:
        yield from _figure(scheme, path, of)
    else:
        yield Problem("E64", path, "choice", {"key": "tie", "choices": TIES})


def _missing(code: str, named: Iterable[tuple[Path, str]], known: list[str]) -> Iterator[Problem]:
    """One problem for each name that is not known, with the nearest that is."""
    for path, name in named:
        if name not in known:
            near = nearest(name, known)
            variant = "near" if near else ""
            data: dict[str, Datum] = {"found": name, "near": near, "choices": tuple(known)}
            yield Problem(code, path, variant, data, leans_on=(path,))
