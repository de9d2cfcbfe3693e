"""What becomes of a person's day?"""

import pytest

from server.rules.attendance.day import HalfLeave, Manner, PersonDay, assess
from server.rules.attendance.words import Edge, LeaveKind
from server.rules.months import HalfDay
from tests.rules.attendance.days import a_day, business, outcome, signs, told

NIGHT = ("09:00-17:00",)
SICK = HalfLeave(HalfDay.AM, "L1", LeaveKind.SICK)


@pytest.mark.parametrize(
    ("came", "expected"),
    [("08:59", []), ("09:00", []), ("09:00:59", []), ("09:01", ["late 1"])],
    ids=["a minute before", "on the stroke", "within its minute", "a minute after"],
)
def test_lateness_is_counted_in_full_minutes(came: str, expected: list[str]) -> None:
    assert told(outcome(a_day(f"in {came}", "out 17:00"))) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [("16:59", ["early 1"]), ("16:59:01", []), ("17:00", []), ("17:01", [])],
)
def test_leaving_early_is_counted_in_full_minutes(left: str, expected: list[str]) -> None:
    assert told(outcome(a_day("in 08:55", f"out {left}"))) == expected


@pytest.mark.parametrize(("came", "expected"), [("09:05", []), ("09:06", ["late 6"])])
def test_within_the_grace_nothing_is_late_and_beyond_it_all_minutes_are(
    came: str, expected: list[str]
) -> None:
    assert told(outcome(a_day(f"in {came}", "out 17:00"), grace=5)) == expected


def test_lunch_is_nobodys_absence() -> None:
    day = a_day("in 08:55", "out 12:00", "in 13:30", "out 17:00")

    assert told(outcome(day)) == []
    assert outcome(day).attended == 2


def test_a_long_lunch_is_early_and_late() -> None:
    found = outcome(a_day("in 08:55", "out 11:30", "in 14:00", "out 17:00"))

    assert told(found) == ["early 30", "late 30"]


def test_leaving_the_post_within_a_shift_is_off_post() -> None:
    found = outcome(a_day("in 08:55", "out 10:00", "in 10:40", "out 17:00"))

    assert told(found) == ["off_post 40"]
    assert found.breaks_full


def test_a_gap_across_noon_without_lunch_break_is_off_post_and_not_late() -> None:
    day = a_day("in 09:00", "out 11:00", "in 13:00", "out 17:00", opening=("09:00-17:00",))

    assert told(outcome(day)) == ["off_post 120"]


def test_who_came_at_noon_was_absent_for_half_a_day_and_not_late() -> None:
    found = outcome(a_day("in 13:25", "out 17:00"))

    assert told(found) == ["absent 1"]
    assert (found.due, found.attended, found.absent) == (2, 1, 1)


def test_who_never_came_was_absent_for_the_day() -> None:
    found = outcome(a_day())

    assert told(found) == ["absent 2"]


def test_a_missing_sign_out_is_no_early_leaving() -> None:
    found = outcome(a_day("in 08:55"))

    assert told(found) == ["missing_sign out none"]
    assert found.missing is Edge.OUT
    assert found.attended == 2


def test_a_missing_sign_in_is_no_lateness() -> None:
    assert told(outcome(a_day("out 17:03"))) == ["missing_sign in none"]


def test_signing_once_a_day_lunch_needs_no_signs_and_signing_each_shift_it_does() -> None:
    day = a_day("in 08:55", "out 17:03")

    assert told(outcome(day)) == []
    assert told(outcome(day, each_shift=True)) == ["missing_sign out none", "missing_sign in none"]


def test_a_morning_without_any_sign_is_absence_where_each_shift_is_signed() -> None:
    found = outcome(a_day("in 13:20", "out 17:00"), each_shift=True)

    assert told(found) == ["absent 1"]


def test_approved_leave_takes_its_half_away() -> None:
    found = outcome(a_day("in 13:25", "out 17:00", leaves=(SICK,)))

    assert told(found) == []
    assert (found.due, found.attended, found.on_leave) == (2, 1, 1)
    assert found.breaks_full


def test_annual_leave_leaves_full_attendance_whole() -> None:
    leaves = tuple(HalfLeave(half, "L1", LeaveKind.ANNUAL) for half in HalfDay)

    assert not outcome(a_day(leaves=leaves)).breaks_full


def test_leave_on_a_half_that_nobody_is_due_in_takes_nothing() -> None:
    found = outcome(a_day("in 13:25", "out 17:00", duty="13:30-17:00", leaves=(SICK,)))

    assert (found.due, found.on_leave) == (1, 0)
    assert not found.breaks_full


def test_approved_business_is_presence_without_signs() -> None:
    found = outcome(a_day("in 08:55", errands=(business("14:00-17:00"),)))

    assert told(found) == []
    assert found.attended == 2


def test_business_does_not_excuse_what_lies_beside_it() -> None:
    day = a_day("in 08:55", "out 13:40", errands=(business("14:00-16:30"),))

    assert told(outcome(day)) == ["early 30", "off_post 20"]


def test_a_sign_missing_on_business_nobody_approved_is_told_as_such() -> None:
    errand = business("14:00-17:00", is_approved=False)

    assert told(outcome(a_day("in 08:55", errands=(errand,)))) == ["missing_sign out official"]


def test_a_day_on_business_nobody_approved_is_missing_signs_and_not_absence() -> None:
    errand = business("09:00-12:00", is_approved=False)
    found = outcome(a_day(errands=(errand,)))

    assert told(found) == ["missing_sign both official", "absent 1"]


def test_a_night_belongs_to_the_day_it_began() -> None:
    day = a_day("in 21:50", "out 30:02", duty="22:00-30:00", opening=NIGHT)

    assert told(outcome(day)) == []
    assert outcome(day).due == 2


def test_the_sign_out_of_the_night_before_is_not_this_days() -> None:
    day = a_day("out 06:02", "in 22:00", "out 30:00", duty="22:00-30:00", opening=NIGHT)

    assert told(assess(PersonDay(day.shifts, day.signs, spill=6 * 3600), Manner())) == []


def test_a_second_shift_of_a_half_that_nobody_came_to_is_off_post() -> None:
    shifts = (*a_day(duty="09:00-10:00").shifts, *a_day(duty="11:00-12:00").shifts)
    day = PersonDay(shifts, signs("in 08:55", "out 10:00"))

    assert told(assess(day, Manner())) == ["off_post 60"]


def test_where_nobody_signs_everybody_due_has_attended() -> None:
    found = assess(a_day(leaves=(SICK,)), Manner(is_signed=False))

    assert (found.due, found.attended, found.on_leave, found.happenings) == (2, 1, 1, ())


def test_who_is_not_due_has_no_day() -> None:
    found = assess(PersonDay((), signs("in 08:55")), Manner())

    assert (found.due, found.happenings) == (0, ())


def test_a_sign_pressed_twice_changes_nothing() -> None:
    once = outcome(a_day("in 08:55", "out 17:01"))
    twice = outcome(a_day("in 08:55", "in 08:56", "out 17:01", "out 17:02"))

    assert once == twice
