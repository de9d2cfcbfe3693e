"""Which cells does a workbook file hold?"""

from pathlib import Path

import python_calamine as calamine

from sheets.cells import Cell, Row, Sheet
from sheets.errors import NotAWorkbook
from sheets.xlsx_parts import SheetPart, sheet_parts

# Far more than any hall needs.
MOST_CELLS = 5_000_000
MOST_BYTES = 100_000_000


def read_xlsx(path: Path) -> list[Sheet]:
    """The sheets of a workbook file in its own order; charts are passed over.

    Raises NotAWorkbook with the reason ``format``, ``password`` or ``too_large``.
    """
    if path.stat().st_size > MOST_BYTES:
        raise NotAWorkbook(file=path.name, reason="too_large")
    parts = sheet_parts(path)
    if any(part.height * part.width > MOST_CELLS for part in parts.values()):
        raise NotAWorkbook(file=path.name, reason="too_large")
    with opened(path) as book:
        names = [
            found.name
            for found in book.sheets_metadata
            if found.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        return [_sheet(book, name, path=path, part=parts.get(name, SheetPart())) for name in names]


def opened(path: Path) -> calamine.CalamineWorkbook:
    """The workbook file, open. Raises NotAWorkbook."""
    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as locked:
        raise NotAWorkbook(file=path.name, reason="password") from locked
    except calamine.CalamineError as unknown:
        raise NotAWorkbook(file=path.name, reason="format") from unknown


def _sheet(book: calamine.CalamineWorkbook, name: str, *, path: Path, part: SheetPart) -> Sheet:
    try:
        found = book.get_sheet_by_name(name)
    except calamine.CalamineError as damaged:
        raise NotAWorkbook(file=path.name, reason="format") from damaged
    if found.total_height * found.total_width > MOST_CELLS:
        raise NotAWorkbook(file=path.name, reason="too_large")
    rows = [[_cell(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    for (row, column), text in part.failed.items():
        rows[row][column] = text
    return Sheet(name, tuple(Row(at, tuple(cells)) for at, cells in enumerate(rows, start=1)))


def _cell(value: object) -> Cell:
    return None if value == "" else value  # type: ignore[return-value]  # calamine yields our kinds
