"""Which items a fact fits: conditions, recasting, the first in the file, those beside it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.fitting import fits, in_range, told
from server.rules.appraisal.results import WaitingReason
from server.rules.schemes.shape import Condition, OneOf, Range
from tests.rules.appraisal.engine_build import (
    a_fact,
    computed,
    entries,
    of_items,
    own,
    preset,
    scheme,
    waiting,
)

PERSON = {"cause": "person", "finding": "substantiated", "level": 1}


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ("1..10", ("1", "10"), ("0", "11")),
        ("30..", ("30", "31"), ("29",)),
        ("<30", ("29", "29.99"), ("30",)),
        (">=30", ("30", "31"), ("29.99",)),
        (">2", ("2.01", "3"), ("2", "1")),
    ],
)
def test_a_stretch_holds_its_ends_unless_they_are_excluded(
    written: str, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    item = of_items(f'when = "late", minutes = "{written}", points = -1').categories[0].items[0]
    (condition,) = item.conditions
    assert isinstance(condition.test, Range)

    assert all(in_range(Fraction(value), condition.test) for value in inside)
    assert not any(in_range(Fraction(value), condition.test) for value in outside)


def test_a_field_that_the_fact_does_not_have_fits_nothing() -> None:
    assert not fits([Condition("minutes", Range())], {})
    assert not fits([Condition("minutes", Range())], {"minutes": "5"})
    assert not fits([Condition("what", OneOf(("5",)))], {"what": Fraction(5)})


@pytest.mark.parametrize(("minutes", "item"), [(29, "A1"), (30, "A2"), (31, "A2")])
def test_thirty_minutes_are_in_the_heavier_item(minutes: int, item: str) -> None:
    found = computed(preset("2"), a_fact("late", fields={"minutes": minutes}), members=())

    assert [one.item for one in found.entries] == [item]


@pytest.mark.parametrize(
    ("minutes", "items"), [(14, []), (15, ["A4"]), (59, ["A4"]), (60, ["A5"]), (61, ["A5"])]
)
def test_from_an_hour_on_leaving_the_post_is_absence(minutes: int, items: list[str]) -> None:
    found = computed(preset("2"), a_fact("off_post", fields={"minutes": minutes}), members=())

    assert [one.item for one in found.entries] == items


def test_the_first_item_in_the_file_takes_the_fact() -> None:
    rules = of_items(
        'when = "late", minutes = "1..10", points = -1',
        'when = "early", points = -3',
        'when = "late", minutes = ">10", points = -2',
    )

    found = computed(rules, a_fact("late", fields={"minutes": 10}))

    assert [one.item for one in found.entries] == ["A1"]


def test_an_item_marked_also_counts_beside_it() -> None:
    rules = of_items(
        'when = "late", minutes = ">=5", also = true, points = -1',
        'when = "late", points = -2',
        'when = "late", minutes = ">=30", also = true, points = -4',
    )

    assert own(computed(rules, a_fact("late", fields={"minutes": 4}))) == [-2]
    assert own(computed(rules, a_fact("late", fields={"minutes": 5}))) == [-1, -2]
    assert own(computed(rules, a_fact("late", fields={"minutes": 30}))) == [-1, -2, -4]


def test_of_two_that_fit_the_first_in_the_file_counts() -> None:
    rules = of_items('when = "late", points = -1', 'when = "late", also = true, points = -2')
    (category,) = rules.categories
    items = (category.items[0], replace(category.items[1], also=False))
    overlapping = replace(rules, categories=(replace(category, items=items),))

    assert own(computed(overlapping, a_fact("late", fields={"minutes": 5}))) == [-1]


def test_each_sheet_has_its_own_first_item() -> None:
    rules = scheme(
        '[sheet.s]\nsubject = "staff"\n[sheet.w]\nsubject = "window"\n'
        '[category.A]\nname = "人"\nsheet = "s"\n'
        'item.A1 = { text = "收费", when = "application_fault", what = "fee", points = -2 }\n'
        '[category.B]\nname = "窗口"\nsheet = "w"\n'
        'item.B1 = { text = "收费", when = "application_fault", what = "fee", points = -5 }'
    )

    found = computed(rules, a_fact("application_fault", fields={"what": "fee"}))

    assert [(one.sheet, str(one.points)) for one in found.entries] == [("s", "-2"), ("w", "-5")]


def test_a_picked_item_is_the_only_one() -> None:
    rules = of_items("points = -1", 'when = ["late", "finding"], points = -2')

    assert own(computed(rules, a_fact(item="A1"))) == [-1]
    assert own(computed(rules, a_fact(item="A2"))) == [-2]
    assert own(computed(rules, a_fact())) == [-2]


def test_a_picked_item_keeps_its_conditions() -> None:
    rules = of_items('severity = "light", points = -1')

    assert own(computed(rules, a_fact(item="A1", fields={"severity": "light"}))) == [-1]
    assert waiting(computed(rules, a_fact(item="A1", fields={"severity": "serious"}))) == [
        WaitingReason.NO_ITEM
    ]


def test_a_late_arrival_cannot_be_picked_as_a_finding() -> None:
    found = computed(of_items("points = -1"), a_fact("late", item="A1", fields={"minutes": 5}))

    assert waiting(found) == [WaitingReason.NO_ITEM]


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({}, [-2]),
        ({"finding": "partly"}, [-2]),
        ({"finding": "unfounded"}, []),
        ({"finding": "mistaken"}, []),
        ({"cause": "rule"}, []),
        ({"cause": "system"}, []),
        ({"level": 2}, [-2]),
        ({"level": 3}, []),
    ],
    ids=str,
)
def test_a_rating_charges_a_person_only_for_their_own_established_cause(
    change: dict[str, str | int], points: list[int]
) -> None:
    rules = of_items('when = "rating", level = "1..2", points = -2')

    assert own(computed(rules, a_fact("rating", fields=PERSON | change))) == points


def test_a_rating_that_says_nothing_of_cause_or_finding_charges_nobody() -> None:
    rules = of_items('when = "rating", level = "1..2", points = -2')

    assert waiting(computed(rules, a_fact("rating", fields={"level": 1}))) == [
        WaitingReason.NO_ITEM
    ]


def test_another_cause_charges_a_person_only_with_a_public_reason() -> None:
    rules = of_items(
        'when = "rating", level = "1..2", cause = ["person", "system"], '
        'cause_reason = "系统由窗口自行维护", points = -2'
    )

    found = computed(rules, a_fact("rating", fields=PERSON | {"cause": "system"}))

    assert [one.cause_reason for one in entries(found)] == ["系统由窗口自行维护"]


def test_a_window_answers_for_every_cause() -> None:
    rules = of_items('when = "complaint", points = -3', sheet='subject = "window"')
    fact = a_fact("complaint", fields={"cause": "rule", "finding": "substantiated"})

    assert [one.who.id for one in computed(rules, fact).entries] == [11]


def test_an_absence_told_in_days_has_half_days_too() -> None:
    assert told("absent", {"days": Fraction(1)})["half_days"] == 2
    assert told("absent", {"half_days": Fraction(1)})["days"] == Fraction(1, 2)
    assert told("leave", {"days": Fraction(1)}) == {"days": 1}


def test_a_fact_that_another_sheet_takes_is_not_listed_as_unmatched() -> None:
    late = a_fact("late", fields={"minutes": 5})
    misfit = a_fact("device_fault", fields={"hours": 30})

    found = computed(preset("4"), late, misfit)

    assert {one.fact_id for one in found.waiting} == {misfit.id}
    assert {one.sheet for one in found.waiting} == {"person", "window"}
