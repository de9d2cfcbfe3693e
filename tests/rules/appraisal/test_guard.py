"""Does a bottom rule act only where the difference is beyond chance?"""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules.appraisal.guard import Dealt, exact_share, guarded
from server.rules.schemes.shape import Guard

EIGHT = (Fraction(20),) * 8


@pytest.mark.parametrize(
    ("own", "total", "shown"),
    [(3, 10, "0.956"), (9, 16, "0.0003")],
    ids=["3 of 10 facts among 8 people may be chance", "9 of 16 are not"],
)
def test_the_examples_of_the_scheme(own: int, total: int, shown: str) -> None:
    digits = len(shown) - 2

    assert round(exact_share(own, total, EIGHT), digits) == Fraction(shown)


def test_equal_shares_are_a_matter_of_counting() -> None:
    # 2 of 2 facts on one of two people: both on the first, or both on the second.
    assert exact_share(2, 2, (Fraction(1), Fraction(1))) == Fraction(1, 2)


def test_attended_days_are_the_shares_and_halves_count() -> None:
    days = (Fraction(1, 2), Fraction(3, 2))

    assert exact_share(1, 1, days) == 1
    assert exact_share(2, 2, days) == Fraction(1, 16) + Fraction(9, 16)


@given(st.integers(0, 12), st.integers(1, 12), st.integers(1, 5))
@settings(max_examples=40)
def test_both_sides_of_the_sum_give_the_same(own: int, total: int, days: int) -> None:
    shares = (Fraction(days), Fraction(3))

    plain = sum(
        comb(total, k) * share**k * (1 - share) ** (total - k)
        for share in (Fraction(days, days + 3), Fraction(3, days + 3))
        for k in range(own, total + 1)
    )
    assert exact_share(own, total, shares) == min(1, plain)


def test_the_sum_is_never_more_than_certain() -> None:
    assert exact_share(0, 5, EIGHT) == 1


def test_a_group_that_was_never_there_says_nothing() -> None:
    assert exact_share(3, 3, (Fraction(0), Fraction(0))) == 1


@pytest.mark.parametrize(("alpha", "acts"), [(Fraction(1, 16), True), (Fraction(1, 17), False)])
def test_alpha_itself_acts(alpha: Fraction, acts: bool) -> None:
    found = guarded(Guard(alpha=alpha), Dealt(5, 5, (Fraction(1), Fraction(1))))

    assert found.p == Fraction(1, 16)
    assert found.acts is acts


@pytest.mark.parametrize(("total", "acts"), [(4, False), (5, True)])
def test_too_few_facts_never_act(total: int, acts: bool) -> None:
    found = guarded(Guard(min_n=5, alpha=Fraction(1)), Dealt(total, total, EIGHT))

    assert found.acts is acts
