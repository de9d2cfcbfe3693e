"""A long table is read row by row and says the same as one that is read whole."""

from pathlib import Path

import pytest

from sheets.errors import NotAWorkbook, UnreadableCsv
from sheets.reading import read_workbook
from sheets.streaming import long_tables
from sheets.tables import Column, Notes, Table
from sheets.writing import write_workbook

TEXT = '﻿办件编号;窗口\r\n\'=1+1;A01\r\n\r\n"N;2";\r\n'


def test_a_csv_file_is_read_as_the_reader_of_whole_files_does(tmp_path: Path) -> None:
    file = tmp_path / "办件.csv"
    file.write_text(TEXT, encoding="utf-8")

    [long] = long_tables(file)

    whole = read_workbook(file)[0]
    assert (long.name, list(long.rows)) == (whole.name, list(whole.rows))
    assert list(long.rows) == list(long.rows)  # it can be gone through twice


def test_a_workbook_is_read_as_the_reader_of_whole_files_does(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    table = Table("办件", (Column("办件编号"), Column("窗口号")), [("N1", "A01"), (None, "A02")])
    write_workbook(file, [table], notes=Notes(("说明",), Table("说明", (Column("列"),))))

    found = [(table.name, list(table.rows)) for table in long_tables(file)]

    assert found == [(sheet.name, list(sheet.rows)) for sheet in read_workbook(file)]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text('a,b\n"1,2\n', encoding="utf-8")

    with pytest.raises(UnreadableCsv):
        list(long_tables(broken)[0].rows)
    with pytest.raises(NotAWorkbook):
        long_tables(tmp_path / "nothing.xlsx")
