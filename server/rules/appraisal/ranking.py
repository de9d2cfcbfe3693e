"""Who is compared with whom, and who stands where? (scheme, step 15.)

``pool_of(scheme, key)`` → the pool; ``places(scheme, pool, standings)`` → everybody's place in it;
``tied_sets(whos, criteria)`` → best first, equals together. Not assessed is never placed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from server.rules.appraisal.facts import Figures, Member, Who
from server.rules.appraisal.results import Placed, SheetResult
from server.rules.schemes.shape import Pool, Scheme, Subject

ALL = "all"  # this pool always exists
SCORE = "score"
FIGURE, CATEGORY = "figure.", "category."

Criterion = Callable[[Who], Fraction | None]


@dataclass(frozen=True)
class Standings:
    """The results of one period with what else a pool asks about.

    ``figures`` are those of the same period. ``chiefs``: ids of the staff who are chief
    representatives, where a sheet appraises them as staff.
    """

    results: tuple[SheetResult, ...]
    members: Mapping[Who, Member] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    chiefs: frozenset[int] = frozenset()


def pool_of(scheme: Scheme, key: str) -> Pool:
    """The pool with that key; ``all`` is everybody on the first sheet. Raises KeyError."""
    known = {ALL: Pool(ALL, scheme.sheets[0].key)} | {one.key: one for one in scheme.pools}
    return known[key]


def places(scheme: Scheme, pool: Pool, standings: Standings) -> tuple[Placed, ...]:
    """Everybody's place: by the score or figure of the pool, then by the sheet's list of ties.

    Equal on all: the same rank, and the next is skipped. Who has no such figure has no place.
    """
    criterion = criterion_of(pool.by, pool.sheet, standings)
    ties = [criterion_of(tie, pool.sheet, standings) for tie in scheme.sheet(pool.sheet).tie]
    groups = grouped(one for one in pooled(pool, standings) if criterion(one.who) is not None)
    return tuple(
        placed
        for group, results in sorted((groups if pool.split_by_group else _whole(groups)).items())
        for placed in _placed(pool.key, group, [one.who for one in results], [criterion, *ties])
    )


def pooled(pool: Pool, standings: Standings) -> list[SheetResult]:
    """The assessed results of whoever is in the pool."""
    return [
        one
        for one in standings.results
        if one.sheet == pool.sheet and one.score is not None and _is_in(pool, one, standings)
    ]


def grouped(results: Iterable[SheetResult]) -> dict[str, list[SheetResult]]:
    """The results by peer group."""
    groups: dict[str, list[SheetResult]] = defaultdict(list)
    for one in results:
        groups[one.group].append(one)
    return groups


def criterion_of(by: str, sheet: str, standings: Standings) -> Criterion:
    """What ``score``, ``category.B``, ``figure.F``, ``vote.B`` or ``survey.S`` is of somebody."""
    results = {one.who: one for one in standings.results if one.sheet == sheet}
    if by == SCORE:
        return lambda who: results[who].score
    if by.startswith(CATEGORY):
        code = by.removeprefix(CATEGORY)
        return lambda who: _category(results[who], code)
    name = by.removeprefix(FIGURE)
    return lambda who: _figure(standings.figures, who, name)


def tied_sets(whos: Iterable[Who], criteria: Sequence[Criterion]) -> list[tuple[Who, ...]]:
    """Best first; larger wins. Whoever is equal on every criterion stands together.

    A criterion that one of several equals has no data for decides nothing among them: no data is
    neither nought nor a merit.
    """
    equals = tuple(sorted(whos))
    if not criteria or len(equals) <= 1:
        return [equals] if equals else []
    values = {who: criteria[0](who) for who in equals}
    known = {who: value for who, value in values.items() if value is not None}
    if len(known) < len(values):
        return tied_sets(equals, criteria[1:])
    ordered = sorted(equals, key=lambda who: known[who], reverse=True)
    return [
        tied
        for _, alike in groupby(ordered, key=lambda who: known[who])
        for tied in tied_sets(alike, criteria[1:])
    ]


def _placed(
    pool: str, group: str, whos: Sequence[Who], criteria: Sequence[Criterion]
) -> Iterable[Placed]:
    before = 0
    for tied in tied_sets(whos, criteria):
        for who in tied:
            score = criteria[0](who)
            if score is not None:
                yield Placed(who, pool, group, before + 1, len(whos), score)
        before += len(tied)


def _whole(groups: Mapping[str, list[SheetResult]]) -> dict[str, list[SheetResult]]:
    return {"": [one for results in groups.values() for one in results]}


def _is_in(pool: Pool, result: SheetResult, standings: Standings) -> bool:
    member = standings.members.get(result.who)
    return (
        (not pool.groups or result.group in pool.groups)
        and (not pool.roles or _role(result.who, standings.chiefs) in pool.roles)
        and (member is None or member.staff_class not in pool.exclude)
    )


def _role(who: Who, chiefs: frozenset[int]) -> Subject:
    if who.subject is Subject.STAFF and who.id in chiefs:
        return Subject.CHIEF
    return who.subject


def _category(result: SheetResult, code: str) -> Fraction | None:
    return next((one.score for one in result.categories if one.code == code), None)


def _figure(figures: Figures, who: Who, name: str) -> Fraction | None:
    subjects = (who.subject, Subject.STAFF) if who.subject is Subject.CHIEF else (who.subject,)
    found = (figures.get((Who(subject, who.id), name)) for subject in subjects)
    return next((one.value for one in found if one is not None), None)
