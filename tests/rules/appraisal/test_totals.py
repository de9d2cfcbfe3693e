"""Categories, the sheet's total, rounding, and who is assessed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.categories import category_score, total
from server.rules.appraisal.results import CategoryScore, NotAssessed
from server.rules.appraisal.rounding import rounded
from server.rules.appraisal.served import why_not_assessed
from server.rules.schemes.shape import (
    Category,
    CategoryKind,
    Rounding,
    RoundingMode,
    Sheet,
    Subject,
)
from tests.rules.appraisal.engine_build import (
    CLERK,
    a_fact,
    computed,
    entries,
    of_items,
    place,
    result,
    scheme,
    score,
    staff,
)

NOUGHT = Fraction(0)
DEDUCT, EARN, BONUS = CategoryKind.DEDUCT, CategoryKind.EARN, CategoryKind.BONUS
UP, EVEN = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN


def category(kind: CategoryKind = DEDUCT, most: int | None = 30, floor: int | None = 0) -> Category:
    """A category of that kind, maximum and floor."""
    return Category(
        "A",
        "类",
        "s",
        kind,
        None if most is None else Fraction(most),
        None if floor is None else Fraction(floor),
    )


@pytest.mark.parametrize(
    ("kind", "entries", "score", "limit"),
    [
        (DEDUCT, -29, 1, ""),
        (DEDUCT, -30, 0, ""),
        (DEDUCT, -31, 0, "floor"),
        (DEDUCT, 1, 30, "max"),
        (EARN, 30, 30, ""),
        (EARN, 31, 30, "max"),
        (EARN, -1, 0, "floor"),
        (BONUS, 30, 30, ""),
        (BONUS, 31, 30, "max"),
    ],
)
def test_a_category_stays_between_floor_and_maximum(
    kind: CategoryKind, entries: int, score: int, limit: str
) -> None:
    found = category_score(category(kind), Fraction(entries), NOUGHT)

    assert [found.score, found.limit, found.entries] == [score, limit, entries]
    assert found.start == (30 if kind is DEDUCT else 0)


def test_without_a_floor_a_category_can_fall_below_nought() -> None:
    assert category_score(category(floor=None), Fraction(-31), NOUGHT).score == -1


def test_without_a_maximum_a_deduction_comes_off_the_base() -> None:
    found = category_score(category(most=None, floor=None), Fraction(-5), NOUGHT)

    assert [found.start, found.score] == [0, -5]


def of_total(sheet: Sheet, *parts: tuple[CategoryKind, int, int | None]) -> tuple[object, str]:
    """The total of categories (kind, score, maximum)."""
    categories = [category(kind, most) for kind, _, most in parts]
    scores = [CategoryScore("A", NOUGHT, NOUGHT, Fraction(score)) for _, score, _ in parts]
    found = total(sheet, categories, scores)
    return found.exact, found.limit


@pytest.mark.parametrize(
    ("parts", "exact", "limit"),
    [
        (((DEDUCT, 20, 30), (DEDUCT, 70, 70)), 90, ""),
        (((DEDUCT, -5, None),), 95, ""),
        (((DEDUCT, -5, None), (DEDUCT, 10, 20)), 85, ""),
        (((DEDUCT, -100, None),), 0, ""),
        (((DEDUCT, -101, None),), 0, "floor"),
        (((DEDUCT, -101, None), (BONUS, 3, 5)), 3, "floor"),
        (((DEDUCT, 0, None), (BONUS, 5, 9)), 105, ""),
        (((DEDUCT, 0, None), (BONUS, 6, 9)), 105, "ceiling"),
    ],
)
def test_base_floor_bonus_and_ceiling_come_in_that_order(
    parts: tuple[tuple[CategoryKind, int, int | None], ...], exact: int, limit: str
) -> None:
    sheet = Sheet("s", Subject.STAFF, floor=NOUGHT, ceiling=Fraction(105))

    assert of_total(sheet, *parts) == (exact, limit)


def test_without_a_floor_a_total_can_be_negative() -> None:
    rules = of_items("points = -6", sheet='subject = "staff"\nbase = 10')

    found = computed(rules, a_fact(item="A1"), a_fact(item="A1"))

    assert score(found) == "-2.00"


@pytest.mark.parametrize(
    ("exact", "mode", "published"),
    [
        ("2.344", UP, "2.34"),
        ("2.345", UP, "2.35"),
        ("2.346", UP, "2.35"),
        ("-2.345", UP, "-2.35"),
        ("-2.344", UP, "-2.34"),
        ("2.335", EVEN, "2.34"),
        ("2.345", EVEN, "2.34"),
        ("-2.345", EVEN, "-2.34"),
        ("2.3451", EVEN, "2.35"),
        ("2.346", EVEN, "2.35"),
    ],
)
def test_halves_go_away_from_zero_or_to_the_even(
    exact: str, mode: RoundingMode, published: str
) -> None:
    assert rounded(Fraction(exact), Rounding(2, mode)) == Fraction(published)


@pytest.mark.parametrize(("places", "published"), [(0, "3"), (1, "2.5"), (4, "2.5432")])
def test_the_scheme_says_how_many_places(places: int, published: str) -> None:
    assert rounded(Fraction("2.54321"), Rounding(places, UP)) == Fraction(published)


def test_a_result_is_rounded_once_after_everything() -> None:
    rules = of_items('points = -1.001, share = { chief = "50%" }', "points = -1.004")

    found = computed(rules, a_fact(item="A1"), a_fact(item="A2"))

    assert [str(one.points) for one in entries(found)] == ["-1001/1000", "-251/250"]
    assert [result(found).exact, score(found)] == [Fraction("97.995"), "98.00"]


@pytest.mark.parametrize(("days", "why"), [("9.5", NotAssessed.TOO_FEW_DAYS), ("10", None)])
def test_too_few_days_are_not_assessed_and_never_nought(days: str, why: NotAssessed | None) -> None:
    rules = of_items("points = -1", sheet='subject = "staff"\nmin_days = 10')

    found = computed(rules, a_fact(item="A1"), members=(staff(CLERK, days=days),))

    assert result(found).not_assessed is why
    assert score(found) == ("—" if why else "99.00")
    assert len(found.entries) == 1


def test_days_that_nobody_counted_are_not_too_few() -> None:
    sheet = Sheet("s", Subject.STAFF, min_days=Fraction(10))

    assert why_not_assessed(sheet, replace(staff(), attended_days=None)) is None


def test_windows_have_no_days() -> None:
    rules = of_items("points = -1", sheet='subject = "window"\nmin_days = 10')

    assert score(computed(rules, members=(place(Subject.WINDOW, 11),)), 11) == "100.00"


def test_departments_have_no_group_and_are_on_every_sheet_for_them() -> None:
    rules = of_items("points = -1", sheet='subject = "department"\ngroups = ["permit"]')

    found = computed(rules, members=(place(Subject.DEPARTMENT, 21, group=""),))

    assert score(found, 21) == "100.00"


def test_only_the_sheets_of_the_cycle_are_computed() -> None:
    rules = scheme(
        '[sheet.A]\nsubject = "staff"\n[sheet.Q]\nsubject = "staff"\ncycle = "quarter"\n'
        + "".join(
            f'[category.{code}]\nname = "类"\nsheet = "{code}"\n'
            f'item.{code}1 = {{ text = "迟到", when = "late", points = {points} }}\n'
            for code, points in (("A", -1), ("Q", -2))
        )
    )

    found = computed(rules, a_fact("late", fields={"minutes": 5}))

    assert [(one.sheet, str(one.score)) for one in found.results if one.who.id == CLERK] == [
        ("A", "99")
    ]
    assert [one.item for one in found.entries] == ["A1"]
