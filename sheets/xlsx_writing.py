"""How does a table become a workbook file?"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sheets.tables import Column, Kind, Notes, Table
from sheets.xlsx_cells import TEXT_STAYS_TEXT, write_cell

OPTIONS = {"in_memory": True, **TEXT_STAYS_TEXT}
FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
HEADER = {**FONT, "bold": True, "border": 1, "align": "center", "bg_color": "#DCE6F1"}
REQUIRED = {**HEADER, "bg_color": "#F8D7B5"}
LINE = {**FONT, "font_color": "#333333"}
EXPLAINED = {**FONT, "text_wrap": True, "valign": "top", "border": 1}
HEADER_HEIGHT = 24
ROWS_TO_FILL = 5_000  # so many rows below the header offer their choices and hints
LONGEST_LIST = 255  # Excel refuses a longer list of choices
LONGEST_HINT_TITLE = 32

Formats: TypeAlias = dict[Kind, Format]


def write_xlsx(path: Path, tables: Sequence[Table], *, notes: Notes) -> None:
    """Write the workbook beside its place first, then move it there: whole or not at all.

    Raises OSError when the place cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(xlsx_bytes(tables, notes=notes))
    unfinished.replace(path)


def xlsx_bytes(tables: Sequence[Table], *, notes: Notes) -> bytes:
    """The workbook as a file's content."""
    content = BytesIO()
    with Workbook(content, OPTIONS) as book:
        _add_notes(book, notes)
        formats = {kind: book.add_format({**FONT, "num_format": kind.value}) for kind in Kind}
        for table in tables:
            _add_table(book, table, formats)
    return content.getvalue()


def _add_notes(book: Workbook, notes: Notes) -> None:
    sheet = book.add_worksheet(notes.table.name)
    line, header, explained = (book.add_format(look) for look in (LINE, HEADER, EXPLAINED))
    for row, text in enumerate(notes.lines):
        sheet.write_string(row, 0, text, line)
    top = len(notes.lines)
    for at, column in enumerate(notes.table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(top, at, column.title, header)
    for row, cells in enumerate(notes.table.rows, start=top + 1):
        for at, cell in enumerate(cells):
            write_cell(sheet, (row, at), "" if cell is None else str(cell), explained)


def _add_table(book: Workbook, table: Table, formats: Formats) -> None:
    sheet = book.add_worksheet(table.name)
    looks = {must: book.add_format(look) for must, look in ((False, HEADER), (True, REQUIRED))}
    sheet.set_row(0, HEADER_HEIGHT)
    for at, column in enumerate(table.columns):
        # The whole column has the format, so that what people type later is kept as it should be.
        sheet.set_column(at, at, column.width, formats[column.kind])
        sheet.write_string(0, at, column.title, looks[column.is_required])
        _offer(sheet, at, column)
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate(table.rows, start=1):
        for at, cell in enumerate(cells):
            write_cell(sheet, (row, at), cell, formats[table.columns[at].kind])


def _offer(sheet: Worksheet, at: int, column: Column) -> None:
    listed = bool(column.choices) and len(",".join(column.choices)) <= LONGEST_LIST
    if not listed and not column.hint:
        return
    rule = {"validate": "list", "source": list(column.choices)} if listed else {"validate": "any"}
    hint = {"input_title": column.title[:LONGEST_HINT_TITLE], "input_message": column.hint}
    # A warning, not a refusal: the import understands more spellings than the list shows.
    more = {"error_type": "warning", **(hint if column.hint else {})}
    sheet.data_validation(1, at, ROWS_TO_FILL, at, rule | more)
