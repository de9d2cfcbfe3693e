"""Which month bears a fact."""

from dataclasses import replace
from datetime import date

import pytest

from server.rules.appraisal.booking import booked_in
from server.rules.months import Month
from server.rules.schemes.shape import ChargeMonth, LateEvents, Scheme
from tests.rules.appraisal.engine_build import a_fact, computed, of_items, own

JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)


def scheme(charge: ChargeMonth = ChargeMonth.ESTABLISHED, late: str = "revise") -> Scheme:
    """A scheme with these two choices."""
    return replace(of_items("points = -1"), charge_month=charge, late_events=LateEvents(late))


@pytest.mark.parametrize(
    ("charge", "month"), [(ChargeMonth.ESTABLISHED, FEBRUARY), (ChargeMonth.HAPPENED, JANUARY)]
)
def test_the_scheme_says_which_of_two_days_names_the_month(
    charge: ChargeMonth, month: Month
) -> None:
    fact = a_fact(day="2026-01-31", established_on=date(2026, 2, 1))

    assert booked_in(fact, scheme(charge), {}) == month


@pytest.mark.parametrize(
    ("known", "month"),
    [("2026-02-04", JANUARY), ("2026-02-05", JANUARY), ("2026-02-06", FEBRUARY)],
)
def test_what_is_known_after_the_closing_day_goes_to_the_next_month(
    known: str, month: Month
) -> None:
    fact = a_fact(known_on=date.fromisoformat(known))

    found = booked_in(fact, scheme(late="next_month"), {JANUARY: date(2026, 2, 5)})

    assert found == month


def test_it_goes_to_the_first_month_that_was_not_closed_yet() -> None:
    closed = {JANUARY: date(2026, 2, 5), FEBRUARY: date(2026, 3, 5)}
    fact = a_fact(known_on=date(2026, 3, 6))

    assert booked_in(fact, scheme(late="next_month"), closed) == MARCH


def test_under_revise_a_closed_month_bears_it_all_the_same() -> None:
    fact = a_fact(known_on=date(2026, 3, 6))

    assert booked_in(fact, scheme(), {JANUARY: date(2026, 2, 5)}) == JANUARY


def test_a_late_fact_by_the_month_of_happening_is_late_by_the_day_it_was_established() -> None:
    fact = a_fact(day="2026-01-31", established_on=date(2026, 2, 6))
    chosen = scheme(ChargeMonth.HAPPENED, late="next_month")

    assert booked_in(fact, chosen, {JANUARY: date(2026, 2, 5)}) == FEBRUARY


def test_what_was_established_later_does_not_move_the_count_of_a_month_before() -> None:
    doubling = of_items('when = "late", points = -1, repeat = { from = 2 }')
    january = a_fact("late", "2026-01-20", fields={"minutes": 5})
    late_found = a_fact(
        "late", "2026-01-10", fields={"minutes": 5}, established_on=date(2026, 2, 3)
    )

    assert own(computed(doubling, january, late_found)) == [-1]
