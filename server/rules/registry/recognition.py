"""Which sheet is this, where is its header row, and which column is which?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.rules.cells import RawCell, is_empty, shown
from server.rules.registry.layout import Column, Layout
from server.rules.registry.layouts import LAYOUTS
from server.rules.registry.naming import (
    column_headed,
    is_explanation,
    is_ignored,
    layout_named,
    nearest,
)
from server.rules.registry.rows import Place, RawRow, RawSheet, RowProblem

# Titles, remarks and empty rows stand above a header; nobody has more of them.
LOWEST_HEADER = 20
TITLE_ONLY = 1  # a title that happens to be a heading too (部门) is no header


@dataclass(frozen=True)
class Grid:
    """A recognised sheet: its layout, what stands in each known column, the rows of content."""

    layout: Layout
    sheet: str
    columns: Mapping[int, Column]
    rows: Sequence[RawRow]


def recognise(sheets: Iterable[RawSheet]) -> tuple[list[Grid], list[RowProblem]]:
    """The sheets that can be read, and what stands in the way of reading the others.

    Sheets without any content and sheets of explanations are passed over.
    """
    grids: list[Grid] = []
    problems: list[RowProblem] = []
    for sheet in sheets:
        if is_explanation(sheet.name) or _is_blank(sheet):
            continue
        layout = layout_named(sheet.name)
        if layout is None:
            problems.append(_unknown_sheet(sheet.name))
            continue
        header = _header_row(sheet, layout)
        found = _obstacles(sheet, layout, header)
        problems += found
        if not found:
            grids.append(_grid(sheet, layout, header))
    return grids, problems


def _is_blank(sheet: RawSheet) -> bool:
    return all(is_empty(cell) for row in sheet.rows for cell in row.cells)


def _unknown_sheet(name: str) -> RowProblem:
    names = [layout.name for layout in LAYOUTS]
    right = nearest(name, names) or "、".join(names)
    return RowProblem(Place(name, 0), "", "registry.unknown_sheet", {"right": right})


def _column(layout: Layout, cell: RawCell) -> Column | None:
    return None if is_empty(cell) else column_headed(layout, shown(cell))


def _columns(layout: Layout, row: RawRow) -> dict[int, Column]:
    found = ((at, _column(layout, cell)) for at, cell in enumerate(row.cells))
    return {at: column for at, column in found if column}


def _header_row(sheet: RawSheet, layout: Layout) -> RawRow:
    """The highest of the rows with the most known headings."""
    return max(sheet.rows[:LOWEST_HEADER], key=lambda row: len(_columns(layout, row)))


def _grid(sheet: RawSheet, layout: Layout, header: RawRow) -> Grid:
    return Grid(layout, sheet.name, _columns(layout, header), _below(sheet, header))


def _below(sheet: RawSheet, header: RawRow) -> list[RawRow]:
    return [row for row in sheet.rows if row.number > header.number]


def _obstacles(sheet: RawSheet, layout: Layout, header: RawRow) -> list[RowProblem]:
    columns = list(_columns(layout, header).values())
    if len(columns) <= TITLE_ONLY:
        headings = "、".join(column.heading for column in layout.columns)
        return [RowProblem(Place(sheet.name, 0), "", "registry.no_header", {"right": headings})]
    place = Place(sheet.name, header.number)
    missing = [_missing(place, column) for column in layout.needed if column not in columns]
    twice = [
        RowProblem(place, column.heading, "registry.column_twice")
        for column in dict.fromkeys(columns)
        if columns.count(column) > 1
    ]
    return [*missing, *twice, *_strange_columns(sheet, layout, header)]


def _missing(place: Place, column: Column) -> RowProblem:
    right = "、".join((column.heading, *column.also))
    return RowProblem(place, column.heading, "registry.column_missing", {"right": right})


def _strange_columns(sheet: RawSheet, layout: Layout, header: RawRow) -> Iterator[RowProblem]:
    """Columns with content that nobody would read."""
    headings = dict(enumerate(header.cells))
    known = _columns(layout, header)
    for at, row in _first_contents(_below(sheet, header)).items():
        heading = headings.get(at)
        if is_empty(heading):
            place = Place(sheet.name, row.number)
            found = {"found": shown(row.cells[at])}
            yield RowProblem(place, "", "registry.cell_without_heading", found)
        elif at not in known and not is_ignored(shown(heading)):
            yield _unknown_column(Place(sheet.name, header.number), layout, shown(heading))


def _first_contents(rows: Iterable[RawRow]) -> dict[int, RawRow]:
    """For each column the first row in which anything stands."""
    first: dict[int, RawRow] = {}
    for row in rows:
        for at, cell in enumerate(row.cells):
            if at not in first and not is_empty(cell):
                first[at] = row
    return dict(sorted(first.items()))


def _unknown_column(place: Place, layout: Layout, heading: str) -> RowProblem:
    headings = [column.heading for column in layout.columns]
    right = nearest(heading, headings) or "、".join(headings)
    return RowProblem(place, heading, "registry.unknown_column", {"right": right})
