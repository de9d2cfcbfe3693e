"""Is what a result pays exact to the hundredth, and does the sum of all add up?"""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.money import Amount, amount_of, together, total
from server.rules.schemes.shape import Money
from tests.rules.appraisal.outcome_build import a_result, a_scheme, results_of


def paid(money: Money, score: str | None, entries: int = 0) -> Amount | None:
    result = replace(a_result(1, score), money=Fraction(entries))
    return amount_of(a_scheme(money=money), result)


def amount(money: Money, score: str, entries: int = 0) -> Fraction:
    found = paid(money, score, entries)
    assert found is not None
    return found.amount


def test_an_allowance_loses_what_the_entries_cost() -> None:
    assert amount(Money(allowance=Fraction(200)), "10", -20) == 180


@pytest.mark.parametrize(
    ("entries", "left", "at_floor"), [(-199, 1, False), (-200, 0, False), (-220, 0, True)]
)
def test_nothing_is_taken_below_the_floor(entries: int, left: int, *, at_floor: bool) -> None:
    found = paid(Money(allowance=Fraction(200)), "10", entries)

    assert found is not None
    assert found.amount == left
    assert found.at_floor is at_floor


def test_so_much_per_point_of_the_published_score() -> None:
    assert amount(Money(per_point=Fraction(12)), "91.67") == Fraction("1100.04")


def test_an_amount_is_rounded_to_the_hundredth_half_up() -> None:
    assert amount(Money(per_point=Fraction("0.5")), "91.67") == Fraction("45.84")


@pytest.mark.parametrize(
    ("score", "expected"), [("94.99", 600), ("95", 1000), ("80", 600), ("79.99", 0)]
)
def test_a_table_gives_the_first_amount_that_is_reached(score: str, expected: int) -> None:
    table = ((Fraction(95), Fraction(1000)), (Fraction(80), Fraction(600)))

    assert amount(Money(table=table), score) == expected


def test_who_is_not_assessed_and_a_scheme_without_money_have_no_amount() -> None:
    assert paid(Money(allowance=Fraction(200)), None) is None
    assert amount_of(a_scheme(), a_result(1, "90")) is None


def test_the_total_is_the_sum_of_what_each_is_paid() -> None:
    scheme = a_scheme(money=Money(per_point=Fraction("0.333")))
    amounts = [amount_of(scheme, one) for one in results_of(("91.67", "90.01", "88.88"))]

    assert total(one for one in amounts if one) == Fraction("30.53") + Fraction("29.97") + Fraction(
        "29.60"
    )


def test_months_are_added_as_they_were_paid() -> None:
    money = Money(allowance=Fraction(200))
    months = [paid(money, "10", -220), paid(money, "10", -20)]

    found = together([one for one in months if one])

    assert found is not None
    assert found.amount == 180
    assert found.at_floor
    assert together([]) is None
