"""Files of sources as rows of cells, and what the rows can name, each with defaults."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from server.rules.cells import RawCell
from server.rules.sources.applications import ApplicationRow, read_applications
from server.rules.sources.known import Known, KnownMatter, KnownWindow
from server.rules.sources.layout import Found, Layout, SourceRow
from server.rules.sources.layouts import APPLICATIONS
from server.rules.sources.reading import read_rows
from server.rules.working_days import Calendar

TODAY = date(2026, 11, 25)
WORDS = {
    "faults": {"error": "error", "办件差错": "error", "lost": "lost", "材料遗失": "lost"},
    "harms": {"严重": "grave", "some": "some"},
    "guides": {"准确": "right"},
    "matter_faults": {"厅外办理": "outside"},
}
KNOWN = Known(
    windows={"a01": KnownWindow(1, 10), "a02": KnownWindow(2, 10)},
    staff={"0137": 7, "0138": 8},
    matters={"s01": KnownMatter(5, "B")},
    departments={"d1": 10, "综合科": 10},
    signed=frozenset({"2026-09"}),
    calendar=Calendar({}, frozenset({2026})),
    today=TODAY,
)


@dataclass(frozen=True)
class Line:
    """One row of cells."""

    number: int
    cells: tuple[RawCell, ...]


@dataclass(frozen=True)
class Paper:
    """A sheet of such rows."""

    lines: tuple[tuple[RawCell, ...], ...]
    name: str = "办件"

    @property
    def rows(self) -> Iterator[Line]:
        """From number 1 on."""
        return (Line(number, cells) for number, cells in enumerate(self.lines, start=1))


def read(layout: Layout, *lines: Sequence[RawCell]) -> tuple[list[SourceRow], Found]:
    """The rows below the header (the first line) and what was noticed."""
    found = Found()
    rows = list(read_rows(Paper(tuple(map(tuple, lines))), layout, WORDS, found))
    return rows, found


def applications(*rows: dict[str, RawCell]) -> tuple[list[ApplicationRow], Found]:
    """Applications that differ from a sound one in these cells; each has its own number."""
    sound: dict[str, RawCell] = {"window": "A01", "staff": "0137", "received_on": "2026-11-02"}
    keys = [column.key for column in APPLICATIONS.columns]
    lines = [
        [{"number": f"N{at}", **sound, **row}.get(key) for key in keys]
        for at, row in enumerate(rows, start=1)
    ]
    told, found = read(APPLICATIONS, keys, *lines)
    return list(read_applications(told, KNOWN, found)), found


def codes(found: Found) -> list[tuple[int, str, str]]:
    """Row, column and code of each problem."""
    return [(each.place.row, each.column, each.code) for each in found.problems]
