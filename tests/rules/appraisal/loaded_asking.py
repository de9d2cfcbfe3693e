"""What is asked of a loaded scheme."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from server.rules.schemes.shape import Category, Item, Scheme


def category_of(scheme: Scheme, code: str) -> Category:
    return next(one for one in scheme.categories if one.code == code)


def item_of(scheme: Scheme, code: str) -> Item:
    return next(one for own in scheme.categories for one in own.items if one.code == code)


def maxima_of(scheme: Scheme) -> dict[str, int]:
    return {one.code: int(one.max) for one in scheme.categories if one.max is not None}


def weights_of(scheme: Scheme) -> dict[str, tuple[str, int]]:
    return {
        item.code: (item.figured.figure, int(item.figured.weight))
        for category in scheme.categories
        for item in category.items
        if item.figured is not None and item.figured.weight is not None
    }


def award_of(scheme: Scheme) -> tuple[str, str, object]:
    (award,) = scheme.awards
    return award.key, award.span.value, award.quota.seats or award.quota.share


def consequence_of(scheme: Scheme, number: int = 0) -> Any:
    return scheme.consequences[number]


def trigger_of(scheme: Scheme, *fields: str, number: int = 0) -> list[object]:
    trigger = scheme.consequences[number].trigger
    return [getattr(trigger, field) for field in fields]


def days_of(scheme: Scheme) -> tuple[int, int]:
    return scheme.schedule.appeal_days, scheme.schedule.decide_days


def grade_of(scheme: Scheme, name: str) -> tuple[Fraction | None, Fraction | None]:
    step = next(one for one in scheme.gradings[0].steps if one.name == name)
    return step.start, step.at_most


def of_sheet(field: str) -> Callable[[Scheme], object]:
    return lambda scheme: getattr(scheme.sheets[0], field)


@dataclass(frozen=True)
class Loaded:
    """A file that has the structure, what is asked of the loaded scheme, and what it must be."""

    text: str
    ask: Callable[[Scheme], object]
    promised: object


def patrol_of(nth: int) -> Callable[[Scheme], object]:
    """What follows on the n-th finding."""
    return lambda scheme: (
        trigger_of(scheme, "event", "nth", "within", number=nth - 1),
        consequence_of(scheme, nth - 1).task,
    )
