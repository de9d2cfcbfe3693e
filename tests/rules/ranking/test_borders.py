"""The comparison at its borders: minus one, exact, plus one."""

import pytest

from server.rules.ranking.apart import index
from server.rules.ranking.bands import Band, compare, possible_bands
from server.rules.ranking.counts import Counts
from server.rules.ranking.verdicts import Why, verdicts
from tests.rules.ranking.groups import a_group, bands_of, compared

EQUALS = ((5, 500), (5, 500), (5, 500))
# 200 bad ones of 10,000 are expected of the fourth: (bad + 4) ÷ (200 + 4) is its index.
THREE_LIKE_THAT = ((200, 10_000), (200, 10_000), (200, 10_000))


@pytest.mark.parametrize(
    ("ratings", "is_ranked"),
    [
        pytest.param(29, False, id="one too few"),
        pytest.param(30, True, id="just enough"),
        pytest.param(31, True, id="one more"),
    ],
)
def test_a_unit_is_compared_from_thirty_ratings_on(ratings: int, *, is_ranked: bool) -> None:
    group = a_group(*EQUALS, (5, 500), (0, ratings))

    assert verdicts([group])["U05"].is_ranked is is_ranked


@pytest.mark.parametrize(
    ("units", "why"),
    [
        pytest.param(3, Why.FEW_UNITS, id="three are no group"),
        pytest.param(4, None, id="four are"),
        pytest.param(5, None, id="five are"),
    ],
)
def test_a_group_is_compared_from_four_ranked_units_on(units: int, why: Why | None) -> None:
    group = a_group(*((5, 500),) * units, (5, 29))

    assert verdicts([group])["U01"].why is why


def test_without_any_bad_rating_all_are_alike_with_index_one() -> None:
    found = verdicts([a_group(*((0, 500),) * 4)])

    assert {verdict.band for verdict in found.values()} == {Band.ALIKE}
    assert {verdict.figures.index for verdict in found.values()} == {"1.00"}


def test_without_any_bad_rating_three_in_one_of_many_units_would_already_tell() -> None:
    comparison = compared(a_group(*((0, 500),) * 8))

    assert comparison.found.apart == frozenset()
    assert possible_bands(comparison)["U01"] == {Band.ALIKE, Band.BELOW}


def test_equal_units_are_alike() -> None:
    assert set(bands_of(a_group(*((9, 300),) * 6)).values()) == {"alike"}


def test_a_unit_with_all_bad_ratings_is_below_and_the_others_are_alike() -> None:
    bands = bands_of(a_group((0, 500), (0, 500), (0, 500), (40, 500), (0, 500)))

    assert bands == {"U01": "alike", "U02": "alike", "U03": "alike", "U04": "below", "U05": "alike"}


def test_a_unit_far_better_than_its_group_is_above() -> None:
    assert bands_of(a_group(*((60, 1000),) * 4, (10, 1000)))["U05"] == "above"


@pytest.mark.parametrize(
    ("worst", "band"),
    [
        pytest.param((0, 0, 100, 300), Band.BELOW, id="just half of the units"),
        pytest.param((0, 0, 30, 100, 300), Band.UNCERTAIN, id="more than half"),
    ],
)
def test_more_than_half_set_apart_leaves_all_uncertain(worst: tuple[int, ...], band: Band) -> None:
    comparison = compared(a_group(*((bad, 1000) for bad in worst)))

    assert len(comparison.found.apart) == len(worst) - 2
    assert comparison.found.band_of(f"U{len(worst):02}") is band


def test_a_group_too_mixed_says_so() -> None:
    found = verdicts([a_group((0, 1000), (0, 1000), (30, 1000), (100, 1000), (300, 1000))])

    assert {(each.band, each.why) for each in found.values()} == {
        (Band.UNCERTAIN, Why.GROUP_TOO_MIXED)
    }


@pytest.mark.parametrize(
    ("bad", "band"),
    [
        pytest.param(301, Band.ALIKE, id="a little below 1.5"),
        pytest.param(302, Band.BELOW, id="exactly 1.5"),
        pytest.param(303, Band.BELOW, id="a little above 1.5"),
    ],
)
def test_below_needs_an_index_of_one_and_a_half(bad: int, band: Band) -> None:
    comparison = compared(a_group(*THREE_LIKE_THAT, (bad, 10_000)))

    assert comparison.found.apart == {"U04"}
    assert comparison.found.band_of("U04") is band


@pytest.mark.parametrize(
    ("bad", "band"),
    [
        pytest.param(131, Band.ABOVE, id="a little below its inverse"),
        pytest.param(132, Band.ABOVE, id="exactly its inverse"),
        pytest.param(133, Band.ALIKE, id="a little above its inverse"),
    ],
)
def test_above_needs_the_inverse_of_that_index(bad: int, band: Band) -> None:
    comparison = compared(a_group(*THREE_LIKE_THAT, (bad, 10_000)))

    assert comparison.found.apart == {"U04"}
    assert comparison.found.band_of("U04") is band


def test_the_index_is_exactly_one_and_a_half_where_the_borders_say_so() -> None:
    comparison = compared(a_group(*THREE_LIKE_THAT, (302, 10_000)))

    assert index(comparison.rows["U04"], comparison.found.alike) * 2 == 3


@pytest.mark.parametrize(
    ("bad", "band"),
    [
        pytest.param(9, "alike", id="three bad ones more are not enough"),
        pytest.param(10, "uncertain", id="three bad ones more would put it below"),
        pytest.param(15, "uncertain", id="three bad ones fewer would make it alike"),
        pytest.param(16, "below", id="three bad ones fewer change nothing"),
    ],
)
def test_three_ratings_never_move_anybody(bad: int, band: str) -> None:
    assert bands_of(a_group(*((5, 500),) * 5, (bad, 500)))["U06"] == band


def test_three_ratings_of_another_unit_can_leave_one_uncertain() -> None:
    group = a_group((0, 60), (5, 60), (2, 300), (8, 200), (21, 300))
    own_turned = [{**group, "U03": Counts(bad, 300)} for bad in (0, 2, 5)]

    assert [compared(g).found.band_of("U03") for g in own_turned] == [Band.ABOVE] * 3
    assert bands_of(group)["U03"] == "uncertain"


@pytest.mark.parametrize(
    ("months", "why"),
    [
        pytest.param(2, None, id="half of the months will do"),
        pytest.param(3, Why.FEW_MONTHS, id="less than half will not"),
    ],
)
def test_a_unit_needs_ratings_in_half_of_the_months(months: int, why: Why | None) -> None:
    whole = a_group(*((5, 500),) * 5)
    short = {unit: counts for unit, counts in whole.items() if unit != "U05"}

    assert verdicts([whole, *[short] * (months - 1)])["U05"].why is why


def test_a_month_without_ratings_is_a_month_missed() -> None:
    months = [a_group(*((5, 500),) * 5) | {"U05": Counts(0, ratings)} for ratings in (500, 0, 0)]

    assert verdicts(months)["U05"].why is Why.FEW_MONTHS


def test_an_empty_period_has_no_comparison() -> None:
    assert compare([{}]) is None
    assert verdicts([{}]) == {}
