"""Which days count when the law says "working days", and how sure is that?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FIRST_YEAR = 2004  # the first that could be compared with a second source
# New Year is announced with the next year's notice, which can turn the last days of December
# around. Since 2004 it never reached further back than 29 December (2007, 2018).
LAST_WEEK_BEGINS = (12, 25)


class DayKind(StrEnum):
    """What a day is in the Chinese working calendar."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # a day of a public holiday, also where it falls on a weekend
    MAKEUP = "makeup"  # 调休上班: a weekend day on which people work


WORKING = frozenset({DayKind.WORKDAY, DayKind.MAKEUP})


@dataclass(frozen=True)
class Calendar:
    """The working calendar: the days that are not what their weekday says, of the known years.

    A year is known when its holiday notice is loaded. In an unknown year every weekday counts,
    whatever ``days`` holds.
    """

    days: Mapping[date, DayKind]
    known_years: frozenset[int]

    def kind_of(self, day: date) -> DayKind:
        """What the day is, as far as known."""
        by_weekday = DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKDAY
        return self.days.get(day, by_weekday) if day.year in self.known_years else by_weekday

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day, as far as known."""
        return self.kind_of(day) in WORKING

    def is_settled(self, day: date) -> bool:
        """Whether no notice still to come can change what the day is."""
        is_last_week = (day.month, day.day) >= LAST_WEEK_BEGINS
        return day.year in self.known_years and (
            not is_last_week or day.year + 1 in self.known_years
        )


@dataclass(frozen=True)
class CountedDay:
    """One day on the way to a deadline; ``number`` is None where the day did not count."""

    day: date
    kind: DayKind
    number: int | None
    is_settled: bool


@dataclass(frozen=True)
class Deadline:
    """The last day on which something is in time.

    ``counted`` is every day from the one after the start up to ``due_on``: the reason why.
    ``is_provisional``: one of them may still be changed by a holiday notice.
    """

    due_on: date
    is_provisional: bool
    counted: tuple[CountedDay, ...]


def add_working_days(start: date, n: int, calendar: Calendar) -> Deadline:
    """The deadline ``n`` working days after ``start``; the day of the start itself never counts.

    No working day at all is due on the start. Years without a notice never stop the count:
    their weekdays count, and the deadline is provisional.
    """
    counted: list[CountedDay] = []
    day, number = start, 0
    while number < n:
        day += ONE_DAY
        is_working = calendar.is_working(day)
        number += is_working
        counted.append(
            CountedDay(
                day,
                calendar.kind_of(day),
                number if is_working else None,
                calendar.is_settled(day),
            )
        )
    return Deadline(day, not all(each.is_settled for each in counted), tuple(counted))


def count_working_days(after: date, until: date, calendar: Calendar) -> int:
    """How many working days lie after that day, up to and with the other; 0 where none do."""
    span = (until - after).days
    return sum(calendar.is_working(after + ONE_DAY * day) for day in range(1, span + 1))


def nth_working_day(year: int, month: int, *, n: int, calendar: Calendar) -> Deadline:
    """Working day ``n`` of a month, 1 the first; past the month's last it runs into the next."""
    return add_working_days(date(year, month, 1) - ONE_DAY, n, calendar)
