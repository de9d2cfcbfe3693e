"""Who is invited after two months, and who is not for being last?"""

import pytest

from server.rules.ranking.bands import Band
from server.rules.ranking.counts import Counts
from server.rules.ranking.numbers import SUMMONS_ERROR
from server.rules.ranking.summons import summoned
from tests.rules.ranking.groups import Month, a_group, compared

GROUP = ((10, 1000),) * 5


def the_sixth(bad: int, ratings: int = 1000) -> Month:
    return a_group(*GROUP, (bad, ratings))


def test_a_window_far_below_in_both_months_is_invited() -> None:
    assert summoned(the_sixth(30), the_sixth(30)) == ["U06"]


def test_being_last_two_months_running_invites_nobody() -> None:
    assert summoned(the_sixth(13), the_sixth(13)) == []


def test_one_very_bad_month_beside_one_like_the_group_invites_nobody() -> None:
    comparison = compared(the_sixth(60), the_sixth(10), error=SUMMONS_ERROR)

    assert comparison.found.band_of("U06") is Band.BELOW
    assert summoned(the_sixth(60), the_sixth(10)) == []


@pytest.mark.parametrize(
    ("bad", "invited"),
    [
        pytest.param(10, [], id="just like the alike ones in the second month"),
        pytest.param(11, ["U06"], id="a little worse"),
    ],
)
def test_it_must_be_worse_than_the_alike_ones_in_each_month(bad: int, invited: list[str]) -> None:
    assert summoned(the_sixth(60), the_sixth(bad)) == invited


@pytest.mark.parametrize(
    ("ratings", "invited"),
    [
        pytest.param(29, [], id="not ranked in the second month"),
        pytest.param(30, ["U06"], id="ranked in both"),
    ],
)
def test_it_must_be_ranked_in_each_month(ratings: int, invited: list[str]) -> None:
    assert summoned(the_sixth(60), the_sixth(5, ratings)) == invited


def test_what_three_ratings_could_change_invites_nobody() -> None:
    first, seconds = the_sixth(20), [the_sixth(bad) for bad in range(11, 31)]
    comparisons = [compared(first, second, error=SUMMONS_ERROR) for second in seconds]

    below = [each.found.band_of("U06") is Band.BELOW for each in comparisons]
    invited = [summoned(first, second) == ["U06"] for second in seconds]

    assert invited.index(True) == below.index(True) + 3
    assert all(invited[invited.index(True) :])


def test_a_window_new_in_the_second_month_is_not_invited() -> None:
    first = {unit: own for unit, own in the_sixth(60).items() if unit != "U06"}

    assert summoned(first, the_sixth(60)) == []


def test_too_small_a_group_invites_nobody() -> None:
    month = {"A": Counts(0, 500), "B": Counts(0, 500), "C": Counts(90, 500)}

    assert summoned(month, month) == []
