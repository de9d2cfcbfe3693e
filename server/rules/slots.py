"""Which runs of a job are due, whatever clocks, outages and summer times did in between?"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from server.rules.working_days import Calendar, nth_working_day

ONE_DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Late working days of a month full of holidays fall into the next one, never further.
MONTHS_TO_LOOK_BACK = 2


@dataclass(frozen=True)
class EveryMinutes:
    """Every so many minutes, counted from 1970 in UTC, so that every node has the same slots."""

    minutes: int


@dataclass(frozen=True)
class Daily:
    """Every local day at this local time."""

    at: time


@dataclass(frozen=True)
class MonthlyOnDay:
    """Every month on this day, in a shorter month on its last, at this local time."""

    day: int
    at: time


@dataclass(frozen=True)
class MonthlyOnWorkingDay:
    """Every month on working day ``nth`` (1 the first) of it, at this local time."""

    nth: int
    at: time


Rhythm = EveryMinutes | Daily | MonthlyOnDay | MonthlyOnWorkingDay


@dataclass(frozen=True)
class Slot:
    """One run that is due once and for all.

    ``key`` names it for ever: ``2026-11-25`` a day, ``2026-11`` a month, ``2026-11-25T10:05Z``
    a minute. ``due_at`` is in UTC.
    """

    key: str
    due_at: datetime


def due_slots(
    rhythm: Rhythm, since: datetime, *, now: datetime, zone: tzinfo, calendar: Calendar
) -> list[Slot]:
    """The slots that fell due after ``since`` and up to ``now``, the earliest first.

    Every local day (or month) has exactly one slot. A local time that summer time skips is due
    as much later as the clock jumps; one that comes twice is due the first time. All moments
    carry a zone. After an outage the list holds every missed slot: ask with the ``due_at`` of
    the last one done.
    """
    if isinstance(rhythm, EveryMinutes):
        candidates = _minutes(rhythm, since, now)
    elif isinstance(rhythm, Daily):
        candidates = (_slot(f"{day}", day, rhythm.at, zone) for day in _days(since, now, zone))
    else:
        candidates = (
            _slot(f"{first:%Y-%m}", _day_in_month(rhythm, first, calendar), rhythm.at, zone)
            for first in _months(since, now, zone)
        )
    return [slot for slot in candidates if since < slot.due_at <= now]


def _slot(key: str, day: date, at: time, zone: tzinfo) -> Slot:
    return Slot(key, datetime.combine(day, at, tzinfo=zone).astimezone(UTC))


def _minutes(rhythm: EveryMinutes, since: datetime, now: datetime) -> Iterator[Slot]:
    length = timedelta(minutes=rhythm.minutes)
    number = (since - EPOCH) // length
    while (due_at := EPOCH + number * length) <= now:
        yield Slot(f"{due_at:%Y-%m-%dT%H:%MZ}", due_at)
        number += 1


def _days(since: datetime, now: datetime, zone: tzinfo) -> Iterator[date]:
    """The local days of the span and one more on each side, which clock changes can reach."""
    day = since.astimezone(zone).date() - ONE_DAY
    last = now.astimezone(zone).date() + ONE_DAY
    while day <= last:
        yield day
        day += ONE_DAY


def _months(since: datetime, now: datetime, zone: tzinfo) -> Iterator[date]:
    """The first days of the months whose slot can lie in the span."""
    first = since.astimezone(zone).date().replace(day=1)
    for _ in range(MONTHS_TO_LOOK_BACK):
        first = (first - ONE_DAY).replace(day=1)
    last = now.astimezone(zone).date() + ONE_DAY
    while first <= last:
        yield first
        first += timedelta(days=monthrange(first.year, first.month)[1])


def _day_in_month(
    rhythm: MonthlyOnDay | MonthlyOnWorkingDay, first: date, calendar: Calendar
) -> date:
    if isinstance(rhythm, MonthlyOnWorkingDay):
        return nth_working_day(first.year, first.month, n=rhythm.nth, calendar=calendar).due_on
    return first.replace(day=min(rhythm.day, monthrange(first.year, first.month)[1]))
