"""What we write, people fill in and send back."""

import csv
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.cells import Cell
from sheets.errors import NotWritten
from sheets.formula_safety import escaped, unescaped
from sheets.reading import read_workbook
from sheets.tables import Column, Kind, Notes, Table
from sheets.writing import write_workbook

NOTES = Notes(("怎么填写",), Table("说明", (Column("列"),), [["编号"]]))
DANGEROUS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "|calc",
    "\t=1",
    "\r=1",
    " =1",
    "＝1＋1",
    "\u200b=1",
    "'=1",
    "''=1",
]


def a_table(*rows: Sequence[Cell]) -> Table:
    columns = (
        Column("编号", hint="窗口上写的号", is_required=True),
        Column("件数", Kind.NUMBER),
        Column("日期", Kind.DATE),
        Column("时间", Kind.TIME),
        Column("共用", choices=("是", "否")),
    )
    return Table("窗口", columns, rows)


def written(path: Path, *rows: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    """What a reader finds below the header."""
    write_workbook(path, [a_table(*rows)], notes=NOTES)
    sheets = {sheet.name: sheet for sheet in read_workbook(path)}
    return [row.cells for row in sheets["窗口"].rows[1:]]


def test_a_workbook_gives_back_every_cell_as_it_was(tmp_path: Path) -> None:
    row = ("0012", 7, date(2026, 11, 2), time(9, 0), "是")

    assert written(tmp_path / "a.xlsx", row) == [row]


def test_a_folder_of_csv_gives_every_cell_back_as_text(tmp_path: Path) -> None:
    row = ("0012", 7.0, date(2026, 11, 2), time(9, 0), None)

    assert written(tmp_path / "csv", row) == [("0012", "7", "2026-11-02", "09:00", None)]


@pytest.mark.parametrize("place", ["a.xlsx", "csv"])
@pytest.mark.parametrize("text", DANGEROUS)
def test_formula_like_text_comes_back_unchanged(tmp_path: Path, place: str, text: str) -> None:
    ((found, *_),) = written(tmp_path / place, (text,))

    assert found == text


def test_no_text_becomes_a_formula_or_a_link_in_a_workbook(tmp_path: Path) -> None:
    texts = [*DANGEROUS, "http://example.gov.cn", "mailto:a@example.gov.cn", "external:c:/x"]

    written(tmp_path / "a.xlsx", *([text] for text in texts))

    with ZipFile(tmp_path / "a.xlsx") as parts:
        content = b"".join(parts.read(part) for part in parts.namelist())
    assert b"<f>" not in content
    assert b"<hyperlink" not in content


def test_no_text_in_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    written(tmp_path, *([text] for text in DANGEROUS))

    with (tmp_path / "窗口.csv").open(encoding="utf-8-sig", newline="") as file:
        firsts = [row[0] for row in csv.reader(file)][1:]
    assert len(firsts) == len(DANGEROUS)
    assert all(cell.startswith("'") for cell in firsts)


@given(st.text())
def test_escaping_can_always_be_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_a_csv_opens_as_utf_8_in_a_spreadsheet_program(tmp_path: Path) -> None:
    written(tmp_path, ["喆"])

    assert (tmp_path / "窗口.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_explaining_sheet_comes_first_and_the_header_stays_in_view(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    write_workbook(path, [a_table()], notes=NOTES)

    assert [sheet.name for sheet in read_workbook(path)] == ["说明", "窗口"]
    with ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
    assert 'ySplit="1"' in sheet
    assert 'type="list"' in sheet
    assert "窗口上写的号" in sheet


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(NotWritten) as refused:
        write_workbook(tmp_path / "file" / "a.xlsx", [a_table()], notes=NOTES)

    assert refused.value.data["file"] == "a.xlsx"


def test_a_workbook_that_fails_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    written(path, ["A01"])
    before = path.read_bytes()
    (tmp_path / ".a.xlsx.part").mkdir()

    with pytest.raises(NotWritten):
        write_workbook(path, [a_table(["A02"])], notes=NOTES)

    assert path.read_bytes() == before
