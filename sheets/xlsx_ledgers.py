"""How are the tables behind a document written as a workbook?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import count, islice
from tempfile import TemporaryDirectory

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sheets.cells import Cell
from sheets.errors import NotWritten
from sheets.ledgers import Ledger
from sheets.tables import Column, Kind
from sheets.xlsx_cells import write_cell
from sheets.xlsx_exporting import A4, OPTIONS, ROWS_A_SHEET, print_head, sheet_name
from sheets.xlsx_writing import FONT, HEADER, HEADER_HEIGHT, LINE

TITLE = {"font_name": "方正小标宋简体", "font_size": 16, "align": "center_across"}
BODY = {**FONT, "border": 1}
LONG_AGO = datetime(1980, 1, 1)  # noqa: DTZ001 - a file's property has no zone
TITLE_HEIGHT, MARGIN = 34, 0.6
"""Points, and inches on the left and right of a printed page."""
WIDEST_UPRIGHT = 95
"""Characters; a wider table is printed across."""
FIRST_ROW = 2
"""Below the title and the header."""
ALIGNED = {Kind.TEXT: "left", Kind.DATE: "center", Kind.TIME: "center", Kind.MOMENT: "center"}
"""The rest are figures, and stand on the right."""


def write_xlsx(ledgers: Sequence[Ledger], *, title: str, by: str, line: str) -> bytes:
    """The content of the workbook, as ``sheets.ledgers.workbook`` promises it."""
    if not ledgers:
        msg = "a workbook without a sheet"
        raise ValueError(msg)
    content = BytesIO()
    with (
        TemporaryDirectory() as folder,
        Workbook(content, {**OPTIONS, "tmpdir": folder}) as book,
    ):
        # No moment of making: the same figures give the same bytes.
        book.set_properties({"title": title, "author": by, "comments": line, "created": LONG_AGO})
        for name, ledger in zip(_names(ledgers), ledgers, strict=True):
            _write(book, name, ledger, line)
    return content.getvalue()


def _names(ledgers: Iterable[Ledger]) -> Iterator[str]:
    """A name for each sheet; Excel takes no two that differ only in capitals."""
    taken: set[str] = set()
    for ledger in ledgers:
        names = (sheet_name(ledger.title, number) for number in count(1))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _write(book: Workbook, name: str, ledger: Ledger, line: str) -> None:
    sheet = book.add_worksheet(name)
    _set_page(sheet, ledger, line)
    _write_head(book, sheet, ledger)
    end = _write_rows(sheet, ledger, _looks(book, ledger.columns))
    if ledger.total:
        _write_row(sheet, end, ledger.total, _looks(book, ledger.columns, bold=True))
        end += 1
    plain = book.add_format(LINE)
    for at, note in enumerate((*ledger.notes, line), start=end):
        write_cell(sheet, (at, 0), note, plain)


def _set_page(sheet: Worksheet, ledger: Ledger, line: str) -> None:
    if sum(column.width for column in ledger.columns) > WIDEST_UPRIGHT:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=MARGIN, right=MARGIN)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, FIRST_ROW - 1)
    sheet.freeze_panes(FIRST_ROW, ledger.kept)
    print_head(sheet, line)


def _write_head(book: Workbook, sheet: Worksheet, ledger: Ledger) -> None:
    # Centred across the columns, not merged: a merged cell keeps people from sorting.
    title, header = book.add_format(TITLE), book.add_format({**HEADER, "text_wrap": True})
    sheet.set_row(0, TITLE_HEIGHT)
    write_cell(sheet, (0, 0), ledger.title, title)
    for at in range(1, len(ledger.columns)):
        sheet.write_blank(0, at, None, title)
    sheet.set_row(1, HEADER_HEIGHT)
    for at, column in enumerate(ledger.columns):
        sheet.set_column(at, at, column.width)
        write_cell(sheet, (1, at), column.title, header)


def _write_rows(sheet: Worksheet, ledger: Ledger, looks: Sequence[Format]) -> int:
    """The row behind the last."""
    end = FIRST_ROW
    for cells in islice(ledger.rows, ROWS_A_SHEET + 1):
        if end == FIRST_ROW + ROWS_A_SHEET:
            raise NotWritten(file=ledger.title, reason=f"> {ROWS_A_SHEET}")
        _write_row(sheet, end, cells, looks)
        end += 1
    if end > FIRST_ROW:
        sheet.autofilter(1, 0, end - 1, len(ledger.columns) - 1)
    return end


def _write_row(sheet: Worksheet, row: int, cells: Sequence[Cell], looks: Sequence[Format]) -> None:
    for at, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        if cell is None or cell == "":
            sheet.write_blank(row, at, None, look)
        else:
            write_cell(sheet, (row, at), cell, look)


def _looks(book: Workbook, columns: Iterable[Column], *, bold: bool = False) -> list[Format]:
    return [
        book.add_format(
            {
                **BODY,
                "num_format": column.kind.value,
                "align": ALIGNED.get(column.kind, "right"),
                "bold": bold,
            }
        )
        for column in columns
    ]
