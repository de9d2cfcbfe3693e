"""Which window, person, matter or department does a row of a source's file name?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from server.rules.cells import folded
from server.rules.sources.layout import Found, Layout, SourceRow
from server.rules.working_days import Calendar

Thing = TypeVar("Thing")
UNKNOWN: Mapping[str, str] = {
    "window": "source.unknown_window",
    "staff": "source.unknown_staff",
    "matter": "source.unknown_matter",
    "department": "source.unknown_department",
}


@dataclass(frozen=True)
class KnownWindow:
    """A window that rows can name."""

    id: int
    department_id: int


@dataclass(frozen=True)
class KnownMatter:
    """A matter that rows can name; ``difficulty`` is its own class."""

    id: int
    difficulty: str


@dataclass(frozen=True)
class Known:
    """Whom and what the rows can name, by folded number or code.

    People and departments also by a name that nobody shares. ``signed``: months whose appraisal
    is signed, which no file changes any more. ``today`` is the hall's day.
    """

    windows: Mapping[str, KnownWindow]
    staff: Mapping[str, int]
    matters: Mapping[str, KnownMatter]
    departments: Mapping[str, int]
    signed: frozenset[str]
    calendar: Calendar
    today: date


def named(
    row: SourceRow, key: str, known: Mapping[str, Thing], layout: Layout, found: Found
) -> Thing | None:
    """What the row names in that column, None for nothing; a name that nobody has is noted."""
    word = row.text(key)
    if not word:
        return None
    thing = known.get(folded(word))
    if thing is None:
        found.note(row.place, layout.heading(key), UNKNOWN[key], found=word)
    return thing


def month_text(day: date | None) -> str:
    """The month of a day as ``2026-11``, '' for no day."""
    return f"{day.year:04}-{day.month:02}" if day else ""
