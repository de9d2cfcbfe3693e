"""What do a category's entries come to, and the categories of a sheet? (Scheme, step 12.)"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.results import CategoryScore
from server.rules.schemes.shape import Category, CategoryKind, Sheet

NOUGHT = Fraction(0)
MAX, FLOOR, CEILING = "max", "floor", "ceiling"


@dataclass(frozen=True)
class Total:
    """The exact score of a sheet and what cut it; None: everything was left out."""

    exact: Fraction | None
    limit: str = ""


def category_score(category: Category, entries: Fraction, left_out: Fraction) -> CategoryScore:
    """Start + entries, limited by the maximum, then by the floor.

    A deducting category starts full, less what was left out; one without maximum starts at nought
    and loses from the base. Others start at nought.
    """
    start = NOUGHT
    if category.kind is CategoryKind.DEDUCT:
        start = (category.max or NOUGHT) - left_out
    score, limit = start + entries, ""
    if category.max is not None and score > category.max:
        score, limit = category.max, MAX
    if category.floor is not None and score < category.floor:
        score, limit = category.floor, FLOOR
    left = NOUGHT if category.kind is CategoryKind.BONUS else left_out
    return CategoryScore(category.code, start, entries, score, limit, left)


def total(sheet: Sheet, categories: Iterable[Category], scores: Iterable[CategoryScore]) -> Total:
    """Base part, scaled up for what was left out; the sheet's floor; the bonus; the ceiling."""
    paired = list(zip(categories, scores, strict=True))
    based = [(one, score) for one, score in paired if one.kind is not CategoryKind.BONUS]
    left_out = sum((score.left_out for _, score in based), NOUGHT)
    # Without a base (points that are only earned) there is nothing to scale up to.
    if sheet.base and left_out >= sheet.base:
        return Total(None)
    unallocated = sheet.base - sum((one.max or NOUGHT for one, _ in based), NOUGHT)
    part = unallocated + sum((score.score for _, score in based), NOUGHT)
    if sheet.base and left_out:
        part = part * sheet.base / (sheet.base - left_out)
    bonus = sum((score.score for one, score in paired if one.kind is CategoryKind.BONUS), NOUGHT)
    return _limited(sheet, part, bonus)


def _limited(sheet: Sheet, part: Fraction, bonus: Fraction) -> Total:
    limit = ""
    if sheet.floor is not None and part < sheet.floor:
        part, limit = sheet.floor, FLOOR
    exact = part + bonus
    if sheet.ceiling is not None and exact > sheet.ceiling:
        return Total(sheet.ceiling, CEILING)
    return Total(exact, limit)
