"""Which month, day and half day does a moment belong to, where the hall is?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from typing import Self

from server.errors import NotAMonth

MONTHS_A_YEAR = 12
NOON = time(12)


class HalfDay(StrEnum):
    """The finest time that stays with a rating; noon is the afternoon."""

    AM = "am"
    PM = "pm"


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; months are in the order of time and print as ``2026-11``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month of a text as ``2026-11``. Raises NotAMonth."""
        found = re.fullmatch(r"([1-9]\d{3})-(0[1-9]|1[0-2])", text, re.ASCII)
        if found is None:
            raise NotAMonth(text=text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def next(self) -> "Month":
        """The month after this one."""
        return self._shifted(1)

    def previous(self) -> "Month":
        """The month before this one."""
        return self._shifted(-1)

    def days(self) -> tuple[date, ...]:
        """Every day of the month, in order."""
        last = monthrange(self.year, self.number)[1]
        return tuple(date(self.year, self.number, day) for day in range(1, last + 1))

    def starts_at(self, zone: tzinfo) -> datetime:
        """Its first moment in that zone."""
        return datetime(self.year, self.number, 1, tzinfo=zone)

    def ends_at(self, zone: tzinfo) -> datetime:
        """The first moment that no longer belongs to it."""
        return self.next().starts_at(zone)

    def _shifted(self, months: int) -> "Month":
        year, index = divmod(self.year * MONTHS_A_YEAR + self.number - 1 + months, MONTHS_A_YEAR)
        return Month(year, index + 1)


def month_of(moment: datetime, zone: tzinfo) -> Month:
    """The month of a moment (with its zone) where the hall is."""
    local = moment.astimezone(zone)
    return Month(local.year, local.month)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day of a moment (with its zone) where the hall is."""
    return moment.astimezone(zone).date()


def half_day_of(moment: datetime, zone: tzinfo) -> HalfDay:
    """The half day of a moment (with its zone) where the hall is."""
    return HalfDay.AM if moment.astimezone(zone).time() < NOON else HalfDay.PM
