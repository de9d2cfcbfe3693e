from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from server.rules.rushes import Rush, densest, most_within, short_gaps, usual_of
from server.rules.tails import binomial_tail, poisson_tail

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)  # 09:00 in Shanghai
SECOND = timedelta(seconds=1)
ONE = Fraction(1)
FLAT = usual_of({hour: Fraction(6) for hour in range(24)}, busy=ONE, zone=SHANGHAI)


def at(*minutes: float) -> list[datetime]:
    return [NINE + minute * 60 * SECOND for minute in minutes]


def test_the_usual_rate_is_that_of_the_local_hour() -> None:
    usual = usual_of({9: Fraction(3), 10: Fraction(5)}, busy=ONE, zone=SHANGHAI)

    assert usual.highest(NINE, 59) == 3
    assert usual.highest(NINE, 60) == 5
    assert usual.highest(NINE + 60 * 60 * SECOND, 60) == 5


def test_a_busy_day_raises_the_usual_and_a_quiet_hour_is_never_empty() -> None:
    usual = usual_of({9: Fraction(3)}, busy=Fraction(4, 3), zone=SHANGHAI)

    assert usual.by_hour[9] == 4
    assert usual.by_hour[3] == Fraction(1, 2)


def test_rates_are_rounded_up_to_a_thousandth() -> None:
    usual = usual_of({9: Fraction(10, 3)}, busy=ONE, zone=SHANGHAI)

    assert usual.by_hour[9] == Fraction(3334, 1000)


def test_the_densest_stretch_has_the_chance_of_its_followers_times_the_days_ratings() -> None:
    moments = at(0, *(100 + number for number in range(9)), 300)

    rush = densest(moments, 10, usual=FLAT)

    assert rush == Rush(9, poisson_tail(8, mean=ONE) * 6 * 24)
    assert rush.chance < Fraction(1, 100)


def test_a_day_of_more_ratings_than_usual_has_more_beginnings_of_a_stretch() -> None:
    quiet = usual_of({}, busy=ONE, zone=SHANGHAI)
    moments = at(*(20 * number for number in range(13)), 300, 301, 302, 303)

    assert densest(moments, 6, usual=quiet) == Rush(
        4, poisson_tail(3, mean=Fraction(1, 20)) * len(moments)
    )


@pytest.mark.parametrize(
    ("last", "seen"),
    [
        pytest.param(6.0, 3, id="exactly six minutes from first to last"),
        pytest.param(6.01, 2, id="a little more"),
    ],
)
def test_a_stretch_includes_its_last_moment(last: float, seen: int) -> None:
    assert densest(at(0, 1, last), 6, usual=FLAT).seen == seen


def test_of_two_stretches_the_one_in_the_quiet_hour_is_found() -> None:
    usual = usual_of({9: Fraction(12), 14: Fraction(1)}, busy=ONE, zone=SHANGHAI)
    morning, afternoon = at(0, 1, 2, 3, 4), at(300, 301, 302, 303)

    assert densest(morning + afternoon, 10, usual=usual).seen == 4


def test_a_day_without_ratings_has_no_rush() -> None:
    assert densest([], 10, usual=FLAT) == Rush(0, ONE)
    assert short_gaps([], 30 * SECOND, usual=FLAT) == Rush(0, ONE)
    assert most_within([], 600 * SECOND) == 0


def test_gaps_shorter_than_a_service_are_counted_against_the_busiest_hour() -> None:
    moments = at(0, 0.5, 0.9, 60)

    rush = short_gaps(moments, 30 * SECOND, usual=FLAT)

    assert rush == Rush(1, binomial_tail(1, trials=3, chance=Fraction(6 * 30, 3600)))


def test_where_every_gap_may_be_short_none_is_suspicious() -> None:
    crowded = usual_of({9: Fraction(1000)}, busy=ONE, zone=SHANGHAI)

    assert short_gaps(at(0, 0.1, 0.2), 30 * SECOND, usual=crowded).chance == 1


def test_the_most_within_a_span_leaves_out_its_end() -> None:
    assert most_within(at(0, 5, 10), 600 * SECOND) == 2
    assert most_within(at(0, 5, 9.99), 600 * SECOND) == 3
