"""How does a long table become a workbook, row by row?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from tempfile import TemporaryDirectory
from typing import IO, Any

from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sheets.cells import Cell
from sheets.tables import Column, Kind
from sheets.watermark import Watermark
from sheets.xlsx_cells import TEXT_STAYS_TEXT, write_cell
from sheets.xlsx_writing import FONT, HEADER, HEADER_HEIGHT, LINE

# Each finished row goes to a file of its own at once; only one row is in memory.
OPTIONS = {"constant_memory": True, **TEXT_STAYS_TEXT}
ROWS_A_SHEET = 1_000_000  # Excel has room for 1,048,576
LONGEST_NAME = 28  # of a sheet, in Excel 31; the rest is for the number of a further one
LONGEST_HEAD = 200  # of a printed page's head, in Excel 255
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
A4 = 9


@dataclass(frozen=True)
class Looks:
    """The formats of one workbook."""

    header: Format
    line: Format
    by_column: tuple[Format, ...]


def write_xlsx(
    file: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    watermark: Watermark,
) -> None:
    """Write the workbook into the open file. A table of over a million rows has several sheets.

    Raises OSError when there is no room. Half-written rows never stay behind on the disk.
    """
    with TemporaryDirectory() as folder:
        try:
            with Workbook(file, {**OPTIONS, "tmpdir": folder}) as book:
                _write_table(book, columns, rows, watermark)
        except XlsxFileError as cause:
            raise OSError(str(cause)) from cause


def _write_table(
    book: Workbook,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    watermark: Watermark,
) -> None:
    looks, rest, total = _looks(book, columns), iter(rows), 0
    for number in count(1):
        sheet = _begin(book, columns, looks, sheet_name(watermark.title, number))
        print_head(sheet, watermark.line)
        written = _fill(sheet, islice(rest, ROWS_A_SHEET), looks)
        total += written
        if written < ROWS_A_SHEET:
            sheet.write_string(written + 1, 0, watermark.closing(total), looks.line)
            break
    closing = watermark.closing(total)
    book.set_properties({"title": watermark.title, "author": watermark.by, "comments": closing})


def _looks(book: Workbook, columns: Sequence[Column]) -> Looks:
    by_kind = {kind: book.add_format({**FONT, "num_format": kind.value}) for kind in Kind}
    return Looks(
        header=book.add_format(HEADER),
        line=book.add_format(LINE),
        by_column=tuple(by_kind[column.kind] for column in columns),
    )


def _begin(book: Workbook, columns: Sequence[Column], looks: Looks, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, HEADER_HEIGHT)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, looks.header)
    return sheet


def _fill(sheet: Worksheet, rows: Iterable[Sequence[Cell]], looks: Looks) -> int:
    """How many rows were written below the header."""
    number = 0
    for number, cells in enumerate(rows, start=1):
        for at, (cell, look) in enumerate(zip(cells, looks.by_column, strict=True)):
            write_cell(sheet, (number, at), cell, look)
    return number


def print_head(sheet: Any, line: str) -> None:
    """Have each printed page say the line at its head and foot, and its number."""
    plain = line[:LONGEST_HEAD].replace("&", "&&")  # a single & begins a command there
    sheet.set_header(f"&L{plain}")
    sheet.set_footer(f"&L{plain}&R&P / &N")


def sheet_name(title: str, number: int) -> str:
    """What Excel takes as the name of the sheet of that title; of further ones with a number."""
    kept = NOT_IN_NAMES.sub(" ", title).strip()[:LONGEST_NAME] or "1"
    return kept if number == 1 else f"{kept} {number}"
