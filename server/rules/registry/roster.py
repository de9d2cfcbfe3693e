"""Which duties does a row of the roster stand for?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from server.rules.attribution import DutySource
from server.rules.cells import END_OF_DAY
from server.rules.registry.layouts import DUTY, STANDING, SUBSTITUTE
from server.rules.registry.rows import Place, Record, RowProblem
from server.rules.registry.stored import RosterDuty

ONE_DAY = timedelta(days=1)
LONGEST_RANGE = timedelta(days=400)  # a roster of a year and some days; a typing error is longer
MIDNIGHT = time()


@dataclass(frozen=True)
class RosterRow:
    """A row of the roster: the duties it stands for, and whether it takes them back."""

    place: Place
    duties: tuple[RosterDuty, ...]
    is_cancellation: bool


def roster_row(record: Record, zone: tzinfo) -> RosterRow | list[RowProblem]:
    """The duties of a sound row, one for each day, in the hall's time.

    Without times a duty lasts the whole day. A standing one is a single duty from the first day
    on, without a last day until further notice.
    """
    problems = list(_problems(record))
    if problems:
        return problems
    standing = record.text("kind") == STANDING
    duties = (_standing(record, zone),) if standing else tuple(_daily(record, zone))
    if not duties:
        heading = DUTY.column("weekdays").heading
        return [RowProblem(record.place, heading, "registry.no_such_weekday")]
    return RosterRow(record.place, duties, record.values.get("is_cancelled") is True)


def days_named(record: Record) -> tuple[date, date] | None:
    """The first and the last day that the row may touch; open-ended ones touch all to come."""
    first = record.day("from_day")
    if first is None:
        return None
    open_ended = record.text("kind") == STANDING and record.day("to_day") is None
    return first, date.max if open_ended else record.day("to_day") or first


def _problems(record: Record) -> Iterator[RowProblem]:
    place = record.place
    starts, ends = record.time("starts"), record.time("ends")
    if record.text("kind") == STANDING and (starts or ends):
        yield RowProblem(place, DUTY.column("starts").heading, "registry.standing_has_times")
    if (starts is None) != (ends is None):
        missing = DUTY.column("starts" if starts is None else "ends")
        yield RowProblem(place, missing.heading, "registry.one_time_missing")
    if starts is not None and ends is not None and ends <= starts:
        found = {"found": f"{ends:%H:%M}"}
        yield RowProblem(place, DUTY.column("ends").heading, "registry.ends_before_start", found)
    yield from _range_problems(record)


def _range_problems(record: Record) -> Iterator[RowProblem]:
    first, last = record.day("from_day"), record.day("to_day")
    heading = DUTY.column("to_day").heading
    if first and last and last < first:
        found = {"found": last.isoformat(), "right": first.isoformat()}
        yield RowProblem(record.place, heading, "registry.last_day_before_first", found)
    if first and last and last - first > LONGEST_RANGE and record.text("kind") != STANDING:
        found = {"found": last.isoformat(), "right": str(LONGEST_RANGE.days)}
        yield RowProblem(record.place, heading, "registry.range_too_long", found)


def _standing(record: Record, zone: tzinfo) -> RosterDuty:
    first, last = record.day("from_day") or date.min, record.day("to_day")
    return RosterDuty(
        record.text("window"),
        record.text("staff"),
        _midnight(first, zone),
        _midnight(last + ONE_DAY, zone) if last else None,
        DutySource.STANDING,
    )


def _daily(record: Record, zone: tzinfo) -> Iterator[RosterDuty]:
    first = record.day("from_day") or date.min
    last = record.day("to_day") or first
    weekdays = record.weekdays() or range(7)
    starts, ends = record.time("starts"), record.time("ends")
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        if day.weekday() in weekdays:
            yield RosterDuty(
                record.text("window"),
                record.text("staff"),
                datetime.combine(day, starts or MIDNIGHT, zone),
                _end(day, ends, zone),
                is_substitute=record.text("kind") == SUBSTITUTE,
            )


def _end(day: date, ends: time | None, zone: tzinfo) -> datetime:
    if ends is None or ends == END_OF_DAY:
        return _midnight(day + ONE_DAY, zone)
    return datetime.combine(day, ends, zone)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, MIDNIGHT, zone)
