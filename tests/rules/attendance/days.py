"""Arrangements with names: a day's hours, duties, signs, business, with defaults."""

from server.rules.attendance.day import Business, DayOutcome, HalfLeave, Manner, PersonDay, assess
from server.rules.attendance.due import DayDuty, Span, shifts_of
from server.rules.attendance.signs import Sign
from server.rules.attendance.words import Direction

ALL_DAY = "09:00-17:00"
WITH_LUNCH = ("09:00-12:00", "13:30-17:00")


def second(text: str) -> int:
    """``09:00`` or ``09:00:59`` as seconds of the day; hours go on beyond 24."""
    hour, minute, *rest = map(int, text.split(":"))
    return hour * 3600 + minute * 60 + (rest[0] if rest else 0)


def span(text: str) -> Span:
    """``09:00-12:00``."""
    start, end = text.split("-")
    return Span(second(start), second(end))


def signs(*texts: str) -> tuple[Sign, ...]:
    """``in 08:55``, ``out 17:02``; a bare time tells no direction."""
    return tuple(
        Sign(second(text.split()[-1]), Direction(text.split()[0] if " " in text else "any"))
        for text in texts
    )


def business(text: str, *, is_approved: bool = True) -> Business:
    """Official business from then to then."""
    return Business(span(text), "G1", is_approved)


def a_day(
    *signed: str,
    duty: str | None = ALL_DAY,
    opening: tuple[str, ...] = WITH_LUNCH,
    leaves: tuple[HalfLeave, ...] = (),
    errands: tuple[Business, ...] = (),
) -> PersonDay:
    """A day of somebody on duty from nine to five, lunch from noon to half past one."""
    duties = [DayDuty(1, span(duty) if duty else None)]
    shifts = shifts_of(duties, tuple(map(span, opening)))
    return PersonDay(shifts, signs(*signed), leaves, errands)


def outcome(day: PersonDay, *, grace: int = 0, each_shift: bool = False) -> DayOutcome:
    """What becomes of the day."""
    return assess(day, Manner(grace, signs_each_shift=each_shift))


def told(found: DayOutcome) -> list[str]:
    """What happened, in words: ``late 1``, ``missing_sign in none``."""
    return [
        " ".join(str(part) for part in (one.event, one.quantity or "", one.edge or "") if part)
        + (f" {one.purpose}" if one.purpose else "")
        for one in found.happenings
    ]
