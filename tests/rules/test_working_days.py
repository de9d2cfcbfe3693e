from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.packs.calendars import seeded_days
from server.rules.working_days import Calendar, DayKind, add_working_days, nth_working_day

CALENDAR = Calendar({seed.day: seed.kind for seed in seeded_days(2026)}, frozenset({2026}))
NOTHING_KNOWN = Calendar({}, frozenset())


@pytest.mark.parametrize(
    ("start", "n", "due_on"),
    [
        pytest.param("2026-11-25", 0, "2026-11-25", id="none: the same day"),
        pytest.param("2026-11-25", 1, "2026-11-26", id="one: the day after"),
        pytest.param("2026-11-27", 1, "2026-11-30", id="over a weekend"),
        pytest.param("2026-11-28", 1, "2026-11-30", id="from a weekend"),
        pytest.param(
            "2026-09-30", 5, "2026-10-13", id="over the National Day and a worked Saturday"
        ),
        pytest.param("2026-02-13", 1, "2026-02-14", id="to a worked Saturday"),
        pytest.param("2026-02-14", 1, "2026-02-24", id="over the Spring Festival"),
    ],
)
def test_a_deadline_counts_working_days_from_the_day_after(start: str, n: int, due_on: str) -> None:
    deadline = add_working_days(date.fromisoformat(start), n, CALENDAR)

    assert deadline.due_on == date.fromisoformat(due_on)
    assert not deadline.is_provisional


def test_a_deadline_shows_every_day_on_the_way_and_why_it_counted() -> None:
    deadline = add_working_days(date(2026, 1, 1), 2, CALENDAR)

    assert [(each.day.day, each.kind, each.number) for each in deadline.counted] == [
        (2, DayKind.HOLIDAY, None),
        (3, DayKind.HOLIDAY, None),
        (4, DayKind.MAKEUP, 1),
        (5, DayKind.WORKDAY, 2),
    ]


@pytest.mark.parametrize(
    ("start", "n", "due_on", "is_provisional"),
    [
        pytest.param("2026-12-23", 1, "2026-12-24", False, id="before the last week"),
        pytest.param("2026-12-24", 1, "2026-12-25", True, id="in the last week of a known year"),
        pytest.param("2026-12-31", 1, "2027-01-01", True, id="in an unknown year"),
        pytest.param("2027-05-03", 2, "2027-05-05", True, id="far in an unknown year"),
        pytest.param("2025-12-31", 1, "2026-01-04", False, id="from an unknown year into a known"),
        pytest.param("2027-01-01", 0, "2027-01-01", False, id="no day counted"),
    ],
)
def test_a_deadline_that_a_notice_may_still_change_is_provisional(
    start: str, n: int, due_on: str, *, is_provisional: bool
) -> None:
    deadline = add_working_days(date.fromisoformat(start), n, CALENDAR)

    assert deadline.due_on == date.fromisoformat(due_on)
    assert deadline.is_provisional is is_provisional


def test_the_last_week_is_settled_when_the_next_year_is_known() -> None:
    both = Calendar(CALENDAR.days, frozenset({2026, 2027}))

    assert not add_working_days(date(2026, 12, 24), 4, both).is_provisional


def test_in_an_unknown_year_weekdays_count_whatever_is_stored() -> None:
    forgotten = Calendar({date(2027, 1, 1): DayKind.HOLIDAY}, frozenset({2026}))

    assert forgotten.kind_of(date(2027, 1, 1)) is DayKind.WORKDAY
    assert forgotten.kind_of(date(2027, 1, 2)) is DayKind.WEEKEND


@pytest.mark.parametrize(
    ("month", "n", "due_on"),
    [
        pytest.param(12, 1, "2026-12-01", id="the first day"),
        pytest.param(12, 5, "2026-12-07", id="the fifth"),
        pytest.param(10, 1, "2026-10-08", id="after a week of holidays"),
        pytest.param(2, 5, "2026-02-06", id="before a festival"),
        pytest.param(2, 17, "2026-03-02", id="past the month's last"),
    ],
)
def test_a_working_day_of_a_month_is_counted_from_its_first_day(
    month: int, n: int, due_on: str
) -> None:
    deadline = nth_working_day(2026, month, n=n, calendar=CALENDAR)

    assert deadline.due_on == date.fromisoformat(due_on)


def test_a_working_day_of_an_unknown_january_is_provisional() -> None:
    deadline = nth_working_day(2027, 1, n=5, calendar=CALENDAR)

    assert deadline.due_on == date(2027, 1, 7)
    assert deadline.is_provisional


@given(
    start=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    n=st.integers(0, 60),
    calendar=st.sampled_from([CALENDAR, NOTHING_KNOWN]),
)
def test_a_deadline_is_a_working_day_and_counts_exactly_n(
    start: date, n: int, calendar: Calendar
) -> None:
    deadline = add_working_days(start, n, calendar)

    numbers = [each.number for each in deadline.counted if each.number is not None]
    assert numbers == list(range(1, n + 1))
    assert deadline.due_on == (deadline.counted[-1].day if n else start)
    assert n == 0 or calendar.is_working(deadline.due_on)
