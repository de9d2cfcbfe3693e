"""Which bonuses (加分) may be asked for, what does a request need, and who may approve it?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

from server.errors import NotImpartial, Problem, StepNotAllowed
from server.rules.accounts.impartial import Concerned, bar_of
from server.rules.accounts.roles import Actor
from server.rules.ratings.form import CleanedPhoto
from server.rules.schemes.events import EVENTS
from server.rules.schemes.shape import CategoryKind, Item, OneOf, PointRange, Scheme

BONUS = "bonus"  # the kind of fact
LEVEL = "level"
LONGEST_REASON = 1000
LONGEST_REFERENCE = 200
LONGEST_ANSWER = 500
MOST_PHOTOS = 3
PLACES = 2


class BonusState(StrEnum):
    """Where a request stands; it counts when two others approved it."""

    ASKED = "asked"
    APPROVED_ONCE = "approved_once"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({BonusState.ASKED, BonusState.APPROVED_ONCE})


@dataclass(frozen=True)
class BonusForm:
    """A request as it was typed. ``staff``: the number of whom it is for; ``case``: of a praise."""

    staff: str
    item: str
    happened_on: str
    reason: str
    value: str = ""
    level: str = ""
    reference: str = ""
    case: str = ""
    photos: tuple[CleanedPhoto, ...] = ()


def bonus_items(scheme: Scheme) -> tuple[Item, ...]:
    """The items that a person may ask for: those of bonus categories that no other fact gives."""
    return tuple(
        item
        for category in scheme.categories
        if category.kind is CategoryKind.BONUS
        for item in category.items
        if item.when in {(), (BONUS,)} and item.figured is None
    )


def levels_of(item: Item) -> tuple[str, ...]:
    """The levels that the item asks for; none where it asks for none."""
    for condition in item.conditions:
        if condition.field == LEVEL and isinstance(condition.test, OneOf):
            return condition.test.values
    return ()


def all_levels() -> frozenset[str]:
    """Every level that a bonus can have."""
    test = EVENTS[BONUS].fields[LEVEL]
    return test if isinstance(test, frozenset) else frozenset()


def day_asked(text: str) -> date | None:
    """The day that was typed, None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def problems(form: BonusForm, items: Iterable[Item], today: date) -> tuple[Problem, ...]:
    """All that is wrong with a request; ``items``: those of the scheme on the day it happened."""
    item = next((one for one in items if one.code == form.item), None)
    day = day_asked(form.happened_on)
    checks = (
        (Problem("staff", "bonus.staff_missing"), not form.staff.strip()),
        (Problem("happened_on", "bonus.day_wrong"), day is None or day > today),
        (Problem("item", "bonus.item_missing"), item is None),
        (Problem("reason", "bonus.reason_missing"), not form.reason.strip()),
        (_too_long("reason", LONGEST_REASON, form.reason), len(form.reason) > LONGEST_REASON),
        (
            _too_long("reference", LONGEST_REFERENCE, form.reference),
            len(form.reference) > LONGEST_REFERENCE,
        ),
        (Problem("reference", "bonus.evidence_missing"), not has_evidence(form)),
        (Problem("photos", "bonus.photos_too_many"), len(form.photos) > MOST_PHOTOS),
    )
    found = tuple(problem for problem, is_wrong in checks if is_wrong)
    return found if item is None else (*found, *_of_item(form, item))


def has_evidence(form: BonusForm) -> bool:
    """A photo, a document that can be looked up, or the praise it came from."""
    return bool(form.photos or form.reference.strip() or form.case.strip())


def value_asked(text: str) -> Fraction | None:
    """The points that were typed, with at most two decimals; None for what is no such number."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    value = Fraction(number)
    return value if value * 10**PLACES % 1 == 0 else None


def check_approver(
    by: Actor, concerned: Concerned, state: BonusState, *, took_part: Collection[int]
) -> BonusState:
    """Where the request stands after this approval.

    ``took_part``: whoever asked, and who approved first. Raises StepNotAllowed for one that is
    decided, NotImpartial for the person, their line and colleagues, and whoever took part.
    """
    if state not in OPEN:
        raise StepNotAllowed(step="approve_bonus")
    if bar_of(by, concerned, took_part=took_part):
        raise NotImpartial
    return BonusState.APPROVED_ONCE if state is BonusState.ASKED else BonusState.APPROVED


def _of_item(form: BonusForm, item: Item) -> tuple[Problem, ...]:
    found = []
    levels = levels_of(item)
    if levels and form.level not in levels:
        found.append(Problem("level", "bonus.level_missing"))
    if isinstance(item.points, PointRange) and not _is_within(item.points, form.value):
        ends = {"low": _shown(item.points.low), "high": _shown(item.points.high)}
        found.append(Problem("value", "bonus.value_wrong", ends))
    return tuple(found)


def _is_within(points: PointRange, text: str) -> bool:
    value = value_asked(text)
    return value is not None and points.low <= value <= points.high


def _shown(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def _too_long(field: str, most: int, text: str) -> Problem:
    return Problem(field, "problem.text_too_long", {"length": len(text), "most": most})
