"""To which month, day and half-day does a moment belong in the hall's time zone?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from server.errors import MomentWithoutZone, NotAMonth

LAST_YEAR = 9999  # the last that Python's calendar knows
MONTHS_IN_YEAR = 12
NOON = 12


class HalfDay(StrEnum):
    """The half of a day; noon begins the second."""

    AM = "am"
    PM = "pm"


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, in order of time. Raises NotAMonth for what the calendar does not hold."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= LAST_YEAR and 1 <= self.number <= MONTHS_IN_YEAR):
            raise NotAMonth(text=str(self))

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month written as ``2026-11``; raises NotAMonth for any other writing."""
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            raise NotAMonth(text=text)
        return cls(int(text[:4]), int(text[5:]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def next(self) -> "Month":
        """The month after; raises NotAMonth at the end of the calendar."""
        if self.number == MONTHS_IN_YEAR:
            return Month(self.year + 1, 1)
        return Month(self.year, self.number + 1)

    def previous(self) -> "Month":
        """The month before; raises NotAMonth at the start of the calendar."""
        if self.number == 1:
            return Month(self.year - 1, MONTHS_IN_YEAR)
        return Month(self.year, self.number - 1)

    def starts_at(self, zone: tzinfo) -> datetime:
        """The first moment of the month, in that zone."""
        return datetime(self.year, self.number, 1, tzinfo=zone)

    def ends_at(self, zone: tzinfo) -> datetime:
        """The first moment that no longer belongs to the month, in that zone."""
        return self.next().starts_at(zone)

    def days(self) -> tuple[date, ...]:
        """The days of the month in order."""
        _, count = monthrange(self.year, self.number)
        return tuple(date(self.year, self.number, day) for day in range(1, count + 1))


def month_of(moment: datetime, zone: tzinfo) -> Month:
    """The month of the moment by the clocks of the zone. Raises MomentWithoutZone."""
    local = _local(moment, zone)
    return Month(local.year, local.month)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day of the moment by the clocks of the zone. Raises MomentWithoutZone."""
    return _local(moment, zone).date()


def half_day_of(moment: datetime, zone: tzinfo) -> HalfDay:
    """The half-day of the moment by the clocks of the zone. Raises MomentWithoutZone."""
    return HalfDay.AM if _local(moment, zone).hour < NOON else HalfDay.PM


def _local(moment: datetime, zone: tzinfo) -> datetime:
    # Python would read a bare moment in the machine's own zone and give every server its own month.
    if moment.tzinfo is None:
        raise MomentWithoutZone(moment=moment.isoformat())
    return moment.astimezone(zone)
