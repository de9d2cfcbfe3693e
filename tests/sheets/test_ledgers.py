"""The tables behind a document: read, sorted, printed, and never run."""

import io
from collections.abc import Sequence
from datetime import date

import openpyxl  # type: ignore[import-untyped]  # ships no types, and is for tests alone
import pytest

from sheets.cells import Cell
from sheets.ledgers import Ledger, workbook
from sheets.tables import Column, Kind

COLUMNS = (
    Column("窗口", width=20),
    Column("评价量（条）", Kind.COUNT),
    Column("好评率", Kind.SHARE),
    Column("得分", Kind.POINTS),
    Column("封账日", Kind.DATE),
)
ROW: Sequence[Cell] = ("窗口A01", 12841, 0.9921, 94.625, date(2026, 11, 1))


def a_ledger(*rows: Sequence[Cell], title: str = "2026年10月明细表") -> Ledger:
    """A ledger of windows with a total and a note."""
    return Ledger(title, COLUMNS, rows or (ROW,), total=("合计", 1, 1, 1, None), notes=("注：无",))


def opened(*ledgers: Ledger) -> openpyxl.Workbook:
    """The workbook as a spreadsheet program reads it."""
    made = workbook(ledgers, title="10月", by="示例区行政审批局", line="摘要 9f2c & 1版")
    return openpyxl.load_workbook(io.BytesIO(made))


def test_title_and_header_stay_in_sight_and_on_each_printed_page() -> None:
    [sheet] = opened(a_ledger()).worksheets

    assert sheet["A1"].value == "2026年10月明细表"
    assert sheet["A1"].alignment.horizontal == "centerContinuous"
    assert [cell.value for cell in sheet[2]] == [column.title for column in COLUMNS]
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.auto_filter.ref == "A2:E3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)


def test_figures_are_figures_with_their_formats() -> None:
    [sheet] = opened(a_ledger()).worksheets

    assert [cell.number_format for cell in sheet[3]] == [column.kind.value for column in COLUMNS]
    assert [cell.value for cell in sheet[3]][:4] == list(ROW[:4])
    assert sheet.column_dimensions["A"].width == pytest.approx(20, abs=1)


def test_the_total_stands_out_and_the_notes_and_the_digest_follow() -> None:
    [sheet] = opened(a_ledger()).worksheets

    assert sheet["A4"].value == "合计"
    assert sheet["A4"].font.bold
    assert [sheet["A5"].value, sheet["A6"].value] == ["注：无", "摘要 9f2c & 1版"]
    assert sheet.oddHeader.left.text == "摘要 9f2c && 1版"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-1+1", "http://a.example", "<r>=1</r>"])
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    [sheet] = opened(a_ledger((text, *ROW[1:]), title=text)).worksheets

    assert (sheet["A3"].value, sheet["A3"].data_type) == (text, "s")
    assert (sheet["A1"].value, sheet["A1"].data_type) == (text, "s")
    assert sheet["A3"].hyperlink is None


def test_an_unknown_figure_is_an_empty_cell_and_not_a_nought() -> None:
    [sheet] = opened(a_ledger(("窗口A01", None, "—", None, None))).worksheets

    assert [cell.value for cell in sheet[3]] == ["窗口A01", None, "—", None, None]


def test_each_ledger_has_a_sheet_whose_name_no_other_has() -> None:
    book = opened(a_ledger(title="a/b"), a_ledger(title="A b"), a_ledger(title="张" * 60))

    assert book.sheetnames == ["a b", "A b 2", "张" * 28]


def test_the_same_figures_give_the_same_bytes() -> None:
    one, other = (workbook([a_ledger()], title="1", by="2", line="3") for _ in range(2))

    assert one == other


def test_a_workbook_without_a_sheet_is_not_made() -> None:
    with pytest.raises(ValueError, match="without a sheet"):
        workbook([], title="1", by="2", line="3")
