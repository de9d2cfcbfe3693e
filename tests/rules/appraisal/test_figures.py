"""Figures: weights, medians, bands, what is missing, results of other sheets."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.exact import exact_sum, mean, median
from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed, NotAssessed
from server.rules.schemes.shape import Scheme, Subject
from tests.rules.appraisal.engine_build import (
    CHIEF,
    CLERK,
    JANUARY,
    WINDOW,
    a_fact,
    computed,
    entries,
    figures,
    place,
    preset,
    result,
    scheme,
    score,
    staff,
)

VOLUME = "weighted_applications_per_day"


def sheet_with(item: str, *, kind: str = "deduct", high: int = 40) -> Scheme:
    """A sheet of 100 with a category for figures of at most 40, and one for the rest."""
    return scheme(
        f'[sheet.s]\nsubject = "staff"\n[category.A]\nname = "类"\nmax = {100 - high}\n'
        'item.A1 = { text = "条款", points = -1 }\n'
        f'[category.C]\nname = "业务"\nkind = "{kind}"\nmax = {high}\n'
        f'item.C1 = {{ text = "指标", {item} }}'
    )


def of_group(rules: Scheme, name: str, values: dict[int, str], *, n: int = 100) -> Computed:
    """January of five people, with the figures of some of them."""
    members = tuple(staff(number) for number in range(1, 6))
    return computed(rules, members=members, figures=figures(name, values, n=n))


def points(found: Computed) -> list[str]:
    """The points of the five."""
    return [str(entry.points) for entry in found.entries]


def test_a_deducting_category_loses_what_was_not_reached() -> None:
    found = of_group(
        sheet_with('figure = "on_time_rate", weight = 40'), "on_time_rate", {1: "0.75", 2: "1"}
    )

    assert points(found)[:2] == ["-10", "0"]


def test_an_earning_category_gets_what_was_reached() -> None:
    found = of_group(
        sheet_with('figure = "satisfaction", weight = 40', kind="earn"),
        "satisfaction",
        {1: "75", 2: "100", 3: "0"},
    )

    assert points(found)[:3] == ["30", "40", "0"]


@pytest.mark.parametrize(("value", "lost"), [("3", "-10"), ("4", "0"), ("9", "0"), ("0", "-40")])
def test_the_ratio_lies_between_nought_and_one(value: str, lost: str) -> None:
    rules = sheet_with('figure = "applications", full = 4, weight = 40')

    assert points(of_group(rules, "applications", {1: value}))[0] == lost


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({1: "6", 2: "8", 3: "9"}, 8),
        ({1: "6", 2: "8", 3: "9", 4: "10"}, Fraction(17, 2)),
        ({1: "6", 2: "8"}, None),
        ({1: "0", 2: "0", 3: "0", 4: "5", 5: "0"}, None),
    ],
    ids=str,
)
def test_a_median_needs_three_and_is_never_nought(values: dict[int, str], expected: object) -> None:
    rules = sheet_with(f'figure = "{VOLUME}", against = "group_median", weight = 40')

    found = of_group(rules, VOLUME, values)

    assert found.medians.get(("s", "general", VOLUME)) == expected
    assert bool(found.medians) is (expected is not None)


def test_without_a_median_the_volume_is_left_out_and_nobody_loses() -> None:
    rules = sheet_with(f'figure = "{VOLUME}", against = "group_median", weight = 40')

    found = of_group(rules, VOLUME, {1: "1", 2: "8"})

    assert {one.score for one in found.results} == {100}
    assert {one.categories[1].left_out for one in found.results} == {40}


def test_each_group_has_its_own_median() -> None:
    rules = sheet_with(f'figure = "{VOLUME}", against = "group_median", weight = 40')
    members = tuple(staff(n, group="permit" if n > 3 else "general") for n in range(1, 7))
    values = {1: "1", 2: "2", 3: "3", 4: "10", 5: "20", 6: "30"}

    found = computed(rules, members=members, figures=figures(VOLUME, values))

    assert points(found) == ["-20", "0", "0", "-20", "0", "0"]


def test_who_is_not_assessed_is_in_no_median() -> None:
    rules = sheet_with(f'figure = "{VOLUME}", against = "group_median", weight = 40')
    rules = scheme_with_days(rules)
    members = (*(staff(n) for n in range(1, 4)), staff(4, days=9))
    values = {1: "6", 2: "8", 3: "9", 4: "1000"}

    found = computed(rules, members=members, figures=figures(VOLUME, values))

    assert found.medians["s", "general", VOLUME] == 8
    assert [one.who.id for one in found.entries] == [1, 2, 3]


def scheme_with_days(rules: Scheme) -> Scheme:
    """The scheme, with at least ten attended days asked for."""
    return replace(rules, sheets=(replace(rules.sheets[0], min_days=Fraction(10)),))


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("1", "0"), ("0.9999", "-2"), ("0.98", "-2"), ("0.9799", "-5"), ("0.95", "-5"), ("0", "-10")],
)
def test_the_first_band_that_is_reached_counts(rate: str, expected: str) -> None:
    rules = sheet_with(
        'figure = "on_time_rate", bands = [["100%", 0], ["98%", -2], ["95%", -5], ["0%", -10]]'
    )

    assert points(of_group(rules, "on_time_rate", {1: rate}))[0] == expected


def test_below_all_bands_nothing_is_invented() -> None:
    rules = sheet_with('figure = "on_time_rate", bands = [["100%", 0], ["98%", -2]]')

    assert points(of_group(rules, "on_time_rate", {1: "0.9"}))[0] == "0"


def test_each_unit_of_a_figure_has_its_points() -> None:
    rules = scheme(
        '[sheet.s]\nsubject = "staff"\nbase = 0\n[category.A]\nname = "类"\nkind = "earn"\n'
        'item.A1 = { text = "出勤", figure = "attended_days", points = 1 }'
    )

    assert score(of_group(rules, "attended_days", {1: "21.5"})) == "21.50"


MISSING = 'figure = "on_time_rate", weight = 40, missing = "{}"'


@pytest.mark.parametrize(
    ("missing", "lost", "total", "told"),
    [
        ("group_mean", "-15", "85.00", "group_mean"),
        ("full", "0", "100.00", "full"),
        ("leave_out", "0", "100.00", "leave_out"),
    ],
)
def test_no_data_is_never_nought(missing: str, lost: str, total: str, told: str) -> None:
    rules = sheet_with(MISSING.format(missing))

    found = of_group(rules, "on_time_rate", {2: "0.5", 3: "0.75", 4: "0.5", 5: "0.75"})

    (entry,) = entries(found, 1)
    assert (str(entry.points), score(found, 1), entry.computation.missing) == (lost, total, told)


def test_what_is_left_out_makes_the_rest_weigh_more() -> None:
    rules = sheet_with(MISSING.format("leave_out"))
    six = [a_fact(item="A1") for _ in range(6)]

    found = computed(rules, *six)

    assert score(found) == "90.00"
    assert result(found).categories[1].start == 0


def test_with_everything_left_out_there_is_no_result() -> None:
    rules = scheme(
        '[sheet.s]\nsubject = "staff"\n[category.C]\nname = "业务"\nmax = 100\n'
        'item.C1 = { text = "指标", figure = "on_time_rate", weight = 100, missing = "leave_out" }'
    )

    found = computed(rules)

    assert {one.not_assessed for one in found.results} == {NotAssessed.NO_RESULTS}


@pytest.mark.parametrize(("n", "told"), [(29, "leave_out"), (30, ""), (31, "")])
def test_fewer_than_min_n_is_no_data(n: int, told: str) -> None:
    rules = sheet_with(MISSING.format("leave_out") + ", min_n = 30")

    found = of_group(rules, "on_time_rate", {1: "0.5"}, n=n)

    assert entries(found)[0].computation.missing == told


def test_a_missing_band_costs_what_the_group_loses_on_average() -> None:
    rules = sheet_with('figure = "on_time_rate", bands = [["100%", 0], ["0%", -10]]')

    found = of_group(rules, "on_time_rate", {2: "1", 3: "0.5", 4: "1", 5: "0.5"})

    assert points(found)[0] == "-5"


def windows() -> Computed:
    """The window scheme: two clerks and the chief at one window, 5 points lost between them."""
    members = (
        staff(CLERK),
        staff(CHIEF, is_chief=True),
        staff(3, days=1),
        place(Subject.WINDOW, WINDOW),
        place(Subject.WINDOW, 12, group="other"),
    )
    known = figures("full_attendance", {CLERK: 0, CHIEF: 1})
    known[Who(Subject.WINDOW, WINDOW), "good_rate"] = Figure(Fraction("0.9"), 100)
    known[Who(Subject.WINDOW, WINDOW), "vote.leaders"] = Figure(Fraction(80), 12)
    known[Who(Subject.WINDOW, WINDOW), "vote.citizens"] = Figure(Fraction(90), 40)
    facts = (a_fact("late", fields={"minutes": 5}), a_fact("absent", fields={"half_days": 1}))
    return computed(preset("4"), *facts, members=members, figures=known)


def test_a_window_takes_the_mean_of_its_assessed_people() -> None:
    found = windows()

    (entry,) = [one for one in entries(found, WINDOW) if one.item == "T1"]

    # 84 and 100; who attended one day is not in it.
    assert [entry.points, entry.computation.figure] == [
        Fraction(30) * 92 / 100,
        Figure(Fraction(92), 2),
    ]


def test_a_sheet_that_reads_others_is_computed_after_them() -> None:
    found = windows()

    window = 60 + Fraction(30) * 92 / 100 + 9
    assert result(found, WINDOW, "window").score == window
    flag = window * 30 / 100 + Fraction(92) * 30 / 100 + 16 + 18
    assert result(found, WINDOW, "flag").score == round(flag, 2)


def test_a_window_without_anybody_or_any_rating_has_those_parts_left_out() -> None:
    found = windows()

    assert score(found, 12, "window") == "100.00"
    assert result(found, 12, "flag").categories[0].left_out == 70


CHIEFS = scheme(
    '[sheet.p]\nsubject = "staff"\n[sheet.c]\nsubject = "chief"\n[sheet.w]\nsubject = "window"\n'
    '[category.A]\nname = "人"\nsheet = "p"\nitem.A1 = { text = "条款", points = -10 }\n'
    '[category.B]\nname = "首席"\nsheet = "c"\n'
    'item.B1 = { text = "条款", points = -20, charge = "person" }\n'
    '[category.G]\nname = "基础"\nsheet = "w"\nkind = "earn"\nmax = 100\n'
    'item.G1 = { text = "首席", figure = "chief.c", weight = 50 }\n'
    'item.G2 = { text = "人员", figure = "members.p", weight = 50 }'
)


@pytest.mark.parametrize("windows_of_chief", [(WINDOW,), ()], ids=["at the window", "elsewhere"])
def test_a_window_takes_the_result_of_its_chief(windows_of_chief: tuple[int, ...]) -> None:
    members = (
        staff(CLERK),
        staff(CHIEF, is_chief=True, windows=windows_of_chief),
        staff(5, is_chief=True, windows=(), department_id=99),
        place(Subject.WINDOW, WINDOW),
    )
    facts = (a_fact(item="A1"), a_fact(item="B1", staff_id=CHIEF))

    found = computed(CHIEFS, *facts, members=members)

    assert [score(found, CLERK), score(found, CHIEF), score(found, WINDOW)] == [
        "90.00",
        "80.00",
        "85.00",
    ]


def test_results_of_another_cycle_are_read_as_published() -> None:
    rules = scheme(
        '[sheet.p]\nsubject = "staff"\n[sheet.y]\nsubject = "staff"\ncycle = "year"\n'
        '[category.A]\nname = "月"\nsheet = "p"\nitem.A1 = { text = "条款", points = -10 }\n'
        '[category.N]\nname = "年"\nsheet = "y"\nkind = "earn"\nmax = 100\n'
        'item.N1 = { text = "日常", figure = "score.p", weight = 100 }'
    )
    year = Period.parse("2026")
    january = result(computed(rules, a_fact(item="A1")))
    published = (replace(january, period=year, score=Fraction("91.67")), january)

    found = computed(rules, period=year, published=published)

    assert [score(found, CLERK), str(found.period), str(JANUARY)] == ["91.67", "2026", "2026-01"]


def test_sums_means_and_medians_are_exact() -> None:
    thirds = [Fraction(1, 3)] * 3

    assert [exact_sum(thirds), mean(thirds), exact_sum([])] == [1, Fraction(1, 3), 0]
    assert [
        median([Fraction(3), Fraction(1), Fraction(2)]),
        median([Fraction(1), Fraction(2)]),
    ] == [
        2,
        Fraction(3, 2),
    ]
