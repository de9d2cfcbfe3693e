"""Are published figures written exactly, and never without a value?"""

import pytest

from web.public.figures import count, good_interval, month_number, per_hundred, percent, width


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (0, 7, "0.00%"),
        (7, 7, "100.00%"),
        (1, 3, "33.33%"),
        (1, 20_000, "0.01%"),  # a half is rounded up
        (1, 20_001, "0.00%"),
        (0, 0, "—"),
    ],
)
def test_a_share_is_rounded_half_up_to_hundredths(part: int, whole: int, written: str) -> None:
    assert percent(part, whole) == written


@pytest.mark.parametrize(
    ("bad", "written"),
    [
        ([3, 118], "98.82–99.97%"),
        ([0, 617], "93.83–100.00%"),
        ([5, 10_000], "0.00–99.95%"),
        (None, "—"),
    ],
)
def test_the_interval_of_the_good_share_mirrors_that_of_the_bad_one(
    bad: list[int] | None, written: str
) -> None:
    assert good_interval(bad) == written


def test_thousands_stand_apart() -> None:
    assert [count(number) for number in (0, 999, 1000, 1_234_567)] == [
        "0",
        "999",
        "1,000",
        "1,234,567",
    ]


def test_bad_ratings_are_told_per_hundred() -> None:
    assert (per_hundred(25, 3319), per_hundred(0, 0)) == ("0.75", "—")


def test_nothing_has_no_length() -> None:
    assert (width(1, 3), width(0, 0)) == ("33.33%", "0%")


def test_a_month_knows_its_place_in_the_year() -> None:
    assert month_number("2026-11") == 11
