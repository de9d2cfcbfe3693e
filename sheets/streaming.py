"""How is a long table read row by row, so that its cells are not all in memory at once?"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine as calamine

from sheets.cells import Cell, Row, Sheet
from sheets.csv_reading import DELIMITERS, MOST_BYTES, decoded
from sheets.errors import NotAWorkbook, UnreadableCsv
from sheets.formula_safety import unescaped
from sheets.json_records import read_json
from sheets.xlsx_parts import Place, sheet_parts
from sheets.xlsx_reading import MOST_BYTES as MOST_WORKBOOK_BYTES
from sheets.xlsx_reading import MOST_CELLS, opened

JSON_ENDING = ".json"


@dataclass(frozen=True)
class LongText:
    """The one sheet of a CSV file; each time its rows are gone through they are read anew."""

    name: str
    text: str = field(repr=False)
    delimiter: str
    file: str

    @property
    def rows(self) -> Iterator[Row]:
        """One after the other, the first is number 1. Raises UnreadableCsv on the way."""
        reader = csv.reader(
            io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True
        )
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                yield Row(number, tuple(unescaped(cell) or None for cell in cells))
        except csv.Error as cause:
            raise UnreadableCsv(file=self.file, line=number + 1, reason="quotes") from cause


@dataclass(frozen=True)
class LongSheet:
    """A sheet of a workbook file."""

    name: str
    sheet: calamine.CalamineSheet = field(repr=False)
    failed: dict[Place, str]

    @property
    def rows(self) -> Iterator[Row]:
        """One after the other, as people count them; formulas that failed hold their text."""
        first, left = self.sheet.start or (0, 0)
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), text in self.failed.items():
            by_row.setdefault(row, {})[column] = text
        for at, values in enumerate(self.sheet.iter_rows(), start=first):
            cells: list[Cell] = [None] * left
            cells += [None if value == "" else value for value in values]
            for column, text in by_row.get(at, {}).items():
                cells[column] = text
            yield Row(at + 1, tuple(cells))


LongTable = LongText | LongSheet | Sheet


def long_tables(path: Path) -> list[LongTable]:
    """The sheets of a CSV, JSON or workbook file, whose rows are read as one goes through them.

    Raises NotAWorkbook and UnreadableCsv, as ``sheets.reading`` does.
    """
    if not path.is_file():
        raise NotAWorkbook(file=path.name, reason="missing")
    ending = path.suffix.lower()
    if ending == JSON_ENDING:
        return [read_json(path)]
    return [_long_text(path)] if ending == ".csv" else list(_long_sheets(path))


def _long_text(path: Path) -> LongText:
    if path.stat().st_size > MOST_BYTES:
        raise NotAWorkbook(file=path.name, reason="too_large")
    text, _ = decoded(path)
    header = next((line for line in io.StringIO(text) if any(map(line.count, DELIMITERS))), "")
    delimiter = max(DELIMITERS, key=header.count)
    return LongText(path.stem, text, delimiter, path.name)


def _long_sheets(path: Path) -> Iterator[LongSheet]:
    if path.stat().st_size > MOST_WORKBOOK_BYTES:
        raise NotAWorkbook(file=path.name, reason="too_large")
    parts = sheet_parts(path)
    with opened(path) as book:
        for found in book.sheets_metadata:
            if found.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(found.name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise NotAWorkbook(file=path.name, reason="too_large")
            part = parts.get(found.name)
            yield LongSheet(found.name, sheet, part.failed if part else {})
