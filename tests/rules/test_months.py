"""Is each moment in exactly one month, whatever month, year and zone?"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.errors import MomentWithoutZone, NotAMonth
from server.rules.months import HalfDay, Month, day_of, half_day_of, month_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
MILLISECOND, MICROSECOND = timedelta(milliseconds=1), timedelta(microseconds=1)
# The hall's zone, the database's, and zones whose clocks change.
ZONES = st.sampled_from([SHANGHAI, UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")])
MOMENTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    timezones=st.just(UTC),
)
MONTHS = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))


@given(moment=MOMENTS, zone=ZONES)
@example(moment=datetime(2026, 10, 31, 15, 59, 59, 999_999, tzinfo=UTC), zone=SHANGHAI)
@example(moment=datetime(2026, 10, 31, 16, tzinfo=UTC), zone=SHANGHAI)
@example(moment=datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC), zone=UTC)
def test_each_moment_is_in_exactly_one_month(moment: datetime, zone: tzinfo) -> None:
    month = month_of(moment, zone)
    around = [month.previous(), month, month.next()]

    holding = [m for m in around if m.starts_at(zone) <= moment < m.ends_at(zone)]

    assert holding == [month]


@given(month=MONTHS, zone=ZONES)
def test_months_follow_each_other_without_gap_or_overlap(month: Month, zone: tzinfo) -> None:
    assert month.ends_at(zone) == month.next().starts_at(zone)
    assert month.next().previous() == month
    assert month.previous() < month < month.next()


@given(month=MONTHS, zone=ZONES)
def test_the_last_moment_belongs_to_the_month_and_the_next_does_not(
    month: Month, zone: tzinfo
) -> None:
    end = month.ends_at(zone).astimezone(UTC)

    assert month_of(end - MILLISECOND, zone) == month
    assert month_of(end - MICROSECOND, zone) == month
    assert month_of(end, zone) == month.next()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-02", 28),
        ("2024-02", 29),
        ("2000-02", 29),
        ("2100-02", 28),
        ("2026-11", 30),
        ("2026-12", 31),
    ],
)
def test_a_month_has_its_days(text: str, days: int) -> None:
    found = Month.parse(text).days()

    assert len(found) == days
    assert {(day.year, day.month) for day in found} == {(int(text[:4]), int(text[5:]))}
    assert [day.day for day in found] == list(range(1, days + 1))


def test_the_year_ends_in_december() -> None:
    assert Month(2026, 12).next() == Month(2027, 1)
    assert Month(2027, 1).previous() == Month(2026, 12)
    assert Month(2026, 12) < Month(2027, 1)


def test_a_month_is_half_a_day_earlier_in_shanghai_than_in_the_database() -> None:
    moment = datetime(2026, 10, 31, 16, tzinfo=UTC)

    assert (month_of(moment, SHANGHAI), month_of(moment, UTC)) == (Month(2026, 11), Month(2026, 10))
    assert day_of(moment, SHANGHAI) == date(2026, 11, 1)
    assert Month(2026, 11).starts_at(SHANGHAI) == moment


@given(month=MONTHS)
def test_a_month_is_read_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-1", "2026-13", "2026-00", "0000-01", "2026-11-02", "2026/11"),
        *(" 2026-11", "2026-11\n", "２０２６-11", "2026年11月", "-026-11", "26-11"),
    ],
)
def test_any_other_writing_is_not_a_month(text: str) -> None:
    with pytest.raises(NotAMonth):
        Month.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (0, 1), (10_000, 1)])
def test_what_the_calendar_does_not_hold_is_not_a_month(year: int, number: int) -> None:
    with pytest.raises(NotAMonth):
        Month(year, number)


@pytest.mark.parametrize(
    ("hour", "minute", "half"),
    [
        pytest.param(0, 0, HalfDay.AM, id="midnight"),
        pytest.param(11, 59, HalfDay.AM, id="a minute before noon"),
        pytest.param(12, 0, HalfDay.PM, id="noon"),
        pytest.param(23, 59, HalfDay.PM, id="a minute before midnight"),
    ],
)
def test_noon_begins_the_second_half_of_the_day(hour: int, minute: int, half: HalfDay) -> None:
    moment = datetime(2026, 11, 25, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)

    assert half_day_of(moment, SHANGHAI) is half


@pytest.mark.parametrize("ask", [month_of, day_of, half_day_of])
def test_a_moment_without_zone_is_refused(ask: object) -> None:
    assert callable(ask)

    with pytest.raises(MomentWithoutZone):
        ask(datetime(2026, 11, 25), SHANGHAI)  # noqa: DTZ001  that is the point
