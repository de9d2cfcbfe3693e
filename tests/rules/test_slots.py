from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.packs.calendars import seeded_days
from server.rules.slots import (
    Daily,
    EveryMinutes,
    MonthlyOnDay,
    MonthlyOnWorkingDay,
    Rhythm,
    Slot,
    due_slots,
)
from server.rules.working_days import Calendar

CALENDAR = Calendar(
    {seed.day: seed.kind for year in (2025, 2026) for seed in seeded_days(year)},
    frozenset({2025, 2026}),
)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES_WITH_SUMMER_TIME = ("Europe/Berlin", "US/Pacific", "Australia/Lord_Howe")
TIMES = (time(0), time(1, 45), time(2), time(2, 15), time(2, 30), time(23, 59, 59))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SEAL = MonthlyOnDay(1, time(0, 10))
PUBLISH = MonthlyOnWorkingDay(5, time(9))


def due(rhythm: Rhythm, since: datetime, now: datetime, zone: ZoneInfo = SHANGHAI) -> list[Slot]:
    return due_slots(rhythm, since, now=now, zone=zone, calendar=CALENDAR)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def keys(slots: list[Slot]) -> list[str]:
    return [slot.key for slot in slots]


@pytest.mark.parametrize(
    ("rhythm", "due_at", "key"),
    [
        pytest.param(EveryMinutes(5), "2026-11-25T18:05", "2026-11-25T10:05Z", id="minutes"),
        pytest.param(Daily(time(2)), "2026-11-25T02:00", "2026-11-25", id="daily"),
        pytest.param(SEAL, "2026-11-01T00:10", "2026-11", id="the first of the month"),
        pytest.param(MonthlyOnDay(31, time(1)), "2026-02-28T01:00", "2026-02", id="a short month"),
        pytest.param(MonthlyOnDay(31, time(1)), "2028-02-29T01:00", "2028-02", id="a leap year"),
        pytest.param(PUBLISH, "2026-10-13T09:00", "2026-10", id="working day 5 after a holiday"),
        pytest.param(
            MonthlyOnWorkingDay(19, time(9)),
            "2026-11-02T09:00",
            "2026-10",
            id="into the next month",
        ),
    ],
)
def test_a_slot_is_due_at_its_moment_and_not_before(rhythm: Rhythm, due_at: str, key: str) -> None:
    moment = local(due_at)

    assert due(rhythm, moment - MINUTE, moment - timedelta(microseconds=1)) == []
    assert due(rhythm, moment - MINUTE, moment) == [Slot(key, moment.astimezone(UTC))]
    assert due(rhythm, moment, moment + MINUTE) == []


@pytest.mark.parametrize("zone_name", ZONES_WITH_SUMMER_TIME)
@pytest.mark.parametrize("at", TIMES, ids=str)
def test_each_local_day_of_twenty_years_is_due_once_and_on_that_day(
    zone_name: str, at: time
) -> None:
    zone = ZoneInfo(zone_name)
    start, end = datetime(2010, 1, 1, tzinfo=zone), datetime(2030, 1, 1, tzinfo=zone)

    slots = due(Daily(at), start - timedelta(microseconds=1), end - timedelta(microseconds=1), zone)

    days = [date(2010, 1, 1) + number * DAY for number in range((end.date() - start.date()).days)]
    assert keys(slots) == [f"{day}" for day in days]
    assert [slot.due_at.astimezone(zone).date() for slot in slots] == days
    assert all(first.due_at < second.due_at for first, second in pairwise(slots))


@pytest.mark.parametrize("zone_name", ZONES_WITH_SUMMER_TIME)
@pytest.mark.parametrize("at", TIMES, ids=str)
def test_each_month_of_twenty_years_is_due_once(zone_name: str, at: time) -> None:
    zone = ZoneInfo(zone_name)
    start, end = datetime(2010, 1, 1, tzinfo=zone), datetime(2030, 1, 1, tzinfo=zone)

    slots = due(MonthlyOnDay(1, at), start - MINUTE, end - MINUTE, zone)

    assert keys(slots) == [
        f"{year}-{month:02}" for year in range(2010, 2030) for month in range(1, 13)
    ]
    assert {slot.due_at.astimezone(zone).day for slot in slots} == {1}


def clock_changes(zone: ZoneInfo) -> list[datetime]:
    hours = [datetime(2010, 1, 1, tzinfo=UTC) + number * DAY for number in range(20 * 365)]
    return [
        after
        for before, after in pairwise(hours)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    ]


@pytest.mark.parametrize("zone_name", ZONES_WITH_SUMMER_TIME)
def test_asking_every_ten_minutes_across_every_clock_change_finds_each_day_once(
    zone_name: str,
) -> None:
    zone = ZoneInfo(zone_name)
    changes = clock_changes(zone)

    for change in changes:
        ticks = [change - DAY + number * 10 * MINUTE for number in range(2 * 144 + 1)]
        found = [
            slot.key
            for since, now in pairwise(ticks)
            for slot in due(Daily(time(2, 15)), since, now, zone)
        ]
        assert found == keys(due(Daily(time(2, 15)), ticks[0], ticks[-1], zone))
        assert Counter(found).most_common(1)[0][1] == 1
    assert len(changes) >= 38


def test_a_time_that_summer_time_skips_is_due_as_much_later() -> None:
    zone = ZoneInfo("Europe/Berlin")

    slots = due(
        Daily(time(2, 30)),
        datetime(2026, 3, 29, tzinfo=zone),
        datetime(2026, 3, 30, tzinfo=zone),
        zone,
    )

    assert [f"{slot.due_at.astimezone(zone):%H:%M}" for slot in slots] == ["03:30"]


def test_a_time_that_comes_twice_is_due_the_first_time() -> None:
    zone = ZoneInfo("Europe/Berlin")

    slots = due(
        Daily(time(2, 30)),
        datetime(2026, 10, 25, tzinfo=zone),
        datetime(2026, 10, 26, tzinfo=zone),
        zone,
    )

    assert [slot.due_at for slot in slots] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("outage", "daily", "monthly"),
    [
        pytest.param(MINUTE, ["2026-10-31"], [], id="one minute"),
        pytest.param(DAY, ["2026-10-31"], ["2026-11"], id="one day"),
        pytest.param(
            40 * DAY,
            [f"{date(2026, 10, 31) + number * DAY}" for number in range(40)],
            ["2026-11", "2026-12"],
            id="forty days: two months",
        ),
    ],
)
def test_after_an_outage_every_missed_slot_is_due_once_in_order(
    outage: timedelta, daily: list[str], monthly: list[str]
) -> None:
    last_seen = local("2026-10-31T01:59:30")
    back = last_seen + outage

    assert keys(due(Daily(time(2)), last_seen, back)) == daily
    assert keys(due(SEAL, last_seen, back)) == monthly


@pytest.mark.parametrize("minutes", [1, 7, 1440, 10_000])
def test_minutes_are_counted_from_1970_so_that_every_node_has_the_same(minutes: int) -> None:
    now = local("2026-11-25T10:00")

    slots = due(EveryMinutes(minutes), now - 3 * minutes * MINUTE, now)

    assert len(slots) == 3
    assert {slot.due_at.timestamp() % (minutes * 60) for slot in slots} == {0}


def test_nothing_is_due_when_the_clock_stands_still_or_goes_back() -> None:
    moment = local("2026-11-01T00:10")

    for rhythm in (SEAL, PUBLISH, Daily(time(0, 10)), EveryMinutes(1)):
        assert due(rhythm, moment, moment) == []
        assert due(rhythm, moment, moment - HOUR) == []


def test_an_unknown_january_is_published_by_weekdays() -> None:
    slots = due(PUBLISH, local("2027-01-01T00:00"), local("2027-01-31T00:00"))

    assert slots == [Slot("2027-01", datetime(2027, 1, 7, 1, tzinfo=UTC))]


RHYTHMS = st.one_of(
    st.builds(EveryMinutes, st.integers(1, 1440)),
    st.builds(Daily, st.times()),
    st.builds(MonthlyOnDay, st.integers(1, 31), st.times()),
    st.builds(MonthlyOnWorkingDay, st.integers(1, 23), st.times()),
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds the zone


@given(
    rhythm=RHYTHMS,
    since=MOMENTS,
    steps=st.lists(st.timedeltas(timedelta(0), 3 * DAY), min_size=1, max_size=5),
    zone_name=st.sampled_from(["Asia/Shanghai", *ZONES_WITH_SUMMER_TIME]),
)
def test_asking_often_or_once_finds_the_same_slots(
    rhythm: Rhythm, since: datetime, steps: list[timedelta], zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    ticks = [since]
    for step in steps:
        ticks.append(ticks[-1] + step)

    often = [slot for start, end in pairwise(ticks) for slot in due(rhythm, start, end, zone)]

    assert often == due(rhythm, ticks[0], ticks[-1], zone)
    assert len(set(keys(often))) == len(often)
