"""Is this the holiday notice of a year, and which days does it turn around?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from server.errors import FormProblems, Problem
from server.rules.cells.days import read_day
from server.rules.cells.problems import RawCell, is_empty
from server.rules.working_days import LAST_WEEK_BEGINS, SATURDAY, DayKind

LONGEST_NAME = 60
LONGEST_SOURCE = 200
COLUMNS = 3  # day, kind, name
# What notices and people write; the first of each is ours.
KIND_WORDS = {
    "holiday": DayKind.HOLIDAY,
    "放假": DayKind.HOLIDAY,
    "休": DayKind.HOLIDAY,
    "makeup": DayKind.MAKEUP,
    "上班": DayKind.MAKEUP,
    "调休上班": DayKind.MAKEUP,
    "班": DayKind.MAKEUP,
}

Cells = Sequence[RawCell]


@dataclass(frozen=True)
class NoticeDay:
    """One day that is not what its weekday says; ``name`` is the holiday that turned it around."""

    day: date
    kind: DayKind
    name: str


@dataclass(frozen=True)
class Notice:
    """The yearly notice: its year, where it was published, its version, its days in order."""

    year: int
    source: str
    version: int
    days: tuple[NoticeDay, ...]


def read_notice(rows: Sequence[Cells], *, source: str, version: int) -> Notice:
    """The notice that rows of (day, kind, name) hold; a first row of headings is passed over.

    Its year is that of most of its days; days of the last week of December before may be in it.
    Raises FormProblems with every row that cannot be taken: nothing is taken then. An empty
    notice is none: a year without days is unknown, not without holidays.
    """
    first = 1 if rows and not _is_day(rows[0]) else 0
    found = [
        _read(number, row)
        for number, row in enumerate(rows[first:], start=first + 1)
        if not all(map(is_empty, row))
    ]
    problems = [one for one in found if isinstance(one, Problem)]
    days = sorted((one for one in found if isinstance(one, NoticeDay)), key=lambda one: one.day)
    problems += _of_the_whole(days, source)
    if problems:
        raise FormProblems(tuple(problems))
    return Notice(_year(days), source.strip(), version, tuple(days))


def problem_of(day: date, kind: DayKind) -> Problem | None:
    """Why a day cannot be of that kind: only weekends are worked in exchange for a holiday."""
    if kind is DayKind.MAKEUP and day.weekday() < SATURDAY:
        return Problem(str(day), "calendar.makeup_on_weekday", {"day": str(day)})
    return None


def _is_day(row: Cells) -> bool:
    return bool(row) and isinstance(read_day(row[0]), date)


def _read(number: int, row: Cells) -> NoticeDay | Problem:
    day_cell, kind_cell, name = (*row, "", "", "")[:COLUMNS]
    day, kind = read_day(day_cell), KIND_WORDS.get(str(kind_cell or "").strip().lower())
    if not isinstance(day, date):
        return Problem(str(number), "calendar.no_day", {"row": number})
    if kind is None:
        return Problem(str(number), "calendar.no_kind", {"row": number})
    return problem_of(day, kind) or NoticeDay(day, kind, str(name or "").strip()[:LONGEST_NAME])


def _of_the_whole(days: Sequence[NoticeDay], source: str) -> list[Problem]:
    found = []
    if not days:
        found.append(Problem("days", "calendar.empty"))
    if not source.strip() or len(source) > LONGEST_SOURCE:
        found.append(Problem("source", "calendar.source_missing"))
    counted = Counter(one.day for one in days)
    found += [
        Problem(str(day), "calendar.twice", {"day": str(day)})
        for day, times in counted.items()
        if times > 1
    ]
    return found + [
        Problem(str(one.day), "calendar.other_year", {"day": str(one.day), "year": _year(days)})
        for one in days
        if not _belongs(one.day, _year(days))
    ]


def _year(days: Sequence[NoticeDay]) -> int:
    ((year, _),) = Counter(one.day.year for one in days).most_common(1)
    return year


def _belongs(day: date, year: int) -> bool:
    """New Year can turn the last days of December around."""
    return day.year == year or (day.year == year - 1 and (day.month, day.day) >= LAST_WEEK_BEGINS)
