"""Which windows must not be shown alone, and which sums of them tell nothing about one?

A window that is one person, and one with few ratings, is shown only in a sum. Whoever knows a
total and all other parts of it can subtract, and of two people in a sum each could work out the
other. So a sum that holds a person has three windows at least. Where a group has fewer, the rests
of groups are summed up together; where a hall has fewer, the smallest windows that could be shown
alone join them (complementary suppression).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from server.rules.ranking.facts import GroupFacts, UnitFacts
from server.rules.ranking.numbers import LEAST_RATINGS

ONE_PERSON = Fraction(4, 5)  # more of the duty than this, and the window is that person
LEAST_POOLED = 2
LEAST_POOLED_WITH_PERSON = 3


class Reason(StrEnum):
    """Why a window is not shown alone."""

    ONE_PERSON = "one_person"
    FEW_RATINGS = "few_ratings"
    COMPLEMENT = "complement"  # it hides others that would otherwise be alone


@dataclass(frozen=True)
class Pools:
    """Who is not shown alone and why; the groups whose rest is summed up on its own.

    ``joint``: whether the rests of all other groups may be summed up together.
    """

    reasons: Mapping[str, Reason]
    shown_groups: frozenset[str]
    joint: bool


def pools_of(
    groups: Sequence[GroupFacts], shares: Mapping[str, Fraction], *, persons_allowed: bool
) -> Pools:
    """Decides for each window of a hall. ``shares``: the largest part of its duty one person had.

    A window that ``shares`` does not name is nobody's. ``persons_allowed``: windows that are
    one person may be shown, on a legal basis.
    """
    reasons = {
        unit["unit"]: reason
        for group in groups
        for unit in group["units"]
        if (reason := _reason(unit, shares, persons_allowed=persons_allowed))
    }
    while True:
        pools = _pools(groups, reasons)
        complement = _complement(groups, pools)
        if complement is None:
            return pools
        reasons[complement] = Reason.COMPLEMENT


def _reason(
    unit: UnitFacts, shares: Mapping[str, Fraction], *, persons_allowed: bool
) -> Reason | None:
    if shares.get(unit["unit"], Fraction()) > ONE_PERSON and not persons_allowed:
        return Reason.ONE_PERSON
    return Reason.FEW_RATINGS if unit["n"] < LEAST_RATINGS else None


def _pools(groups: Sequence[GroupFacts], reasons: Mapping[str, Reason]) -> Pools:
    rests = {
        group["group"]: [reasons[u["unit"]] for u in group["units"] if u["unit"] in reasons]
        for group in groups
    }
    shown = {group for group, rest in rests.items() if _may_be_summed(rest)}
    others = _together(rests, shown)
    while others and shown and not _may_be_summed(others):
        # What is left over would be bare: the smallest other rest joins it.
        shown.remove(min(shown, key=lambda group: (len(rests[group]), group)))
        others = _together(rests, shown)
    return Pools(dict(reasons), frozenset(shown), joint=_may_be_summed(others))


def _together(rests: Mapping[str, Sequence[Reason]], shown: set[str]) -> list[Reason]:
    return [reason for group, rest in rests.items() if group not in shown for reason in rest]


def _may_be_summed(rest: Sequence[Reason]) -> bool:
    has_person = Reason.ONE_PERSON in rest
    return len(rest) >= (LEAST_POOLED_WITH_PERSON if has_person else LEAST_POOLED)


def _complement(groups: Sequence[GroupFacts], pools: Pools) -> str | None:
    """The window to join the rest next: of a group with a bare person, else of any; fewest n."""
    if pools.joint:
        return None
    bare = [group for group in groups if _has_bare_person(group, pools)]
    for among in (bare, groups if bare else []):
        alone = [u for group in among for u in group["units"] if u["unit"] not in pools.reasons]
        if alone:
            return min(alone, key=lambda unit: (unit["n"], unit["unit"]))["unit"]
    return None


def _has_bare_person(group: GroupFacts, pools: Pools) -> bool:
    return group["group"] not in pools.shown_groups and any(
        pools.reasons.get(unit["unit"]) is Reason.ONE_PERSON for unit in group["units"]
    )
