"""Anyone can draw the windows again from what is on record, with this software or without it."""

import pytest

from server.rules.inspections.draw import (
    LONGEST_SEED,
    digest_of,
    draw,
    is_repeatable,
    read,
    written,
)

WINDOWS = [f"A{number:02}" for number in range(1, 21)]


def test_the_same_seed_draws_the_same_windows_in_whatever_order_they_were_named() -> None:
    assert draw("3D 417", reversed(WINDOWS), 5) == draw("3D 417", [*WINDOWS, "A01"], 5)


def test_the_draw_is_the_one_that_was_written_down_by_hand() -> None:
    drawn = draw("2026-11-25 3D 417", WINDOWS[:8], 3)

    assert drawn.drawn == ("A07", "A05", "A02")
    assert drawn.digest == "5fbdac0e13afc30831e8eda9130de86a3ead61d42780f85cd6181cc4978ac35c"


def test_another_seed_draws_others() -> None:
    drawn = {draw(f"seed {number}", WINDOWS, 3).drawn for number in range(20)}

    assert len(drawn) > 15


def test_each_window_is_drawn_about_as_often_as_every_other() -> None:
    counts = dict.fromkeys(WINDOWS, 0)
    for number in range(2000):
        for window in draw(f"seed {number}", WINDOWS, 5).drawn:
            counts[window] += 1

    # 2000 draws, each window with a chance of 1/4: 500 expected, standard deviation 19.4.
    assert all(400 < count < 600 for count in counts.values())


@pytest.mark.parametrize(("count", "drawn"), [(0, 0), (1, 1), (20, 20), (21, 20)])
def test_no_more_are_drawn_than_there_are(count: int, drawn: int) -> None:
    assert len(draw("s", WINDOWS, count).drawn) == drawn


def test_a_list_reads_back_as_it_was_written() -> None:
    assert read(written(WINDOWS)) == tuple(WINDOWS)
    assert digest_of(WINDOWS) != digest_of(WINDOWS[:-1])


@pytest.mark.parametrize(
    ("seed", "fits"),
    [
        ("3D 417", True),
        ("种子", True),
        ("x" * LONGEST_SEED, True),
        ("x" * (LONGEST_SEED + 1), False),
        ("", False),
        (" 417", False),
        ("4|17", False),
        ("4\n17", False),
    ],
)
def test_a_seed_is_one_line_that_can_be_typed_again(seed: str, *, fits: bool) -> None:
    assert is_repeatable(seed) is fits
