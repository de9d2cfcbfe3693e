"""The worked example of docs/scoring.md, to the digit."""

import random

import pytest

from server.rules.ranking.apart import index
from server.rules.ranking.bands import Band
from server.rules.ranking.counts import added
from server.rules.ranking.interval import interval
from server.rules.ranking.summons import summoned
from server.rules.ranking.verdicts import Why, verdicts
from server.rules.rounding import half_up
from tests.rules.ranking.groups import FIRST_MONTH, SECOND_MONTH, compared

# Unit, (worse, better, index), interval in hundredths of a percent, band.
GOLDEN = [
    pytest.param("A01", ("0.94373", "0.18180", "0.7431"), (3, 118), Band.ALIKE, id="A01"),
    pytest.param("A02", ("0.79192", "0.42365", "0.8853"), (10, 150), Band.ALIKE, id="A02"),
    pytest.param("A03", ("0.49752", "0.72383", "1.0555"), (20, 190), Band.ALIKE, id="A03"),
    pytest.param("A04", ("0.0000048", "0.9999992", "2.9144"), (207, 562), Band.BELOW, id="A04"),
    pytest.param("A05", ("0.06499", "0.98057", "1.4180"), (48, 284), Band.UNCERTAIN, id="A05"),
    pytest.param("A06", ("0.00000005", "0.99999999", "3.4066"), (279, 711), Band.BELOW, id="A06"),
    pytest.param("A07", ("1.00000", "0.67456", "0.9117"), (0, 617), Band.ALIKE, id="A07"),
]


@pytest.mark.parametrize(("unit", "golden", "limits", "band"), GOLDEN)
def test_every_figure_of_the_example_is_right_to_the_digit(
    unit: str, golden: tuple[str, str, str], limits: tuple[int, int], band: Band
) -> None:
    comparison = compared(FIRST_MONTH)
    row, alike = comparison.rows[unit], comparison.found.alike
    bag = added(alike, row) if unit in comparison.found.apart else alike

    figures = (*comparison.dealing.exact(row, bag), index(row, alike))
    shown = tuple(
        half_up(exact.numerator, exact.denominator, places=len(text) - len("0."))
        for exact, text in zip(figures, golden, strict=True)
    )

    assert shown == golden
    assert interval(*FIRST_MONTH[unit]) == limits
    assert verdicts([FIRST_MONTH])[unit].band is band


def test_a04_and_a06_are_set_apart_and_nobody_else() -> None:
    assert compared(FIRST_MONTH).found.apart == {"A04", "A06"}


def test_a05_is_uncertain_because_three_more_bad_ones_would_put_it_below() -> None:
    a05 = verdicts([FIRST_MONTH])["A05"]

    assert (a05.why, a05.could_be) == (Why.THREE_RATINGS, (Band.BELOW,))


def test_a08_is_listed_only_for_its_twenty_ratings() -> None:
    a08 = verdicts([FIRST_MONTH])["A08"]

    assert (a08.band, a08.why, a08.figures.index) == (Band.LISTED, Why.FEW_RATINGS, None)


def test_a04_and_a06_are_invited_after_the_second_month_and_nobody_else() -> None:
    assert summoned(FIRST_MONTH, SECOND_MONTH) == ["A04", "A06"]


def test_the_order_of_the_input_does_not_matter() -> None:
    shuffled = list(FIRST_MONTH.items())
    random.Random(1).shuffle(shuffled)  # noqa: S311  any order will do

    assert list(verdicts([dict(shuffled)]).items()) == list(verdicts([FIRST_MONTH]).items())
