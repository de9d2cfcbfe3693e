"""Which days did the State Council's holiday notices turn around, year by year?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

from server.rules.working_days import FIRST_YEAR, SATURDAY, DayKind

ONE_DAY = timedelta(days=1)
SWAPPED_WITH = re.compile(r"\d{4}-\d{2}-\d{2}")  # 休息日（由 2026-02-14 调休）
REMARK = re.compile(r"（.*?）")  # 国庆节（补假）


@dataclass(frozen=True)
class CalendarSeed:
    """One day that is not what its weekday says; ``name`` is the holiday that turned it around."""

    day: date
    kind: DayKind
    name: str


def is_known(year: int) -> bool:
    """Whether the year's notice is in the data.

    Statutory days can be computed for every year; the weekends worked in exchange (调休) are
    only in the notice, and every notice since 2004 has some.
    """
    return year >= FIRST_YEAR and any(day.year == year for day in _china(year).weekend_workdays)


def seeded_days(year: int) -> tuple[CalendarSeed, ...]:
    """Every holiday and every worked weekend day of a known year, in order; else nothing.

    A weekend beside a holiday is part of it, as in the notices (与周末连休).
    """
    if not is_known(year):
        return ()
    off = _days_off(year)
    worked = _days_worked(year, off)
    return tuple(
        CalendarSeed(day, kind, name)
        for day, kind, name in sorted(
            [
                *((day, DayKind.HOLIDAY, name) for day, name in off.items()),
                *((day, DayKind.MAKEUP, name) for day, name in worked.items()),
            ]
        )
        if day.year == year
    )


@cache
def _china(year: int) -> HolidayBase:
    """The library's days of the year and the next, whose New Year begins in December."""
    return country_holidays("CN", years=(year, year + 1), language="zh_CN")


def _days_off(year: int) -> dict[date, str]:
    """The name of every day off of the year and the next, weekends beside a holiday with them."""
    china = _china(year)
    names = {day: name for day in china if (name := _statutory_name(day, china))}
    for step in (ONE_DAY, -ONE_DAY):  # forwards first: what follows a holiday bears its name
        for day, name in tuple(names.items()):
            _name_run(day + step, step, name=name, names=names, china=china)
    return names


def _name_run(
    day: date, step: timedelta, *, name: str, names: dict[date, str], china: HolidayBase
) -> None:
    """Name the days off that follow each other from this day on, as far as they have no name."""
    while day not in names and _is_off(day, china):
        names[day] = name
        day += step


def _statutory_name(day: date, china: HolidayBase) -> str:
    """The holiday's bare name; empty on days that are only exchanged (调休) or no holiday."""
    name = china.get(day, "")
    return "" if SWAPPED_WITH.search(name) else REMARK.sub("", name).replace("; ", "、")


def _is_off(day: date, china: HolidayBase) -> bool:
    return day in china or (day.weekday() >= SATURDAY and day not in china.weekend_workdays)


def _days_worked(year: int, off: dict[date, str]) -> dict[date, str]:
    """Each worked weekend day with the name of the holiday it was exchanged for."""
    china = _china(year)
    exchanged = {
        date.fromisoformat(found.group()): off.get(day, "")
        for day, label in china.items()
        if (found := SWAPPED_WITH.search(label))
    }
    return {day: exchanged.get(day, "") for day in china.weekend_workdays}
