"""Does the night note what a person should look at, and touch no rating?"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from scheduled.jobs import flag_yesterday
from scheduled.steps import walk_on
from scheduled.turns import HallTurn
from server.actions.ratings.flag_night import flag_night
from server.db import session, transaction
from server.gate import wiring
from server.models.ratings import MonthTally, NightFlag, Rating, Visit
from server.models.registry import MonthlyVolume
from server.models.wechat_accounts import AccountCount
from server.queries.ratings.window_days import window_days
from server.queries.ratings.window_months import window_months
from server.rules.flags import WindowDay
from server.rules.months import Month
from server.rules.ratings.levels import Lane
from server.rules.slots import Slot
from tests.build import MORNING, TestHall, a_form, a_hall, at, on_duty, rate

TODAY = date(2026, 11, 25)
NIGHT = at("2026-11-26 02:00")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WORDS = "办事又快又好，窗口的同志非常耐心，下次还来这里"


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall of three windows, and inside the program that serves it."""
    with app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"))
        on_duty(place, "0137")
        yield place


def flags(kind: str) -> list[NightFlag]:
    return list(session.scalars(select(NightFlag).where(NightFlag.kind == kind)))


def the_day(place: TestHall, window: str = "A01", day: date = TODAY) -> WindowDay:
    """What is known of one window's day."""
    days = {each.window_id: each for each in window_days(place.hall, day)}
    return days[place.windows[window]]


def a_burst(place: TestHall, ratings: int = 8, start: datetime = MORNING) -> None:
    """So many ratings within six minutes."""
    for number in range(ratings):
        rate(place, moment=start + number * 45 * timedelta(seconds=1))


def a_past(place: TestHall, window: str, days: int, per_day: int = 2) -> None:
    """On so many days before today, so many ratings at ten o'clock."""
    for back in range(1, days + 1):
        for number in range(per_day):
            rate(place, window=window, moment=MORNING - back * DAY + number * 7 * MINUTE)


def a_volume(
    place: TestHall, window: str, applications: int, ratings: int, month: str = "2026-10"
) -> None:
    """Applications of a month, entered this afternoon, and how many of them were rated."""
    unit = {"hall_id": place.hall.id, "month": month}
    with transaction() as writing:
        writing.add(
            MonthlyVolume(
                window_id=place.windows[window],
                applications=applications,
                entered_at=at("2026-11-25 15:00"),
                entered_by="李某",
                **unit,
            )
        )
        writing.add(
            MonthTally(
                kind="window",
                unit_id=place.windows[window],
                lane="printed",
                level_5=ratings,
                **unit,
            )
        )


def test_a_burst_is_flagged_and_every_rating_stays(place: TestHall) -> None:
    a_burst(place)

    flag_night(place.hall, TODAY, now=NIGHT)

    (flag,) = flags("burst")
    assert (flag.day, flag.window_id, flag.seen) == (TODAY, place.windows["A01"], 8)
    assert session.scalar(select(func.count()).select_from(Rating)) == 8


def test_a_quiet_day_is_not_flagged(place: TestHall) -> None:
    for hour in range(6):
        rate(place, moment=MORNING + hour * 47 * MINUTE)

    assert flag_night(place.hall, TODAY, now=NIGHT) == 0


def test_the_job_looks_at_the_day_before_its_slot(place: TestHall) -> None:
    a_burst(place)
    slot = Slot("2026-11-26", NIGHT)

    flag_yesterday(HallTurn("flags/H1 2026-11-26", slot, NIGHT, wiring(), walk_on, hall=place.hall))

    assert [flag.day for flag in flags("burst")] == [TODAY]


def test_the_same_night_again_changes_nothing(place: TestHall) -> None:
    a_burst(place)

    first = flag_night(place.hall, TODAY, now=NIGHT)
    second = flag_night(place.hall, TODAY, now=NIGHT + DAY)

    assert (first, second, len(flags("burst"))) == (1, 1, 1)


def test_nearly_equal_texts_are_flagged(place: TestHall) -> None:
    for number in range(3):
        form = a_form(5, text=f"{WORDS}{number}")
        rate(place, form=form, moment=MORNING + number * 20 * MINUTE)

    flag_night(place.hall, TODAY, now=NIGHT)

    assert [flag.seen for flag in flags("texts")] == [3]


def test_ratings_with_a_queue_ticket_are_no_part_of_a_rush(place: TestHall) -> None:
    rate(place, lane=Lane.VERIFIED, visit="Q-17")
    rate(place, moment=MORNING + 10 * MINUTE)

    found = the_day(place)

    assert found.ratings == 2
    assert found.submitted == (MORNING + 11 * MINUTE,)


def test_what_is_usual_is_the_windows_own_mean_over_the_days_before(place: TestHall) -> None:
    a_past(place, "A01", days=5)
    a_past(place, "A02", days=10)
    rate(place)

    # Two ratings on each of the five days since the window's first.
    assert the_day(place).usual == {10: Fraction(2)}


def test_a_new_window_goes_by_its_group(place: TestHall) -> None:
    a_past(place, "A01", days=4, per_day=3)
    a_past(place, "A02", days=8)
    rate(place)

    # A01 brought 12 and A02 16 ratings on eight days, at two windows.
    assert the_day(place).usual == {10: Fraction(28, 16)}


def test_of_a_new_hall_nothing_is_usual_yet(place: TestHall) -> None:
    a_past(place, "A01", days=4)
    rate(place)

    assert the_day(place).usual == {}


def test_days_of_long_ago_are_not_usual(place: TestHall) -> None:
    for back in range(29, 36):
        rate(place, moment=MORNING - back * DAY)
    rate(place)

    assert the_day(place).usual == {}


def test_moments_that_were_erased_are_not_known(place: TestHall) -> None:
    rate(place)
    with transaction() as writing:
        writing.execute(delete(Visit))

    assert (the_day(place).ratings, the_day(place).submitted) == (1, ())


def test_another_hall_and_another_day_are_not_looked_at(place: TestHall) -> None:
    other = a_hall("H2")
    rate(place)

    assert window_days(other.hall, TODAY) == ()
    assert window_days(place.hall, TODAY - DAY) == ()
    assert window_days(place.hall, TODAY + DAY) == ()


def test_a_slow_drip_shows_against_the_applications_of_the_month(place: TestHall) -> None:
    a_volume(place, "A01", applications=200, ratings=60)
    a_volume(place, "A02", applications=200, ratings=20)
    a_volume(place, "A03", applications=200, ratings=20)

    flag_night(place.hall, TODAY, now=NIGHT)

    (flag,) = flags("share")
    assert (flag.day, flag.window_id) == (date(2026, 10, 31), place.windows["A01"])
    assert flag.seen == 60


def test_a_month_is_looked_at_in_the_night_after_its_applications_came(place: TestHall) -> None:
    a_volume(place, "A01", applications=200, ratings=60)
    a_volume(place, "A02", applications=400, ratings=40)

    assert flag_night(place.hall, TODAY - DAY, now=NIGHT - DAY) == 0
    assert flag_night(place.hall, TODAY, now=NIGHT) == 1


def test_no_window_is_compared_with_itself(place: TestHall) -> None:
    a_volume(place, "A01", applications=200, ratings=60)

    (alone,) = window_months(place.hall.id, Month(2026, 10))
    a_volume(place, "A02", applications=400, ratings=40)
    first, second = window_months(place.hall.id, Month(2026, 10))

    assert alone.usual_share is None
    assert (first.usual_share, second.usual_share) == (Fraction(1, 10), Fraction(3, 10))


LAST = date(2026, 11, 30)


def accounts(place: TestHall, window: str, months: Mapping[int, int]) -> None:
    """In November so many accounts were counted at the window on so many days each."""
    with transaction() as writing:
        writing.add_all(
            AccountCount(
                hall_id=place.hall.id,
                month="2026-11",
                pseudonym=secrets.token_bytes(32),
                window_id=place.windows[window],
                days=days,
            )
            for days, number in months.items()
            for _account in range(number)
        )


def test_few_accounts_that_gave_many_ratings_are_flagged_when_the_month_is_over(
    place: TestHall,
) -> None:
    accounts(place, "A01", {1: 50, 15: 3})
    accounts(place, "A02", {1: 60, 2: 4})
    accounts(place, "A03", {1: 60, 2: 4})

    before = [flag_night(place.hall, day, now=NIGHT) for day in (TODAY, LAST - DAY, LAST + DAY)]
    after = [flag_night(place.hall, LAST, now=at("2026-12-01 02:00")) for _night in range(2)]

    (flag,) = flags("accounts")
    assert (before, after) == ([0, 0, 0], [1, 1])
    assert (flag.day, flag.window_id, flag.seen) == (LAST, place.windows["A01"], 45)


def test_accounts_of_another_hall_and_month_are_not_looked_at(place: TestHall) -> None:
    other = a_hall("H2")
    accounts(place, "A01", {1: 50, 15: 3})
    accounts(place, "A02", {1: 120})

    assert flag_night(other.hall, LAST, now=at("2026-12-01 02:00")) == 0
    assert flag_night(place.hall, date(2026, 10, 31), now=NIGHT) == 0
