"""What does each row of a registry workbook say?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from server.rules.cells import (
    CellProblem,
    RawCell,
    folded,
    is_empty,
    problem,
    read_code,
    read_day,
    read_end_time,
    read_month,
    read_name,
    read_text,
    read_time,
    read_weekdays,
    read_whole_number,
    read_yes_no,
    shown,
    split_list,
)
from server.rules.registry.layout import Column, Kind
from server.rules.registry.layouts import DUTY, DUTY_WORDS, LAYOUTS
from server.rules.registry.recognition import Grid, recognise
from server.rules.registry.roster import days_named
from server.rules.registry.rows import Place, RawRow, RawSheet, Record, RowProblem, Value

CellReader: TypeAlias = Callable[[RawCell], Value | CellProblem]


@dataclass(frozen=True)
class Reading:
    """The rows of each sheet by the layout's key, and everything that is wrong with them.

    ``sheets`` are the names of all sheets in their order, also of those that were not read.
    """

    sheets: tuple[str, ...]
    records: Mapping[str, tuple[Record, ...]]
    problems: tuple[RowProblem, ...]

    @property
    def roster_days(self) -> tuple[date, date] | None:
        """The first and the last day that the roster of the workbook may touch."""
        spans = [span for row in self.records[DUTY.key] if (span := days_named(row))]
        if not spans:
            return None
        return min(first for first, _ in spans), max(last for _, last in spans)


def read_registry(sheets: Sequence[RawSheet]) -> Reading:
    """Every row of every sheet that belongs to the registry.

    Titles above the header, blank rows, 序号 and 备注 are passed over; several sheets of one kind
    (a roster for each month) are read as one.
    """
    grids, problems = recognise(sheets)
    records: dict[str, list[Record]] = {layout.key: [] for layout in LAYOUTS}
    for grid in grids:
        for row in grid.rows:
            if any(not is_empty(row.cells[at]) for at in grid.columns if at < len(row.cells)):
                record, wrong = _record(grid, row)
                records[grid.layout.key].append(record)
                problems += wrong
    names = tuple(sheet.name for sheet in sheets)
    return Reading(names, {key: tuple(rows) for key, rows in records.items()}, tuple(problems))


def _record(grid: Grid, row: RawRow) -> tuple[Record, list[RowProblem]]:
    place = Place(grid.sheet, row.number)
    values: dict[str, Value] = {}
    problems = []
    for at, column in grid.columns.items():
        found = _value(column, row.cells[at] if at < len(row.cells) else None)
        if isinstance(found, CellProblem):
            problems.append(RowProblem(place, column.heading, found.code, found.data))
        else:
            values[column.key] = found
    return Record(place, values, is_sound=not problems), problems


def _value(column: Column, cell: RawCell) -> Value | CellProblem:
    if is_empty(cell):
        missing = problem("missing", cell, right=column.example)
        return missing if column.required else EMPTY[column.kind]
    found = READERS[column.kind](cell)
    if isinstance(found, str) and 0 < column.longest < len(found):
        return problem("too_long", cell, most=column.longest)
    return found


def _duty_kind(cell: RawCell) -> str | CellProblem:
    word = folded(shown(cell))
    kinds = (kind for kind, words in DUTY_WORDS.items() if word in words)
    right = "、".join(words[0] for words in DUTY_WORDS.values())
    return next(kinds, None) or problem("not_a_duty_kind", cell, right=right)


def _references(cell: RawCell) -> tuple[str, ...] | CellProblem:
    # Line breaks part a list, so it is split before the text is put on one line.
    text = cell if isinstance(cell, str) else read_text(cell)
    return text if isinstance(text, CellProblem) else tuple(dict.fromkeys(split_list(text)))


READERS: Mapping[Kind, CellReader] = {
    Kind.TEXT: read_text,
    Kind.NAME: read_name,
    Kind.CODE: read_code,
    Kind.DAY: read_day,
    Kind.MONTH: read_month,
    Kind.TIME: read_time,
    Kind.END_TIME: read_end_time,
    Kind.WEEKDAYS: read_weekdays,
    Kind.COUNT: read_whole_number,
    Kind.YES_NO: read_yes_no,
    Kind.DUTY_KIND: _duty_kind,
    Kind.REFERENCE: read_text,
    Kind.REFERENCES: _references,
    Kind.REPEATED: read_name,
}
EMPTY: Mapping[Kind, Value] = {
    **dict.fromkeys(Kind, None),
    Kind.TEXT: "",
    Kind.COUNT: 0,
    Kind.YES_NO: False,
    Kind.REFERENCES: (),
    Kind.SPANS: (),
}
