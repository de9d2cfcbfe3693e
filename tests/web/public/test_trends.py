"""Is a year drawn on a round scale, in proportion, and with gaps where nothing is known?"""

from fractions import Fraction

import pytest

from web.public.trends import Reading, across, chart, round_step


def readings(**figures: int) -> list[Reading]:
    """One figure a month of 2026: m08=40."""
    return [
        Reading(f"2026-{month[1:]}", Fraction(figure), str(figure), "")
        for month, figure in figures.items()
    ]


@pytest.mark.parametrize(
    ("highest", "step"),
    [
        (Fraction(3), Fraction(1)),
        (Fraction(301, 100), Fraction(2)),
        (Fraction(42), Fraction(20)),
        (Fraction(1, 2), Fraction(1, 5)),
        (Fraction(0), Fraction(1, 100)),
        (Fraction(5583), Fraction(2000)),
    ],
)
def test_three_round_steps_reach_the_highest_figure(highest: Fraction, step: Fraction) -> None:
    assert round_step(highest) == step


def test_the_scale_begins_at_zero_and_the_highest_figure_fits() -> None:
    drawn = chart(readings(m08=30, m09=60))

    assert drawn
    assert [line.words for line in drawn.scale] == ["0", "20", "40", "60"]
    assert (drawn.first.y, drawn.last.y) == ("89.0", "14.0")


def test_a_line_is_broken_where_a_month_is_missing() -> None:
    drawn = chart(readings(m06=1, m07=2, m09=3))

    assert drawn
    assert [[point.month for point in run] for run in drawn.runs] == [
        ["2026-06", "2026-07"],
        ["2026-09"],
    ]


def test_months_stand_by_their_distance_also_over_the_new_year() -> None:
    place = across(["2025-11", "2026-02"], left=0, right=30)

    assert [place(month) for month in ("2025-11", "2025-12", "2026-01", "2026-02")] == [
        "0.0",
        "10.0",
        "20.0",
        "30.0",
    ]


def test_a_single_month_stands_at_the_right() -> None:
    assert across(["2026-10"], left=0, right=30)("2026-10") == "30.0"


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart([]) is None


def test_of_a_whole_year_every_third_month_is_named_and_the_last_always() -> None:
    drawn = chart(readings(**{f"m{month:02}": month for month in range(1, 13)}))

    assert drawn
    assert [line.words for line in drawn.months] == ["2026-03", "2026-06", "2026-09", "2026-12"]
