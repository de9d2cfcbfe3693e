"""Figures: weights, medians, bands, what is missing."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.exact import exact_sum, mean, median
from server.rules.appraisal.results import Computed, NotAssessed
from server.rules.schemes.shape import Scheme
from tests.rules.appraisal.engine_build import (
    a_fact,
    computed,
    entries,
    figures,
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
