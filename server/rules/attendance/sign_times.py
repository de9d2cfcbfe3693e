"""Which moments did a machine write into a cell? With seconds, and often several in one cell."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from server.rules.attendance.due import HOUR
from server.rules.cells import CellProblem, RawCell, problem, read_day, read_time

MINUTE, HOURS, SIXTY = 60, 24, 60
WITH_SECONDS = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})(?:\.0+)?")
DAY_AND_TIME = re.compile(r"\s*(\S+?)[\sT]+(\d{1,2}:\d{2}(?::\d{2})?)\s*")
BETWEEN_TIMES = re.compile(r"[\s,，、;；|]+")
REMEMBERED = 100_000
NOTHING_SIGNED = frozenset({"", "-", "--", "—", "/"})


def read_second(cell: RawCell) -> int | CellProblem:
    """A time of day as seconds since midnight: 8:58:31, or as people write it (8:58, 上午8:58)."""
    if isinstance(cell, time):
        return cell.hour * HOUR + cell.minute * MINUTE + cell.second
    if isinstance(cell, float) and 0 <= cell < 1:
        return round(cell * HOURS * HOUR) % (HOURS * HOUR)
    return _written_second(cell) if isinstance(cell, str) else _to_the_minute(cell)


@lru_cache(maxsize=REMEMBERED)
def _written_second(text: str) -> int | CellProblem:
    found = WITH_SECONDS.fullmatch(text.strip())
    if found is None:
        return _to_the_minute(text)
    hour, minute, second = map(int, found.groups())
    if hour >= HOURS or minute >= SIXTY or second >= SIXTY:
        return problem("no_such_time", text)
    return hour * HOUR + minute * MINUTE + second


def _to_the_minute(cell: RawCell) -> int | CellProblem:
    found = read_time(cell)
    if isinstance(found, CellProblem):
        return found
    return found.hour * HOUR + found.minute * MINUTE


def read_seconds(cell: RawCell) -> list[int | CellProblem]:
    """Every time in a cell: ``08:58 12:01 13:25 17:03``. A dash, or nothing, is none."""
    if not isinstance(cell, str):
        return [] if cell is None else [read_second(cell)]
    parts = (part for part in BETWEEN_TIMES.split(cell.strip()) if part not in NOTHING_SIGNED)
    return [read_second(part) for part in parts]


def read_moment(cell: RawCell) -> tuple[date, int] | CellProblem:
    """A day with its time in one cell: 2026-11-02 08:58:31, or as a spreadsheet's moment."""
    if isinstance(cell, datetime):
        return cell.date(), cell.hour * HOUR + cell.minute * MINUTE + cell.second
    found = DAY_AND_TIME.fullmatch(cell) if isinstance(cell, str) else None
    if found is None:
        return problem("not_a_moment", cell)
    day, second = remembered_day(found[1]), read_second(found[2])
    if isinstance(day, CellProblem):
        return day
    return second if isinstance(second, CellProblem) else (day, second)


@lru_cache(maxsize=REMEMBERED)
def remembered_day(cell: RawCell) -> date | CellProblem:
    """The day in a cell; the same few days stand in each of a hundred thousand rows."""
    return read_day(cell)
