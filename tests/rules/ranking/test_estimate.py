"""Do the quick bounds hold the exact chances, always and tightly?"""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.rules.ranking.counts import Bag, Counts, Row
from server.rules.ranking.dealing import Dealing, Side
from server.rules.ranking.estimate import SCALE_BITS, bounds_of
from server.rules.ranking.exact import exact_chances

WHOLE = 1 << SCALE_BITS
ERROR = Fraction(1, 20)


@st.composite
def dealt(draw: st.DrawFn, *, months: int) -> tuple[Row, Bag]:
    """A unit's counts and a bag that holds them, with anything from no to only bad ratings."""
    row, bag = list[Counts | None](), list[Counts]()
    for month in range(months):
        own, others = draw(st.integers(0, 120)), draw(st.integers(0, 1500))
        bad, bad_of_others = draw(st.integers(0, own)), draw(st.integers(0, others))
        is_there = month == 0 or draw(st.booleans())
        row.append(Counts(bad, own) if is_there else None)
        bag.append(Counts(bad + bad_of_others, own + others))
    return tuple(row), tuple(bag)


@given(case=dealt(months=1))
@example(case=((Counts(0, 0),), (Counts(0, 0),)))
@example(case=((Counts(500, 500),), (Counts(500, 9500),)))
@example(case=((Counts(0, 2000),), (Counts(900, 120_000),)))
@example(case=((Counts(300, 2000),), (Counts(900, 120_000),)))
def test_of_one_month_the_bounds_hold_the_chances_and_are_tight(case: tuple[Row, Bag]) -> None:
    bounds = bounds_of(*case)

    for bound, exact in zip(bounds[:2], exact_chances(*case), strict=True):
        assert bound.low <= exact * WHOLE <= bound.high
        # Relative to the chance itself, however small; 1 is what whole numbers cannot tell.
        assert bound.high - bound.low <= 1 + exact * WHOLE / 10**6 + 1


@given(case=dealt(months=3))
@example(case=((Counts(60, 60), Counts(0, 120)), (Counts(80, 1500), Counts(40, 900))))
def test_of_several_months_the_bounds_hold_the_chances(case: tuple[Row, Bag]) -> None:
    bounds = bounds_of(*case)

    for bound, exact in zip(bounds[:2], exact_chances(*case), strict=True):
        assert bound.low <= exact * WHOLE <= bound.high


@given(case=dealt(months=2))
def test_the_smaller_chance_is_bounded_too(case: tuple[Row, Bag]) -> None:
    least = bounds_of(*case).least

    assert least.low <= min(exact_chances(*case)) * WHOLE <= least.high


@pytest.mark.parametrize("side", Side)
def test_a_chance_exactly_at_the_limit_is_within_it(side: Side) -> None:
    row, bag = (Counts(17, 480),), (Counts(32, 2668),)
    chance = exact_chances(row, bag)[side.value]
    least_more = Fraction(1, 10**400)

    assert Dealing(chance).is_within_limit(row, bag, side)
    assert Dealing(chance + least_more).is_within_limit(row, bag, side)
    assert not Dealing(chance - least_more).is_within_limit(row, bag, side)


def test_of_equal_chances_the_lower_number_goes_first() -> None:
    # Six equal units, and two mirrored outcomes that are equally improbable by symmetry.
    bag = (Counts(60, 120),)
    rows: dict[str, Row] = {"A": (Counts(25, 30),), "B": (Counts(5, 30),)}

    assert exact_chances(rows["A"], bag).worse == exact_chances(rows["B"], bag).better
    assert Dealing(ERROR).most_improbable(rows, bag) == "A"
    assert Dealing(ERROR).most_improbable(dict(reversed(rows.items())), bag) == "B"


def test_nobody_is_improbable_above_the_limit() -> None:
    rows: dict[str, Row] = {"A": (Counts(6, 100),), "B": (Counts(4, 100),)}

    assert Dealing(ERROR).most_improbable(rows, (Counts(20, 400),)) is None


def test_a_unit_is_the_most_improbable_up_to_exactly_the_limit() -> None:
    row, bag = (Counts(17, 480),), (Counts(32, 2668),)
    chance = exact_chances(row, bag).worse

    assert Dealing(chance).most_improbable({"A": row}, bag) == "A"
    assert Dealing(chance - Fraction(1, 10**400)).most_improbable({"A": row}, bag) is None


def test_chances_too_small_for_the_bounds_are_compared_exactly() -> None:
    bag = (Counts(3000, 200_000),)
    rows: dict[str, Row] = {"A": (Counts(899, 900),), "B": (Counts(900, 900),)}

    assert exact_chances(rows["A"], bag).worse < Fraction(1, WHOLE)
    assert Dealing(ERROR).most_improbable(rows, bag) == "B"
    assert Dealing(ERROR).most_improbable(dict(reversed(rows.items())), bag) == "B"


def test_a_chance_exactly_between_two_decimals_is_rounded_up() -> None:
    row, bag = (Counts(1, 1),), (Counts(1, 20_000_000),)

    assert exact_chances(row, bag).worse == Fraction(1, 20_000_000)
    assert Dealing(ERROR).rounded(row, bag, Side.WORSE) == "0.0000001"
