from datetime import UTC, date, datetime, timedelta

import pytest

from server.errors import SecondRatingClosed, TicketExpired, TicketUnreadable
from server.rules.months import Month
from server.rules.visit import (
    check_second_rating,
    check_ticket,
    counted_month,
    is_fresh,
    last_day_of_second_rating,
)

SCANNED = datetime(2026, 11, 25, 10, tzinfo=UTC)
TICK = timedelta(microseconds=1)
TWO_HOURS = timedelta(hours=2)
SKEW = timedelta(seconds=60)
OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
VISIT = date(2026, 11, 25)


@pytest.mark.parametrize(
    "age",
    [
        pytest.param(timedelta(), id="just scanned"),
        pytest.param(TWO_HOURS - TICK, id="just under two hours"),
        pytest.param(TWO_HOURS, id="exactly two hours"),
        pytest.param(-SKEW, id="sixty seconds ahead"),
    ],
)
def test_a_form_is_good_for_two_hours_after_its_scan(age: timedelta) -> None:
    check_ticket(SCANNED, SCANNED + age)


def test_a_form_older_than_two_hours_is_expired() -> None:
    with pytest.raises(TicketExpired):
        check_ticket(SCANNED, SCANNED + TWO_HOURS + TICK)


def test_a_form_from_the_future_was_not_made_here() -> None:
    with pytest.raises(TicketUnreadable):
        check_ticket(SCANNED, SCANNED - SKEW - TICK)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        pytest.param(-SKEW - TICK, False, id="too far ahead"),
        pytest.param(-SKEW, True, id="sixty seconds ahead"),
        pytest.param(TWO_HOURS, True, id="exactly two hours"),
        pytest.param(TWO_HOURS + TICK, False, id="older"),
    ],
)
def test_fresh_is_what_passes_the_check(age: timedelta, *, expected: bool) -> None:
    assert is_fresh(SCANNED, SCANNED + age) is expected


def test_another_life_can_be_given_to_a_ticket() -> None:
    with pytest.raises(TicketExpired):
        check_ticket(SCANNED, SCANNED + TWO_HOURS, life=TWO_HOURS - TICK)


@pytest.mark.parametrize("days", [0, 14, 15])
def test_a_second_rating_is_taken_up_to_fifteen_days_after_the_visit(days: int) -> None:
    check_second_rating(VISIT, VISIT + timedelta(days=days), is_given=False)

    assert last_day_of_second_rating(VISIT) == date(2026, 12, 10)


def test_on_the_sixteenth_day_it_is_too_late_for_a_second_rating() -> None:
    with pytest.raises(SecondRatingClosed):
        check_second_rating(VISIT, VISIT + timedelta(days=16), is_given=False)


def test_there_is_no_third_rating() -> None:
    with pytest.raises(SecondRatingClosed):
        check_second_rating(VISIT, VISIT, is_given=True)


@pytest.mark.parametrize(
    ("sealed", "expected"),
    [
        pytest.param(set(), NOVEMBER, id="nothing sealed"),
        pytest.param({OCTOBER}, NOVEMBER, id="only an earlier month sealed"),
        pytest.param({OCTOBER, NOVEMBER}, DECEMBER, id="its month sealed"),
        pytest.param({NOVEMBER, DECEMBER}, Month(2027, 1), id="the next one too"),
    ],
)
def test_a_rating_counts_in_its_month_or_the_next_that_is_not_sealed(
    sealed: set[Month], expected: Month
) -> None:
    assert counted_month(NOVEMBER, sealed.__contains__) == expected
