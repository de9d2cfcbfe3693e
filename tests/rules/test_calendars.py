from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # the package ships no types
import pytest

from server.packs.calendars import CalendarSeed, is_known, seeded_days
from server.rules.working_days import SATURDAY, Calendar, DayKind

KNOWN_YEARS = range(2004, 2027)
# The one day about which the sources disagree: worked by the library, a plain Saturday there.
DIFFERENCES = {date(2005, 12, 31)}


def every_day(years: range) -> Iterator[date]:
    day = date(years[0], 1, 1)
    while day.year in years:
        yield day
        day += timedelta(days=1)


@pytest.fixture(scope="module", name="calendar")
def seeded_calendar() -> Calendar:
    days = {seed.day: seed.kind for year in KNOWN_YEARS for seed in seeded_days(year)}
    return Calendar(days, frozenset(year for year in KNOWN_YEARS if is_known(year)))


def test_every_day_since_2004_agrees_with_a_second_source(calendar: Calendar) -> None:
    differences = {
        day
        for day in every_day(KNOWN_YEARS)
        if calendar.is_working(day) != chinese_calendar.is_workday(day)
    }

    assert differences == DIFFERENCES


def test_every_holiday_of_the_second_source_is_a_holiday_here(calendar: Calendar) -> None:
    missed = {
        day for day in chinese_calendar.holidays if calendar.kind_of(day) is not DayKind.HOLIDAY
    }

    assert missed == set()


def test_a_holiday_that_only_we_have_is_a_weekend_beside_one(calendar: Calendar) -> None:
    ours = {day for day in every_day(KNOWN_YEARS) if calendar.kind_of(day) is DayKind.HOLIDAY}
    extra = ours - set(chinese_calendar.holidays)

    assert extra
    assert {day.weekday() for day in extra} <= {5, 6}


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_announced(
    calendar: Calendar, year: int, working: int
) -> None:
    days = every_day(range(year, year + 1))

    assert sum(calendar.is_working(day) for day in days) == working


def test_the_weekends_worked_in_2026_are_those_of_the_notice() -> None:
    worked = [seed.day for seed in seeded_days(2026) if seed.kind is DayKind.MAKEUP]

    expected = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    assert [f"{day:%m-%d}" for day in worked] == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2003, False), (2004, True), (2026, True), (2027, False), (2028, False)],
)
def test_a_year_is_known_when_its_exchanged_weekends_are(year: int, *, expected: bool) -> None:
    assert is_known(year) is expected
    assert bool(seeded_days(year)) is expected


def test_every_seed_is_of_its_year_in_order_and_not_what_its_weekday_says() -> None:
    for year in KNOWN_YEARS:
        seeds = seeded_days(year)
        days = [seed.day for seed in seeds]

        assert days == sorted(set(days))
        assert {day.year for day in days} == {year}
        assert all(seed.kind is DayKind.HOLIDAY or seed.day.weekday() >= SATURDAY for seed in seeds)


def test_every_seed_names_its_holiday() -> None:
    unnamed = [seed for year in KNOWN_YEARS for seed in seeded_days(year) if not seed.name]

    assert unnamed == []


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(CalendarSeed(date(2026, 10, 6), DayKind.HOLIDAY, "国庆节"), id="exchanged"),
        pytest.param(CalendarSeed(date(2026, 10, 4), DayKind.HOLIDAY, "国庆节"), id="a Sunday"),
        pytest.param(CalendarSeed(date(2026, 9, 20), DayKind.MAKEUP, "国庆节"), id="worked"),
        pytest.param(CalendarSeed(date(2026, 2, 15), DayKind.HOLIDAY, "农历除夕"), id="before"),
    ],
)
def test_days_around_a_holiday_bear_its_name(seed: CalendarSeed) -> None:
    assert seed in seeded_days(2026)


def test_no_notice_ever_turned_an_earlier_december_day_than_the_last_week() -> None:
    """Holds the assumption behind ``Calendar.is_settled``."""
    turned = [
        day
        for day in every_day(KNOWN_YEARS)
        if day.month == 12 and chinese_calendar.is_workday(day) != (day.weekday() < SATURDAY)
    ]

    assert turned
    assert min(day.day for day in turned) >= 29
