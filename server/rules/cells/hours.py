"""Which time of day did a person mean by a cell?"""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import NamedTuple

from server.rules.cells.chinese_numbers import with_digits
from server.rules.cells.problems import CellProblem, RawCell, problem
from server.rules.cells.words import folded

HOUR, MINUTE, HOURS_A_DAY = 3600, 60, 24
MILLION = 1_000_000

# 24:00 of a day is 0:00 of the next one; as a time of its own day it is later than all others.
END_OF_DAY = time.max
WRITTEN_ENDS = ("24:00", "24点", "24时", "24:00:00", timedelta(days=1), 1.0)

# How a spoken time becomes a written one, in this order.
SPOKEN = (
    (re.compile(r"[点时]半$"), ":30"),
    (re.compile(r"[点时]一刻$"), ":15"),
    (re.compile(r"[点时]三刻$"), ":45"),
    (re.compile(r"[点时][钟整]?$"), ":00"),
    (re.compile(r"[点时](\d)分?$"), r":0\1"),
    (re.compile(r"[点时](\d{2})分?$"), r":\1"),
    (re.compile(r"^(\d{1,2})([ap]m)$"), r"\1:00\2"),
    (re.compile(r"^(\d{1,2})(\d{2})$"), r"\1:\2"),
)
WRITTEN = re.compile(r"(\D*?)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?([ap]m)?")
TWO_TIMES = re.compile(r".*\d.*[-~至到].*\d.*")

# Which hour is meant by a spoken one. What a table does not hold is a contradiction (上午14:00) or
# could mean two things: 上午12:30 is noon to people and past midnight to some programs.
MORNING = {hour: hour for hour in range(12)}
NOON = {1: 13, 2: 14, 11: 11, 12: 12, 13: 13, 14: 14}
AFTERNOON = {12: 12} | {hour: hour + 12 for hour in range(1, 12)} | {h: h for h in range(13, 24)}
EVENING = {hour: hour + 12 for hour in range(4, 12)} | {hour: hour for hour in range(16, 24)}
HALF_DAYS: Mapping[str, Mapping[int, int]] = {
    "": {hour: hour for hour in range(HOURS_A_DAY)},
    "凌晨": {hour: hour for hour in range(7)},
    **dict.fromkeys(("上午", "早上", "早晨", "清晨", "早", "am"), MORNING),
    **dict.fromkeys(("中午", "正午"), NOON),
    **dict.fromkeys(("下午", "午后", "pm"), AFTERNOON),
    **dict.fromkeys(("晚上", "傍晚", "晚"), EVENING),
}


class Spoken(NamedTuple):
    """A time as said: the hour belongs to the half of the day, where one is named."""

    half_day: str
    hour: int
    minute: int
    second: int


def read_time(cell: RawCell) -> time | CellProblem:
    """A time of day to the minute: as a time, as a part of a day, or in writing.

    Writing: 9:00, 14：30, 上午9:00, 下午2时30分, 九点半, 9点一刻, 0930, 2:30pm. Midnight at the end
    of a day (24:00) is no time of that day; 9.30 could be half past nine or 9:18.
    """
    match cell:
        case time():
            seconds = cell.hour * HOUR + cell.minute * MINUTE + cell.second
            return _after_midnight(seconds + cell.microsecond / MILLION, cell)
        case timedelta():
            return _after_midnight(cell.total_seconds(), cell)
        case str():
            return _written_time(with_digits(folded(cell)), cell)
        case int() | float() if not isinstance(cell, bool):
            is_part = 0 <= cell < 1
            part = cell * HOURS_A_DAY * HOUR
            return _after_midnight(part, cell) if is_part else _written_time(f"{cell:g}", cell)
        case _:
            return problem("not_a_time", cell)


def read_end_time(cell: RawCell) -> time | CellProblem:
    """A time of day at which something ends: also midnight at the end of the day (24:00).

    That one is given as END_OF_DAY, which is later than every time of the day.
    """
    written = folded(cell) if isinstance(cell, str) else cell
    return END_OF_DAY if written in WRITTEN_ENDS else read_time(cell)


def _after_midnight(seconds: float, cell: RawCell) -> time | CellProblem:
    # The fraction of a day that a spreadsheet keeps is never quite exact.
    minutes, second = divmod(round(seconds), MINUTE)
    return _judged(Spoken("", *divmod(minutes, MINUTE), second), cell)


def _written_time(text: str, cell: RawCell) -> time | CellProblem:
    spoken = _as_spoken(text)
    if spoken is None:
        return problem("two_times" if TWO_TIMES.fullmatch(text) else "not_a_time", cell)
    return _judged(spoken, cell)


def _as_spoken(text: str) -> Spoken | None:
    for shape, written in SPOKEN:
        text = shape.sub(written, text)
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    before, hour, minute, second, after = found.groups()
    half_day = before + (after or "")
    is_half_day = half_day in HALF_DAYS
    return Spoken(half_day, int(hour), int(minute), int(second or 0)) if is_half_day else None


def _judged(spoken: Spoken, cell: RawCell) -> time | CellProblem:
    if spoken.hour >= HOURS_A_DAY or spoken.minute >= MINUTE:
        return problem("no_such_time", cell)
    if spoken.second:
        return problem("time_with_seconds", cell)
    hour = HALF_DAYS[spoken.half_day].get(spoken.hour)
    return problem("half_day_differs", cell) if hour is None else time(hour, spoken.minute)
