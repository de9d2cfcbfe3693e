from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from server.rules.opening import DayException, Hours, OpenSpan, is_open
from server.rules.working_days import DayKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
WEEK = tuple(
    span
    for weekday in range(5)
    for span in (
        OpenSpan(weekday, time(9), time(12)),
        OpenSpan(weekday, time(13, 30), time(17)),
    )
)
OFFICE_HOURS = Hours(WEEK)
WITH_SATURDAYS = Hours((*WEEK, OpenSpan(SATURDAY, time(9), time(12))))


def open_at(local: str, hours: Hours = OFFICE_HOURS, day_kind: DayKind = DayKind.WORKDAY) -> bool:
    moment = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI).astimezone(UTC)
    return is_open(moment, SHANGHAI, hours=hours, day_kind=day_kind)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        pytest.param("08:59:59.999999", False, id="just before opening"),
        pytest.param("09:00", True, id="at opening"),
        pytest.param("11:59:59.999999", True, id="just before lunch"),
        pytest.param("12:00", False, id="at the start of lunch"),
        pytest.param("13:29:59.999999", False, id="at the end of lunch"),
        pytest.param("13:30", True, id="after lunch"),
        pytest.param("17:00", False, id="at closing"),
    ],
)
def test_a_hall_is_open_from_opening_until_before_closing(clock: str, *, expected: bool) -> None:
    assert open_at(f"2026-11-25T{clock}") is expected


def test_hours_are_those_of_the_halls_own_zone() -> None:
    moment = datetime(2026, 11, 25, 2, tzinfo=UTC)

    assert is_open(moment, SHANGHAI, hours=OFFICE_HOURS, day_kind=DayKind.WORKDAY)
    assert not is_open(moment, UTC, hours=OFFICE_HOURS, day_kind=DayKind.WORKDAY)


def test_a_weekday_that_is_a_holiday_is_closed() -> None:
    assert not open_at("2026-10-01T10:00", day_kind=DayKind.HOLIDAY)


def test_a_weekend_is_open_only_for_a_hall_that_has_hours_then() -> None:
    saturday = "2026-11-28T10:00"

    assert not open_at(saturday, OFFICE_HOURS, DayKind.WEEKEND)
    assert open_at(saturday, WITH_SATURDAYS, DayKind.WEEKEND)
    assert not open_at("2026-11-28T14:00", WITH_SATURDAYS, DayKind.WEEKEND)


def test_a_weekend_in_a_holiday_is_closed_for_everybody() -> None:
    assert not open_at("2026-10-03T10:00", WITH_SATURDAYS, DayKind.HOLIDAY)


def test_a_worked_weekend_runs_like_a_monday() -> None:
    worked = "2026-10-10T14:00"

    assert open_at(worked, OFFICE_HOURS, DayKind.MAKEUP)
    assert open_at(worked, WITH_SATURDAYS, DayKind.MAKEUP)


def test_a_worked_weekend_has_mondays_hours_and_not_another_days() -> None:
    monday_only = Hours((OpenSpan(0, time(9), time(12)),))

    assert open_at("2026-10-10T10:00", monday_only, DayKind.MAKEUP)
    assert not open_at("2026-10-10T14:00", monday_only, DayKind.MAKEUP)


def test_an_exception_closes_a_day() -> None:
    closed = Hours(WEEK, (DayException(date(2026, 11, 25)),))

    assert not open_at("2026-11-25T10:00", closed)
    assert open_at("2026-11-26T10:00", closed)


def test_an_exception_gives_a_day_other_hours_even_on_a_holiday() -> None:
    day = date(2026, 10, 1)
    special = Hours(
        WEEK, (DayException(day, time(10), time(11)), DayException(day, time(14), time(15)))
    )

    found = [open_at(f"2026-10-01T{hour}:30", special, DayKind.HOLIDAY) for hour in (10, 11, 14)]

    assert found == [True, False, True]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("09:59:59", False), ("10:00", True), ("10:59:59", True), ("11:00", False)],
)
def test_an_exception_runs_from_opening_until_before_closing(clock: str, *, expected: bool) -> None:
    special = Hours(WEEK, (DayException(date(2026, 11, 25), time(10), time(11)),))

    assert open_at(f"2026-11-25T{clock}", special) is expected


def test_an_exception_with_half_its_times_is_closed() -> None:
    half = Hours(WEEK, (DayException(date(2026, 11, 25), opens=time(8)),))

    assert not open_at("2026-11-25T10:00", half)


def test_a_hall_whose_hours_nobody_entered_is_open_except_on_closed_days() -> None:
    unknown = Hours((), (DayException(date(2026, 11, 26)),))

    assert open_at("2026-11-25T23:59:59.999999", unknown)
    assert not open_at("2026-11-26T10:00", unknown)
