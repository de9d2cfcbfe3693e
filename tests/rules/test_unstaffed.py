"""Windows without anybody on duty while the hall is open."""

from datetime import datetime, timedelta

import pytest

from server.rules.attribution import Duty, DutySource
from server.rules.unstaffed import LEAST_GAP, gaps
from tests.build import at

OPENS, CLOSES = at("2026-11-25 09:00"), at("2026-11-25 17:00")
OPEN_TIMES = ((OPENS, CLOSES),)
MINUTE = timedelta(minutes=1)


def a_duty(
    start: datetime,
    end: datetime | None,
    *,
    window: int = 1,
    source: DutySource = DutySource.ROSTER,
) -> Duty:
    return Duty(7, window, start, end, source)


def holes(*duties: Duty) -> list[tuple[datetime, datetime]]:
    return [(gap.starts_at, gap.ends_at) for gap in gaps([1], duties, OPEN_TIMES)]


def test_a_window_without_any_duty_is_empty_all_day() -> None:
    assert holes() == [(OPENS, CLOSES)]


def test_a_duty_over_the_whole_open_time_leaves_nothing() -> None:
    assert holes(a_duty(OPENS, CLOSES)) == []


def test_a_standing_duty_without_an_end_fills_every_day() -> None:
    standing = a_duty(at("2026-01-01 00:00"), None, source=DutySource.STANDING)

    assert holes(standing) == []


@pytest.mark.parametrize(
    ("missing", "is_told"),
    [(LEAST_GAP - MINUTE, False), (LEAST_GAP, True), (LEAST_GAP + MINUTE, True)],
    ids=["a minute less than half an hour", "half an hour", "a minute more"],
)
def test_a_hole_is_told_from_half_an_hour_on(missing: timedelta, *, is_told: bool) -> None:
    found = holes(a_duty(OPENS, CLOSES - missing))

    assert bool(found) is is_told


def test_a_hole_between_two_people_is_told_with_its_times() -> None:
    morning = a_duty(OPENS, at("2026-11-25 12:00"))
    afternoon = a_duty(at("2026-11-25 13:30"), CLOSES)

    assert holes(afternoon, morning) == [(at("2026-11-25 12:00"), at("2026-11-25 13:30"))]


def test_a_lunch_break_of_the_hall_is_no_hole() -> None:
    breaks = ((OPENS, at("2026-11-25 12:00")), (at("2026-11-25 13:30"), CLOSES))
    duties = [a_duty(OPENS, at("2026-11-25 12:00")), a_duty(at("2026-11-25 13:30"), CLOSES)]

    assert gaps([1], duties, breaks) == ()


def test_somebody_at_another_window_does_not_fill_this_one() -> None:
    assert holes(a_duty(OPENS, CLOSES, window=2)) == [(OPENS, CLOSES)]


def test_duties_that_overlap_are_not_counted_twice() -> None:
    long = a_duty(OPENS, at("2026-11-25 15:00"))
    short = a_duty(at("2026-11-25 10:00"), at("2026-11-25 11:00"))

    assert holes(long, short) == [(at("2026-11-25 15:00"), CLOSES)]


def test_a_forgotten_sign_out_of_the_night_before_does_not_fill_the_day() -> None:
    forgotten = a_duty(at("2026-11-24 16:00"), None, source=DutySource.SIGN_IN)

    assert holes(forgotten) == [(OPENS, CLOSES)]
