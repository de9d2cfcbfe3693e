"""How does a table become a workbook that people can fill in, or a folder of CSV files?"""

import csv
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from sheets.csv_cells import ENCODING, csv_text
from sheets.errors import NotWritten
from sheets.formula_safety import escaped
from sheets.tables import Notes, Table


def write_workbook(path: Path, tables: Sequence[Table], *, notes: Notes) -> None:
    """Write a workbook if the path ends in ``.xlsx``, else a folder with a CSV file a table.

    A reader of ``sheets.reading`` gets every cell back as it was given (in CSV as text: dates as
    2026-11-02, times as 09:00); no cell can become a formula or a link. A workbook appears whole
    or not at all.

    Raises NotWritten when the place cannot be written.
    """
    try:
        if path.suffix.lower() == ".xlsx":
            # Whoever never writes a workbook, such as most web servers, need not wait for it.
            import_module("sheets.xlsx_writing").write_xlsx(path, tables, notes=notes)
        else:
            _write_folder(path, tables, notes=notes)
    except OSError as cause:
        raise NotWritten(file=path.name, reason=cause.strerror or type(cause).__name__) from cause


def _write_folder(folder: Path, tables: Sequence[Table], *, notes: Notes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    explanation = [[line] for line in notes.lines] + _records(notes.table)
    _write_csv(folder / f"{notes.table.name}.csv", explanation)
    for table in tables:
        _write_csv(folder / f"{table.name}.csv", _records(table))


def _records(table: Table) -> list[list[str]]:
    header = [escaped(column.title) for column in table.columns]
    return [header, *([csv_text(cell) for cell in row] for row in table.rows)]


def _write_csv(path: Path, records: list[list[str]]) -> None:
    with path.open("w", encoding=ENCODING, newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(records)
