"""When is somebody due?"""

from server.rules.attendance.due import DayDuty, Shift, shifts_of
from server.rules.months import HalfDay
from tests.rules.attendance.days import WITH_LUNCH, span


def due(*duties: str | None, opening: tuple[str, ...] | None = WITH_LUNCH) -> list[str]:
    days = [DayDuty(at, span(text) if text else None) for at, text in enumerate(duties)]
    known = None if opening is None else tuple(map(span, opening))
    return [written(shift) for shift in shifts_of(days, known)]


def written(shift: Shift) -> str:
    start, end = (f"{at // 3600:02}:{at % 3600 // 60:02}" for at in shift.span)
    return f"{start}-{end} {'+'.join(piece.half for piece in shift.pieces)}"


def test_a_duty_of_the_roster_pauses_at_lunch() -> None:
    assert due("09:00-17:00") == ["09:00-12:00 am", "13:30-17:00 pm"]


def test_the_roster_may_begin_before_the_hall_opens() -> None:
    assert due("08:30-17:30") == ["08:30-12:00 am", "13:30-17:30 pm"]


def test_a_duty_within_lunch_is_served() -> None:
    assert due("12:00-13:30") == ["12:00-13:30 pm"]


def test_without_lunch_a_day_is_one_shift_of_two_halves() -> None:
    assert due("09:00-17:00", opening=("09:00-17:00",)) == ["09:00-17:00 am+pm"]


def test_a_standing_duty_is_due_when_the_hall_is_open() -> None:
    assert due(None) == ["09:00-12:00 am", "13:30-17:00 pm"]


def test_a_roster_beats_a_standing_duty() -> None:
    assert due(None, "09:00-12:00") == ["09:00-12:00 am"]


def test_a_standing_duty_in_a_hall_of_unknown_hours_is_never_due() -> None:
    assert due(None, opening=None) == []


def test_a_roster_is_due_in_a_hall_of_unknown_hours() -> None:
    assert due("09:00-12:00", opening=None) == ["09:00-12:00 am"]


def test_nobody_is_due_when_the_hall_is_closed() -> None:
    assert due("09:00-17:00", opening=()) == []


def test_two_windows_that_meet_are_one_shift() -> None:
    assert due("09:00-10:30", "10:30-12:00") == ["09:00-12:00 am"]


def test_two_windows_at_once_are_due_once() -> None:
    assert due("09:00-11:00", "10:00-12:00") == ["09:00-12:00 am"]


def test_two_windows_an_hour_apart_are_two_shifts() -> None:
    assert due("09:00-10:00", "11:00-12:00") == ["09:00-10:00 am", "11:00-12:00 am"]


def test_a_night_counts_two_halves() -> None:
    assert due("22:00-30:00") == ["22:00-30:00 am+pm"]


def test_five_and_a_half_hours_are_one_half_and_a_minute_more_are_two() -> None:
    (shift,) = shifts_of([DayDuty(1, span("09:00-14:30"))], None)
    (longer,) = shifts_of([DayDuty(1, span("09:00-14:31"))], None)

    assert [piece.half for piece in shift.pieces] == [HalfDay.AM]
    assert [piece.half for piece in longer.pieces] == [HalfDay.AM, HalfDay.PM]
