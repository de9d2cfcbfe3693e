"""What is known of a person's day, put together from duties, signs, leave and business?

Moments are local ones of the hall, without zone: what a clock on its wall says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from server.rules.attendance.day import Business, HalfLeave, PersonDay
from server.rules.attendance.due import DayDuty, Shift, Span, shifts_of
from server.rules.attendance.leaves import KnownLeave
from server.rules.attendance.signs import DAY, Sign
from server.rules.attendance.words import Direction, RequestState
from server.rules.opening import Hours, open_times
from server.rules.working_days import Calendar

ONE_DAY = timedelta(days=1)
# How long after its midnight a sign can still belong to a day: nights end before.
LATEST = timedelta(hours=12)
REMEMBERED = 50_000


class LocalDuty(NamedTuple):
    """Somebody at a window from then to then; standing duties have no end, or a late one."""

    window_id: int
    starts: datetime
    ends: datetime | None
    is_standing: bool


class LocalSign(NamedTuple):
    """Somebody signed then."""

    moment: datetime
    direction: Direction


class LocalBusiness(NamedTuple):
    """Official business from then to then, and where its request stands."""

    starts: datetime
    ends: datetime
    number: str
    state: RequestState


@dataclass
class Person:
    """All that is known of one person in some days: duties and signs by the day they begin."""

    rostered: dict[date, list[DayDuty]] = field(default_factory=dict)
    standing: list[LocalDuty] = field(default_factory=list)
    signs: dict[date, list[LocalSign]] = field(default_factory=dict)
    leaves: list[KnownLeave] = field(default_factory=list)
    business: list[LocalBusiness] = field(default_factory=list)
    closed_on: date | None = None

    def add_duty(self, duty: LocalDuty) -> None:
        """A duty of the roster belongs to the day it begins, until however late."""
        if duty.is_standing or duty.ends is None:
            self.standing.append(duty)
            return
        day = duty.starts.date()
        span = Span(second_of(duty.starts, day), second_of(duty.ends, day))
        self.rostered.setdefault(day, []).append(DayDuty(duty.window_id, span))

    def add_sign(self, sign: LocalSign) -> None:
        """One sign."""
        self.signs.setdefault(sign.moment.date(), []).append(sign)

    def day(self, day: date, opening: tuple[Span, ...] | None) -> PersonDay | None:
        """The person's day, None where they are not due."""
        shifts = self._shifts(day, opening)
        if not shifts:
            return None
        return PersonDay(
            shifts,
            tuple(self._signs(day)),
            tuple(self._leaves(day)) if self.leaves else (),
            tuple(self._business(day)) if self.business else (),
            self._spill(day),
        )

    def _shifts(self, day: date, opening: tuple[Span, ...] | None) -> tuple[Shift, ...]:
        if self.closed_on and day >= self.closed_on:
            return ()
        rostered = self.rostered.get(day)
        if rostered:
            return _remembered_shifts(tuple(rostered), opening)
        standing = tuple(DayDuty(one.window_id) for one in self.standing if _holds(one, day))
        return _remembered_shifts(standing, opening) if standing else ()

    def _spill(self, day: date) -> int:
        """When a night duty of the day before ended, in seconds of this day."""
        ends = [duty.span.end for duty in self.rostered.get(day - ONE_DAY, ()) if duty.span]
        return max(0, max(ends, default=0) - DAY)

    def _signs(self, day: date) -> Iterable[Sign]:
        for sign in self.signs.get(day, ()):
            yield Sign(second_of(sign.moment, day), sign.direction)
        until = datetime.combine(day + ONE_DAY, time()) + LATEST
        for sign in self.signs.get(day + ONE_DAY, ()):
            if sign.moment <= until:
                yield Sign(second_of(sign.moment, day), sign.direction)

    def _leaves(self, day: date) -> Iterable[HalfLeave]:
        for leave in self.leaves:
            if leave.state is RequestState.APPROVED:
                for half in leave.span.halves(day):
                    yield HalfLeave(half, leave.number, leave.kind)

    def _business(self, day: date) -> Iterable[Business]:
        for one in self.business:
            if one.starts.date() == day:
                span = Span(second_of(one.starts, day), second_of(one.ends, day))
                yield Business(span, one.number, one.state is RequestState.APPROVED)


def opening_of(day: date, hours: Hours, calendar: Calendar) -> tuple[Span, ...] | None:
    """When the hall is open on that day in seconds; None where nobody entered its hours."""
    if not hours.weekly:
        return None
    times = open_times(day, hours=hours, day_kind=calendar.kind_of(day))
    return tuple(Span(_second(opens), _second(closes)) for opens, closes in times)


def second_of(moment: datetime, day: date) -> int:
    """The second of the day, beyond 24 hours for a moment of the next one."""
    return (moment.date() - day).days * DAY + _second(moment.time())


@lru_cache(maxsize=REMEMBERED)
def _remembered_shifts(
    duties: tuple[DayDuty, ...], opening: tuple[Span, ...] | None
) -> tuple[Shift, ...]:
    """The same few shifts come back for every person and day."""
    return shifts_of(duties, opening)


def _holds(duty: LocalDuty, day: date) -> bool:
    return duty.starts.date() <= day and (
        duty.ends is None or duty.ends > datetime.combine(day, time())
    )


def _second(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second
