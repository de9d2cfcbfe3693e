"""The n-th occurrence, once, and the cap: borders and spans."""

from fractions import Fraction

import pytest

from server.rules.appraisal.facts import Fact
from server.rules.appraisal.limits import cap
from server.rules.appraisal.periods import Period
from tests.rules.appraisal.engine_build import (
    a_fact,
    computed,
    entries,
    of_items,
    own,
    scheme,
    score,
)

DECEMBER = Period.parse("2026-12")


def lates(count: int, month: int = 1) -> list[Fact]:
    """So many late arrivals in a month, a day each."""
    return [
        a_fact("late", f"2026-{month:02}-{day:02}", fields={"minutes": 5})
        for day in range(1, count + 1)
    ]


@pytest.mark.parametrize(("count", "last"), [(4, -1), (5, -1), (6, -2), (7, -2)])
def test_from_the_sixth_on_each_counts_double(count: int, last: int) -> None:
    rules = of_items('when = "late", points = -1, repeat = { from = 6 }')

    assert own(computed(rules, *lates(count)))[-1] == last


def test_the_multiplier_is_that_of_the_rule() -> None:
    rules = of_items('when = "late", points = -1, repeat = { from = 2, times = 1.5 }')

    assert [str(one) for one in own(computed(rules, *lates(2)))] == ["-1", "-3/2"]


@pytest.mark.parametrize(
    ("within", "before", "last"),
    [
        ("month", 11, -1),
        ("quarter", 9, -1),
        ("quarter", 10, -2),
        ("half", 6, -1),
        ("half", 7, -2),
        ("year", 1, -2),
    ],
)
def test_occurrences_are_counted_within_the_span(within: str, before: int, last: int) -> None:
    rules = of_items(f'when = "late", points = -1, repeat = {{ from = 2, within = "{within}" }}')
    facts = [*lates(1, month=before), *lates(1, month=12)]

    assert own(computed(rules, *facts, period=DECEMBER)) == [last]


def test_a_new_year_begins_at_one() -> None:
    rules = of_items('when = "late", points = -1, repeat = { from = 2 }')
    facts = [a_fact("late", "2025-12-31", fields={"minutes": 5}), *lates(1)]

    assert own(computed(rules, *facts)) == [-1]


@pytest.mark.parametrize(
    ("count", "points"),
    [("item", [-1, -1, -1]), ("category", [-1, -2, -1]), ("sheet", [-1, -2, -2])],
)
def test_occurrences_are_counted_over_item_category_or_sheet(count: str, points: list[int]) -> None:
    rules = scheme(
        f'[repeat]\nfrom = 2\ncount = "{count}"\n[sheet.s]\nsubject = "staff"\n'
        '[category.A]\nname = "类"\nitem.A1 = { text = "迟到", when = "late", points = -1 }\n'
        'item.A2 = { text = "早退", when = "early", points = -1 }\n'
        '[category.B]\nname = "类"\nitem.B1 = { text = "条款", points = -1 }'
    )
    facts = [
        a_fact("late", "2026-01-01", fields={"minutes": 5}),
        a_fact("early", "2026-01-02", fields={"minutes": 5}),
        a_fact(day="2026-01-03", item="B1"),
    ]

    assert own(computed(rules, *facts)) == points


def test_the_nearest_rule_of_repeats_holds() -> None:
    rules = scheme(
        '[repeat]\nfrom = 2\ntimes = 2\n[sheet.s]\nsubject = "staff"\n[category.A]\nname = "类"\n'
        "repeat = { from = 2, times = 3 }\n"
        'item.A1 = { text = "迟到", when = "late", points = -1 }\n'
        'item.A2 = { text = "早退", when = "early", points = -1, '
        "repeat = { from = 2, times = 5 } }\n"
        '[category.B]\nname = "类"\nitem.B1 = { text = "条款", points = -1 }'
    )
    early = [a_fact("early", fields={"minutes": 5}) for _ in range(2)]

    found = computed(rules, *lates(2), *early, *(a_fact(item="B1") for _ in range(2)))

    assert own(found) == [-1, -3, -1, -5, -1, -2]


def test_a_bonus_is_no_occurrence_and_is_never_doubled() -> None:
    rules = scheme(
        '[repeat]\nfrom = 2\ncount = "sheet"\n[sheet.s]\nsubject = "staff"\n'
        '[category.A]\nname = "类"\nitem.A1 = { text = "条款", points = -1 }\n'
        '[category.E]\nname = "加分"\nkind = "bonus"\nmax = 9\n'
        'item.E1 = { text = "表扬", points = 1 }'
    )
    bonus = [a_fact("bonus", item="E1", is_approved=True) for _ in range(2)]

    assert own(computed(rules, *bonus, a_fact(item="A1"))) == [1, 1, -1]


def test_a_doubled_bonus_does_not_exist_for_another_persons_count() -> None:
    rules = of_items('when = "late", points = -1, repeat = { from = 2 }')
    others = [a_fact("late", fields={"minutes": 5}, staff_id=9) for _ in range(3)]

    assert own(computed(rules, *others, *lates(1))) == [-1]


def test_once_in_a_span_the_first_counts_and_the_others_are_shown_with_nothing() -> None:
    rules = of_items('once = "month", points = -10, money = -5')

    found = entries(computed(rules, *(a_fact(item="A1") for _ in range(2))))

    assert [(str(one.points), str(one.money), one.computation.limit) for one in found] == [
        ("-10", "-5", ""),
        ("0", "0", "once"),
    ]
    assert found[1].computation.before_limit == -10


@pytest.mark.parametrize(("span", "points"), [("month", [-10]), ("quarter", [0])])
def test_once_is_once_in_its_span(span: str, points: list[int]) -> None:
    rules = of_items(f'once = "{span}", points = -10')
    facts = [a_fact(day=day, item="A1") for day in ("2026-01-10", "2026-03-10")]

    assert own(computed(rules, *facts, period=Period.parse("2026-03"))) == points


@pytest.mark.parametrize(
    ("points", "used", "left"),
    [(-3, 0, -3), (-3, 2, -3), (-3, 3, -2), (-3, 5, 0), (-3, 6, 0), (3, 4, 1)],
)
def test_a_cap_leaves_what_is_left_of_it(points: int, used: int, left: int) -> None:
    assert cap(Fraction(points), Fraction(used), Fraction(5)) == left


def test_the_capped_entry_says_what_it_would_have_been() -> None:
    rules = of_items('when = "overdue", per = "workday", points = -1, cap = 5')
    facts = [a_fact("overdue", fields={"days": days}) for days in (3, 3, 1)]

    found = entries(computed(rules, *facts))

    assert [str(one.points) for one in found] == ["-3", "-2", "0"]
    assert [one.computation.limit for one in found] == ["", "cap", "cap"]
    assert found[1].computation.before_limit == -3


@pytest.mark.parametrize(("span", "points"), [("month", [-3]), ("year", [-2])])
def test_a_cap_is_counted_within_its_span(span: str, points: list[int]) -> None:
    rules = of_items(f'points = -3, cap = 5, cap_within = "{span}"')
    facts = [a_fact(day=day, item="A1") for day in ("2026-01-10", "2026-12-10")]

    assert own(computed(rules, *facts, period=DECEMBER)) == points


def test_a_bonus_is_capped_too() -> None:
    rules = scheme(
        '[sheet.s]\nsubject = "staff"\n[category.A]\nname = "类"\n'
        'item.A1 = { text = "条款", points = -1 }\n[category.E]\nname = "加分"\nkind = "bonus"\n'
        'max = 9\nitem.E1 = { text = "锦旗", points = 1, cap = 2 }'
    )
    bonus = [a_fact("bonus", item="E1", is_approved=True) for _ in range(3)]

    found = computed(rules, *bonus)

    assert own(found) == [1, 1, 0]
    assert score(found) == "102.00"


def test_taking_back_a_capped_fact_makes_no_later_one_heavier() -> None:
    rules = of_items(
        'when = "overdue", per = "workday", points = -1, cap = 3',
        "points = -10",
        category='repeat = { from = 4, count = "category" }',
    )
    capped = [
        a_fact("overdue", f"2026-01-0{day}", fields={"days": days})
        for day, days in enumerate((3, 1, 1, 1), 1)
    ]
    later = a_fact(day="2026-01-20", item="A2")

    with_all = computed(rules, *capped, later)
    without_first = computed(rules, *capped[1:], later)

    assert sum(own(with_all)) <= sum(own(without_first))


def test_what_costs_nothing_uses_up_no_cap() -> None:
    rules = of_items('when = "off_post", per = "minute", step = 15, points = -1, cap = 9')
    facts = [a_fact("off_post", fields={"minutes": minutes}) for minutes in (14, 15)]

    assert own(computed(rules, *facts)) == [0, -1]
