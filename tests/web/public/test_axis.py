"""Does the axis hide nothing, and does each share stand where it belongs?"""

from itertools import pairwise

import pytest

from web.public.axis import STARTS, Axis, axis_for


@pytest.mark.parametrize(
    ("highest_bad", "start"),
    [
        (0, 95),
        (500, 95),  # the lowest limit, 95 %, lies on the start
        (501, 90),
        (2999, 70),
        (3001, 60),
        (5000, 50),
        (5001, 0),
        (10_000, 0),
    ],
)
def test_the_axis_begins_at_the_highest_round_start_that_shows_all(
    highest_bad: int, start: int
) -> None:
    assert axis_for([0, highest_bad]).start == start


def test_without_any_window_there_is_still_an_axis() -> None:
    assert axis_for([]).start == 95


@pytest.mark.parametrize("start", STARTS)
def test_every_axis_has_round_steps_and_ends_at_a_hundred(start: int) -> None:
    ticks = Axis(start).ticks

    steps = {after.percent - before.percent for before, after in pairwise(ticks)}
    assert (ticks[0].percent, ticks[-1].percent) == (start, 100)
    assert (ticks[0].place, ticks[-1].place) == ("0.00%", "100.00%")
    assert len(steps) == 1
    assert 3 <= len(ticks) <= 6


def test_a_share_stands_in_proportion_between_start_and_end() -> None:
    assert Axis(90).place(95, 100) == "50.00%"
    assert Axis(0).place(1, 3) == "33.33%"


def test_a_share_below_the_start_stands_on_the_start() -> None:
    assert Axis(90).place(1, 2) == "0.00%"


def test_on_an_upright_scale_a_hundred_percent_is_at_the_top() -> None:
    heights = [Axis(80).height(share, 100, within=160, top=20) for share in (100, 90, 80)]

    assert heights == ["20.0", "100.0", "180.0"]


def test_only_an_axis_from_zero_lets_lengths_be_compared() -> None:
    assert Axis(0).begins_at_zero
    assert not Axis(50).begins_at_zero
