"""Is a bonus request complete, and who may approve it?"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from server.errors import NotImpartial, StepNotAllowed
from server.rules.accounts.impartial import Concerned
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.appraisal.bonuses import (
    BonusForm,
    BonusState,
    bonus_items,
    check_approver,
    problems,
)
from server.rules.ratings.form import CleanedPhoto
from server.rules.schemes.shape import (
    Category,
    CategoryKind,
    Condition,
    Figured,
    Item,
    OneOf,
    PointRange,
)
from tests.rules.appraisal.outcome_build import SHEET, a_scheme

HALL, PERSON, DEPARTMENT = 1, 7, 3
TODAY = date(2026, 11, 25)
RANGE = PointRange(Fraction(1), Fraction(3))
ITEMS = (
    Item("D1", "上门服务", points=RANGE),
    Item("D2", "表扬信", points=Fraction(1)),
    Item("D3", "被推广", points=RANGE, conditions=(Condition("level", OneOf(("city",))),)),
)
FORM = BonusForm("0137", "D1", "2026-11-25", "上门办证", "2", reference="值班记录")
ABOUT = Concerned(HALL, PERSON, frozenset({DEPARTMENT}), frozenset({PERSON, 8}))
APPROVER = Actor(100, "x", (Grant(Role.SUPERVISOR, HALL),))


def codes(**said: str) -> list[str]:
    return [one.code for one in problems(replace(FORM, **said), ITEMS, TODAY)]  # type: ignore[arg-type]  # words alone


@pytest.mark.parametrize("value", ["1", "3", "1.5", " 2.25 "])
def test_both_ends_of_a_range_can_be_asked_for(value: str) -> None:
    assert codes(value=value) == []


@pytest.mark.parametrize("value", ["0.99", "3.01", "1.005", "NaN", "Infinity", "", "一"])
def test_points_outside_the_range_or_too_fine_are_refused(value: str) -> None:
    assert codes(value=value) == ["bonus.value_wrong"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"staff": " "}, "bonus.staff_missing"),
        ({"item": "A1"}, "bonus.item_missing"),
        ({"item": "D3"}, "bonus.level_missing"),
        ({"reference": " "}, "bonus.evidence_missing"),
        ({"reason": " "}, "bonus.reason_missing"),
        ({"reason": "x" * 1001}, "problem.text_too_long"),
        ({"reference": "x" * 201}, "problem.text_too_long"),
        ({"happened_on": "2026-11-26"}, "bonus.day_wrong"),
        ({"happened_on": "昨天"}, "bonus.day_wrong"),
    ],
)
def test_what_is_missing_is_told(said: dict[str, str], code: str) -> None:
    assert codes(**said) == [code]


def test_a_fixed_number_needs_no_value_and_a_level_is_one_of_the_item() -> None:
    assert codes(item="D2", value="") == []
    assert codes(item="D3", level="city") == []
    assert codes(item="D3", level="state") == ["bonus.level_missing"]


def test_a_photo_or_a_praise_is_evidence_and_four_photos_are_too_many() -> None:
    photo = CleanedPhoto("a", "0" * 64, 1, 1)
    by_photo = replace(FORM, reference="", photos=(photo,))

    assert problems(by_photo, ITEMS, TODAY) == ()
    assert codes(reference="", case="4T7W0QJZ2M") == []
    assert [one.code for one in problems(replace(FORM, photos=(photo,) * 4), ITEMS, TODAY)] == [
        "bonus.photos_too_many"
    ]


def test_only_items_of_bonuses_that_no_other_fact_gives_can_be_asked_for() -> None:
    items = (
        *ITEMS,
        Item("D4", "通报表扬", when=("notice",)),
        Item("D5", "满勤", figured=Figured("x")),
    )
    scheme = a_scheme(
        categories=(
            Category("A", "出勤", SHEET, items=(Item("A1", "着装", points=Fraction(-1)),)),
            Category("D", "加分", SHEET, kind=CategoryKind.BONUS, items=items),
        )
    )

    assert [one.code for one in bonus_items(scheme)] == ["D1", "D2", "D3"]


def test_two_approvals_make_it_count() -> None:
    first = check_approver(APPROVER, ABOUT, BonusState.ASKED, took_part={1})
    second = check_approver(APPROVER, ABOUT, first, took_part={1, 2})

    assert (first, second) == (BonusState.APPROVED_ONCE, BonusState.APPROVED)


@pytest.mark.parametrize(
    "actor",
    [
        replace(APPROVER, staff_id=PERSON),
        replace(APPROVER, staff_id=8),
        replace(APPROVER, grants=(Grant(Role.DEPARTMENT_HEAD, HALL, DEPARTMENT),)),
        replace(APPROVER, account_id=1),
    ],
    ids=["the person", "a colleague", "their head", "who asked"],
)
def test_who_stands_too_near_does_not_approve(actor: Actor) -> None:
    with pytest.raises(NotImpartial):
        check_approver(actor, ABOUT, BonusState.ASKED, took_part={1})


@pytest.mark.parametrize("state", sorted(set(BonusState) - {"asked", "approved_once"}))
def test_what_is_decided_stays_so(state: BonusState) -> None:
    with pytest.raises(StepNotAllowed):
        check_approver(APPROVER, ABOUT, state, took_part=())
