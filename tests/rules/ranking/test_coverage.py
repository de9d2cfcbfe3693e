"""Which good ratings are beyond the usual share of applications?"""

from fractions import Fraction

import pytest

from server.rules.ranking.counts import Counts
from server.rules.ranking.coverage import Reported, compared, usual_share

USUAL = Reported(bad=0, good=40, applications=100)  # two ratings of five applications


def a_month(*units: Reported) -> dict[str, Reported]:
    return {f"U{place:02}": unit for place, unit in enumerate(units, start=1)}


@pytest.mark.parametrize(
    ("good", "left"),
    [
        pytest.param(59, 59, id="below one and a half times the usual"),
        pytest.param(60, 60, id="exactly"),
        pytest.param(61, 60, id="one beyond"),
        pytest.param(272, 60, id="two hundred and twelve beyond"),
    ],
)
def test_good_ratings_beyond_one_and_a_half_times_the_usual_are_left_out(
    good: int, left: int
) -> None:
    month = a_month(*[USUAL] * 5, Reported(0, good, 100))

    assert compared(month)["U06"] == Counts(0, left)


def test_the_cap_is_rounded_down() -> None:
    month = a_month(*[USUAL] * 5, Reported(0, 80, 101))

    assert compared(month)["U06"] == Counts(0, 60)  # of 60.6


def test_bad_ratings_are_never_left_out() -> None:
    month = a_month(*[USUAL] * 5, Reported(70, 10, 100))

    assert compared(month)["U06"] == Counts(70, 70)


@pytest.mark.parametrize(
    ("telling", "known"),
    [
        pytest.param(3, None, id="three units do not tell"),
        pytest.param(4, Fraction(2, 5), id="four do"),
    ],
)
def test_the_usual_share_needs_four_units(telling: int, known: Fraction | None) -> None:
    others = [Reported(0, 29, 100), Reported(0, 500, None), Reported(0, 500, 0)]

    assert usual_share(a_month(*[USUAL] * telling, *others)) == known


def test_of_an_even_number_of_shares_the_middle_is_between_two() -> None:
    month = a_month(*(Reported(0, good, 100) for good in (30, 40, 50, 90)))

    assert usual_share(month) == Fraction(45, 100)


def test_while_the_usual_share_is_not_known_nothing_is_left_out() -> None:
    assert compared(a_month(USUAL, Reported(1, 999, 10)))["U02"] == Counts(1, 1000)


def test_a_unit_whose_applications_are_not_known_keeps_all() -> None:
    assert compared(a_month(*[USUAL] * 4, Reported(1, 999, None)))["U05"] == Counts(1, 1000)


def test_good_ratings_without_any_application_are_all_beyond() -> None:
    assert compared(a_month(*[USUAL] * 4, Reported(1, 99, 0)))["U05"] == Counts(1, 1)
