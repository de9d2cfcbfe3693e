"""Who would move under another scheme, by how much, and which items make the difference?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.results import Entry, NotAssessed, SheetResult, Waiting, WaitingReason
from server.rules.schemes.shape import Scheme

NOUGHT = Fraction(0)
Key = tuple[str, Who]


@dataclass(frozen=True)
class Outcome:
    """A period as one scheme makes it: results after all that follows from them."""

    results: tuple[SheetResult, ...] = ()
    entries: tuple[Entry, ...] = ()
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A score with its place among those of the sheet and group; None: not assessed."""

    score: Fraction | None
    place: int | None
    not_assessed: NotAssessed | None


@dataclass(frozen=True)
class ItemChange:
    """Points of one item under the one scheme and under the other."""

    item: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True)
class Moved:
    """A subject on a sheet under both schemes; None where the scheme does not appraise it."""

    who: Who
    sheet: str
    group: str
    before: Standing | None
    after: Standing | None
    causes: tuple[ItemChange, ...]

    @property
    def change(self) -> Fraction | None:
        """Points won or lost; None unless there are two scores."""
        scores = [side.score if side else None for side in (self.before, self.after)]
        match scores:
            case [Fraction() as old, Fraction() as new]:
                return new - old
            case _:
                return None


@dataclass(frozen=True)
class GroupChange:
    """A group on a sheet: how many were assessed, and their mean; None where nobody was."""

    sheet: str
    group: str
    before_n: int
    after_n: int
    before_mean: Fraction | None
    after_mean: Fraction | None


@dataclass(frozen=True)
class Trial:
    """A period under the scheme in force and under the one that is tried.

    ``moved``: who has another score or place, the most changed first; ``unchanged`` counts the
    others. ``without_item``: facts that no item fits, before and after. ``restarts``: items whose
    count of repeats would begin anew.
    """

    moved: tuple[Moved, ...]
    unchanged: int
    groups: tuple[GroupChange, ...]
    without_item: tuple[int, int]
    restarts: tuple[str, ...] = ()


def compared(before: Outcome, after: Outcome) -> Trial:
    """The differences between two outcomes of one period."""
    sides = (_standings(before.results), _standings(after.results))
    causes = (_by_item(before.entries), _by_item(after.entries))
    groups = {(one.sheet, one.who): one.group for one in (*before.results, *after.results)}
    everybody = [
        Moved(
            who=key[1],
            sheet=key[0],
            group=groups[key],
            before=sides[0].get(key),
            after=sides[1].get(key),
            causes=_causes(causes[0].get(key, {}), causes[1].get(key, {})),
        )
        for key in sorted(groups)
    ]
    moved = [one for one in everybody if one.before != one.after]
    moved.sort(key=lambda one: -abs(one.change or NOUGHT))
    return Trial(
        tuple(moved),
        len(everybody) - len(moved),
        _groups(before.results, after.results),
        (_without_item(before.waiting), _without_item(after.waiting)),
    )


def restarts(before: Scheme, after: Scheme) -> tuple[str, ...]:
    """Items whose occurrences were counted and that are gone, so that the count begins anew."""
    kept = {item.code for category in after.categories for item in category.items}
    return tuple(
        item.code
        for category in before.categories
        for item in category.items
        if (item.repeat or category.repeat or before.repeat) and item.code not in kept
    )


def _standings(results: Iterable[SheetResult]) -> Mapping[Key, Standing]:
    listed = list(results)
    scores: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for one in listed:
        if one.score is not None:
            scores[one.sheet, one.group].append(one.score)
    return {
        (one.sheet, one.who): Standing(
            one.score, _place(one.score, scores[one.sheet, one.group]), one.not_assessed
        )
        for one in listed
    }


def _place(score: Fraction | None, scores: list[Fraction]) -> int | None:
    return None if score is None else 1 + sum(1 for one in scores if one > score)


def _by_item(entries: Iterable[Entry]) -> Mapping[Key, Mapping[str, Fraction]]:
    found: dict[Key, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for one in entries:
        found[one.sheet, one.who][one.item] += one.points
    return found


def _causes(
    before: Mapping[str, Fraction], after: Mapping[str, Fraction]
) -> tuple[ItemChange, ...]:
    return tuple(
        ItemChange(item, before.get(item, NOUGHT), after.get(item, NOUGHT))
        for item in sorted(set(before) | set(after))
        if before.get(item, NOUGHT) != after.get(item, NOUGHT)
    )


def _groups(before: Iterable[SheetResult], after: Iterable[SheetResult]) -> tuple[GroupChange, ...]:
    scores = (_scores(before), _scores(after))
    return tuple(
        GroupChange(
            sheet=key[0],
            group=key[1],
            before_n=len(scores[0].get(key, ())),
            after_n=len(scores[1].get(key, ())),
            before_mean=_mean(scores[0].get(key, ())),
            after_mean=_mean(scores[1].get(key, ())),
        )
        for key in sorted(set(scores[0]) | set(scores[1]))
    )


def _scores(results: Iterable[SheetResult]) -> Mapping[tuple[str, str], list[Fraction]]:
    found: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for one in results:
        if one.score is not None:
            found[one.sheet, one.group].append(one.score)
    return found


def _mean(scores: Iterable[Fraction]) -> Fraction | None:
    listed = list(scores)
    return sum(listed, NOUGHT) / len(listed) if listed else None


def _without_item(waiting: Iterable[Waiting]) -> int:
    counted = Counter(one.reason for one in waiting)
    return counted[WaitingReason.NO_ITEM]
