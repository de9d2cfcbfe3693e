"""Which day or month did a person mean by a cell?"""

import re
from datetime import date, datetime, time, timedelta

from server.rules.cells.chinese_numbers import DIGITS, UP_TO_99, number_of
from server.rules.cells.problems import CellProblem, RawCell, problem, shown
from server.rules.cells.weekdays import DAYS as WEEKDAYS
from server.rules.cells.words import folded

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
# Day 0 of the numbers by which spreadsheets count days (ECMA-376, 18.17.4; right from 1900-03-01).
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range((FIRST_DAY - SERIAL_ZERO).days, (LAST_DAY - SERIAL_ZERO).days + 1)

WEEKDAY = r"(?:[(]?(?:星期|周|礼拜)([一二三四五六日天])[)]?)?"
MIDNIGHT = r"(?:t?0{1,2}:00(?::00(?:\.0+)?)?)?"
FULL = re.compile(rf"(\d{{4}})[年./-](\d{{1,2}})[月./-](\d{{1,2}})[日号]?{WEEKDAY}{MIDNIGHT}")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"\d{5}")
SHORT_YEAR = re.compile(r"\d{2}[年./-]\d{1,2}[月./-]\d{1,2}[日号]?")
NO_YEAR = re.compile(r"\d{1,2}[月./-]\d{1,2}[日号]?")
YEAR_LAST = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
IN_CHINESE = re.compile(rf"([〇零○一二三四五六七八九]{{4}})年({UP_TO_99})月({UP_TO_99})[日号]")
MONTH = re.compile(r"(\d{4})(?:[年./-](\d{1,2})月?份?|(\d{2}))")
WEEKDAY_NAMES = tuple(f"星期{sign}" for sign in "一二三四五六日")
ALMOST_DAYS = (
    (re.compile(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}\D*\d{1,2}:\d{2}.*"), "day_with_time"),
    (NO_YEAR, "day_without_year"),
    (SHORT_YEAR, "year_of_two_digits"),
    (YEAR_LAST, "year_at_the_end"),
)


def read_day(cell: RawCell) -> date | CellProblem:
    """A day of this century: as a date, as the number spreadsheets give it, or in writing.

    Writing: 2026年11月2日, 二〇二六年十一月二日, 2026-11-2, 2026/11/2, 2026.11.2, 20261102; a
    weekday behind it must be the right one, a time behind it must be midnight.
    """
    match cell:
        case datetime() if cell.time() != time():
            return problem("day_with_time", cell)
        case date():
            return _in_range(date(cell.year, cell.month, cell.day), cell)
        case str():
            return _written_day(folded(cell), cell)
        case int() | float() if not isinstance(cell, bool) and float(cell).is_integer():
            return _written_day(str(int(cell)), cell)
        case _:
            return problem("not_a_day", cell)


def read_month(cell: RawCell) -> str | CellProblem:
    """A month as ``2026-11``: 2026年11月, 2026-11, 2026/11, 202611, or its first day as a date."""
    found = None if isinstance(cell, date) else MONTH.fullmatch(folded(shown(cell)))
    first = _written_day(f"{found[1]}-{found[2] or found[3]}-1", cell) if found else read_day(cell)
    # A spreadsheet turns a month that is typed in into the first day of it.
    if isinstance(first, CellProblem) or first.day != 1:
        return problem("not_a_month", cell)
    return f"{first:%Y-%m}"


def _written_day(text: str, cell: RawCell) -> date | CellProblem:
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(text))
    in_digits = _in_digits(text)
    found = FULL.fullmatch(in_digits) or COMPACT.fullmatch(in_digits)
    if found is None:
        return problem(_what_is_missing(text), cell)
    year, month, number, *weekday = found.groups()
    day = _day_of(int(year), int(month), int(number))
    if day is None:
        return problem("no_such_day", cell)
    if weekday and weekday[0] and WEEKDAYS[weekday[0]] != day.weekday():
        return problem("weekday_differs", cell, right=WEEKDAY_NAMES[day.weekday()])
    return _in_range(day, cell)


def _in_digits(text: str) -> str:
    """二〇二六年十一月二日 as 2026年11月2日; any other text as it is."""
    found = IN_CHINESE.match(text)
    if found is None:
        return text
    year, month, day = found.groups()
    digits = f"{year.translate(DIGITS)}年{number_of(month)}月{number_of(day)}日"
    return digits + text[found.end() :]


def _what_is_missing(text: str) -> str:
    return next((code for shape, code in ALMOST_DAYS if shape.fullmatch(text)), "not_a_day")


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_range(day: date, cell: RawCell) -> date | CellProblem:
    return day if FIRST_DAY <= day <= LAST_DAY else problem("day_out_of_range", cell)
