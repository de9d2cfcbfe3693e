"""T1: every rating counts in exactly one month, to the last instant of it."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server import errors
from server.actions.publication.seal_month import seal_month
from server.db import session, transaction
from server.models.ratings import MonthTally, Rating, SetAsideTally
from server.models.registry import Hall as HallTable
from server.queries.registry.halls import hall_named
from server.rules.months import Month
from tests.build import TestHall, a_hall, at, in_being_since, rate

pytestmark = [pytest.mark.reliability, pytest.mark.usefixtures("in_app")]

# After months of 31, 30, 28 and 29 days, at a year's end, and before a leap day; where the hall
# is, and in zones with summer time.
BORDERS = ("2026-11-01", "2026-12-01", "2027-01-01", "2027-03-01", "2028-02-29", "2028-03-01")
ZONES = ("Asia/Shanghai", "UTC", "Europe/Berlin", "US/Pacific")
INSTANT, MILLISECOND, SECOND = (timedelta(microseconds=us) for us in (1, 1000, 1_000_000))
AROUND = (-SECOND, -MILLISECOND, -INSTANT, timedelta(0), INSTANT, SECOND)
WINDOWS = tuple(f"A{number:02}" for number in range(1, len(AROUND) + 1))
SUMS: tuple[tuple[Any, Any], ...] = (
    (MonthTally, sum(getattr(MonthTally, f"level_{level}") for level in range(1, 6))),
    (SetAsideTally, SetAsideTally.good + SetAsideTally.bad),
)


def a_hall_in(zone: str) -> TestHall:
    """A hall in that zone that is always open, with a window for each moment around a border."""
    place = a_hall(windows=WINDOWS, opens=None)
    in_being_since("2026-10-01 08:00")
    with transaction() as writing:
        writing.execute(update(HallTable).values(zone=zone))
    return place


def in_the_books() -> Counter[str]:
    """The ratings of windows by month, counted or set aside."""
    found = Counter[str]()
    for table, ratings in SUMS:
        for month, count in session.execute(
            select(table.month, ratings).where(table.kind == "window")
        ):
            found[month] += count
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_the_months_together_hold_every_rating_once(zone: str) -> None:
    place = a_hall_in(zone)
    hall = hall_named()
    moments = [
        (window, datetime.fromisoformat(border).replace(tzinfo=hall.zone) + step)
        for border in BORDERS
        for window, step in zip(WINDOWS, AROUND, strict=True)
    ]

    for window, moment in moments:
        rate(place, window=window, moment=moment)

    by_the_calendar = Counter(f"{moment:%Y-%m}" for _, moment in moments)
    assert Counter(session.scalars(select(Rating.month))) == by_the_calendar
    assert in_the_books() == by_the_calendar


def test_a_rating_that_crosses_the_seal_counts_in_the_next_month_alone() -> None:
    place = a_hall_in("Asia/Shanghai")
    border = at("2026-11-01 00:00")
    rate(place, window="A01", moment=border - timedelta(minutes=10))

    seal_month(hall_named(), Month(2026, 10), by="timetable", now=border + 30 * SECOND)
    rate(place, window="A02", moment=border - MILLISECOND)  # sent a minute later
    rate(place, window="A03", moment=border)

    assert in_the_books() == {"2026-10": 1, "2026-11": 2}
    assert sorted(session.scalars(select(Rating.is_late))) == [False, False, True]


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [
        ("2026-10-31 23:59:59.999999", False),
        ("2026-11-01 00:00:00", True),
        ("2026-11-01 00:00:00.000001", True),
    ],
)
def test_a_month_can_be_sealed_from_the_first_instant_of_the_next(
    moment: str, *, is_over: bool
) -> None:
    a_hall()
    in_being_since("2026-10-01 08:00")

    if is_over:
        assert seal_month(hall_named(), Month(2026, 10), by="timetable", now=at(moment)).is_new
    else:
        with pytest.raises(errors.MonthNotOver):
            seal_month(hall_named(), Month(2026, 10), by="timetable", now=at(moment))
