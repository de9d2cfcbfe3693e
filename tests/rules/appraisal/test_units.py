"""Quantity, free units, steps, points."""

from fractions import Fraction

import pytest

from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import WaitingReason
from tests.rules.appraisal.engine_build import (
    EXAMINER,
    a_fact,
    computed,
    entries,
    of_items,
    own,
    scheme,
    waiting,
)

LEAVE = 'when = "leave", per = "day", free = 2, points = -1'


@pytest.mark.parametrize(
    ("days", "points"),
    [
        (["1"], ["0"]),
        (["2"], ["0"]),
        (["3"], ["-1"]),
        (["1", "3"], ["0", "-2"]),
        (["2", "1", "1"], ["0", "-1", "-1"]),
        (["1.5", "1.5"], ["0", "-1"]),
        (["1.5", "1"], ["0", "0"]),
    ],
    ids=str,
)
def test_free_days_are_counted_over_all_facts_of_the_period(
    days: list[str], points: list[str]
) -> None:
    facts = [a_fact("leave", fields={"days": Fraction(one)}) for one in days]

    found = computed(of_items(LEAVE), *facts)

    assert [str(one) for one in own(found)] == points


def test_free_days_begin_anew_with_the_period() -> None:
    facts = [a_fact("leave", f"2026-0{month}-08", fields={"days": 2}) for month in (1, 2)]

    assert own(computed(of_items(LEAVE), *facts, period=Period.parse("2026-02"))) == [0]


def test_over_a_quarter_there_are_free_days_once() -> None:
    facts = [a_fact("leave", f"2026-0{month}-08", fields={"days": 2}) for month in (1, 2)]
    rules = of_items(LEAVE, sheet='subject = "staff"\ncycle = "quarter"')

    assert own(computed(rules, *facts, period=Period.parse("2026-Q1"))) == [0, -2]


@pytest.mark.parametrize(
    ("rounding", "minutes", "points"),
    [
        ("down", 9, 0),
        ("down", 10, -1),
        ("down", 11, -1),
        ("down", 20, -2),
        ("up", 1, -1),
        ("up", 10, -1),
        ("up", 11, -2),
    ],
)
def test_steps_are_full_or_begun(rounding: str, minutes: int, points: int) -> None:
    rules = of_items(
        f'when = "late", per = "minute", step = 10, step_round = "{rounding}", points = -1'
    )

    assert own(computed(rules, a_fact("late", fields={"minutes": minutes}))) == [points]


def test_steps_of_what_is_measured_do_not_run_on() -> None:
    rules = of_items('when = "overdue", per = "workday", step = 2, points = -1')
    facts = [a_fact("overdue", fields={"days": 3}) for _ in range(2)]

    assert own(computed(rules, *facts)) == [-1, -1]


def test_every_third_time_runs_on_over_the_period() -> None:
    rules = of_items('when = "late", step = 3, points = -1')
    facts = [a_fact("late", fields={"minutes": 5}) for _ in range(7)]

    assert own(computed(rules, *facts)) == [0, 0, -1, 0, 0, -1, 0]


def test_an_absence_is_charged_by_the_half_day() -> None:
    rules = of_items('when = "absent", per = "half_day", points = -5')

    assert own(computed(rules, a_fact("absent", fields={"half_days": 2}))) == [-10]
    assert own(computed(rules, a_fact("absent", fields={"days": 1}))) == [-10]


def test_money_goes_with_the_units_and_is_not_doubled() -> None:
    rules = of_items(
        'when = "absent", per = "day", points = -1, money = -50, repeat = { from = 2 }'
    )
    facts = [a_fact("absent", fields={"days": 2}) for _ in range(2)]

    found = entries(computed(rules, *facts))

    assert [(str(one.points), str(one.money)) for one in found] == [("-2", "-100"), ("-4", "-100")]


def test_money_alone_costs_no_points() -> None:
    (entry,) = entries(
        computed(of_items('when = "late", money = -20'), a_fact("late", fields={"minutes": 5}))
    )

    assert [entry.points, entry.money] == [0, -20]


def test_a_veto_without_points_is_an_entry_all_the_same() -> None:
    rules = of_items('when = "penalty", veto = "quarter"')

    (entry,) = entries(computed(rules, a_fact("penalty", fields={"by": "police"})))

    assert (str(entry.points), entry.veto and entry.veto[0]) == ("0", "quarter")


def test_what_is_free_carries_no_veto() -> None:
    rules = of_items(f'{LEAVE}, veto = "month"')

    found = computed(rules, *(a_fact("leave", fields={"days": 2}) for _ in range(2)))

    assert [one.veto is not None for one in found.entries] == [False, True]


EXAMINERS = scheme(
    '[sheet.s]\nsubject = "staff"\n[category.A]\nname = "类"\n'
    'item.A1 = { text = "定额", when = "late", points = -2 }\n'
    'item.A2 = { text = "区间", points = [-5, -2] }\n'
    '[category.X]\nname = "考核纪律"\n'
    'item.X1 = { text = "徇私", when = "examiner", referred_times = 2, charge = "examiner" }'
)


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"referred_item": "A1"}, -4),
        ({"referred_item": "A1", "referred_points": -6}, -12),
        ({"referred_item": "A2", "referred_points": -5}, -10),
        ({"referred_item": "A2", "referred_points": -2}, -4),
    ],
    ids=str,
)
def test_an_examiner_bears_twice_what_was_due(fields: dict[str, str | int], points: int) -> None:
    found = computed(EXAMINERS, a_fact("examiner", examiner_id=EXAMINER, fields=fields))

    assert own(found, EXAMINER) == [points]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"referred_item": "A2"}, WaitingReason.NO_VALUE),
        ({"referred_item": "A2", "referred_points": -6}, WaitingReason.OUT_OF_RANGE),
        ({"referred_item": "A1", "referred_points": 2}, WaitingReason.OUT_OF_RANGE),
        ({"referred_item": "Z9"}, WaitingReason.NO_ITEM),
        ({}, WaitingReason.NO_ITEM),
    ],
    ids=str,
)
def test_what_was_due_must_be_known(fields: dict[str, str | int], reason: WaitingReason) -> None:
    found = computed(EXAMINERS, a_fact("examiner", examiner_id=EXAMINER, fields=fields))

    assert waiting(found) == [reason]
