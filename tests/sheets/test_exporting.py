"""What leaves the system as a table: text stays text, and the file says who took it (X1)."""

import csv
import io
import re
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import repeat
from unicodedata import category, normalize
from zipfile import ZipFile

import pytest
import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as st

from sheets.cells import Cell
from sheets.errors import NotWritten
from sheets.exporting import Form, export_table
from sheets.formula_safety import unescaped
from sheets.tables import Column, Kind
from sheets.watermark import Watermark

COLUMNS = (
    Column("文字", width=30),
    Column("件数", Kind.NUMBER),
    Column("日期", Kind.DATE),
    Column("时间", Kind.MOMENT),
)
LINE = "张某 & 2026-11-26 10:00 编号 7KQ2"
MARK = Watermark("评价", "张某", LINE, lambda rows: f"7KQ2 共 {rows} 行")
# reliability §2.3 X1, and what else programs run: DDE, other signs nobody sees, our own escapes,
# and what xlsxwriter itself takes for markup or for a control character.
CORPUS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "|calc",
    "%0A=1",
    "＝1＋1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u200b=1",
    "\u200b\u2060\ufeff=1",
    "\u202e=1",
    "\u2066+1",
    "\u00ad-1",
    "  =1",
    "=cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("http://a.example","x")',
    '=WEBSERVICE("http://a.example")',
    "'=1",
    "''+1",
    "http://a.example/",
    "https://a.example/?a=1&b=2",
    "ftp://a.example/",
    "mailto:a@a.example",
    "internal:评价!A1",
    "external:c:/a.xlsx",
    "file:///c:/a",
    "{=1+1}",
    "<r><t>x</t></r>",
    "<r></is></c><c r='Z9'><f>1+1</f><v>2</v></c><c t='inlineStr'><is></r>",
    "<f>1</f>",
    "_x003D_1+1",
    "_x0000_",
    "a&b<c>\"d'",
    " 前后有空格 ",
    "两行\n文字",
    "0012",
    "1e5",
    "TRUE",
    "喆😀",
)


def exported(form: Form, *rows: Sequence[Cell]) -> bytes:
    """The file's content."""
    with export_table(COLUMNS, iter(rows), form, MARK) as file:
        return file.read()


def exported_texts(form: Form, texts: Sequence[str]) -> bytes:
    return exported(form, *([text, None, None, None] for text in texts))


def records(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def elements(content: bytes) -> set[bytes]:
    """The names of all elements of all parts of a workbook, without their namespaces."""
    return {
        name
        for part in parts(content).values()
        for name in re.findall(rb"<(?:[A-Za-z]+:)?([A-Za-z]+)", part)
    }


def begins_like_a_formula(cell: str) -> bool:
    """Found in another way than the program does: behind what nobody sees, and in full width."""
    seen = [sign for sign in cell if category(sign)[0] != "C" and not sign.isspace()]
    return normalize("NFKC", "".join(seen[:1])) in {"=", "+", "-", "@", "|", "%"}


def column_a(content: bytes) -> list[object]:
    """What a reader finds below the header in the first column."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]]


def test_a_workbook_holds_no_formula_and_no_link_whatever_people_wrote() -> None:
    content = exported_texts(Form.XLSX, CORPUS)

    assert elements(content).isdisjoint({b"f", b"hyperlink", b"hyperlinks"})
    assert "inlineStr" in parts(content)["xl/worksheets/sheet1.xml"].decode()


def test_a_workbook_gives_back_every_text_as_it_was() -> None:
    *found, closing = column_a(exported_texts(Form.XLSX, CORPUS))

    assert found == list(CORPUS)
    assert closing == f"7KQ2 共 {len(CORPUS)} 行"


def test_no_text_of_a_csv_begins_like_a_formula() -> None:
    firsts = [row[0] for row in records(exported_texts(Form.CSV, CORPUS))]

    assert len(firsts) == len(CORPUS) + 2
    assert [text for text in firsts if begins_like_a_formula(text)] == []
    assert any(begins_like_a_formula(text) for text in CORPUS)


def test_a_csv_gives_back_every_text_as_it_was() -> None:
    _, *rows, _ = records(exported_texts(Form.CSV, CORPUS))

    assert [unescaped(row[0]) for row in rows] == list(CORPUS)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=4))
def test_any_text_comes_back_from_both_forms(texts: list[str]) -> None:
    texts = [text for text in texts if text]  # an empty text is an empty cell

    _, *rows, _ = records(exported_texts(Form.CSV, texts))
    found = column_a(exported_texts(Form.XLSX, texts))[:-1]

    assert [unescaped(row[0]) for row in rows] == texts
    assert found == texts


def test_numbers_days_and_moments_are_such_in_a_workbook() -> None:
    row = ("A01", 12, date(2026, 11, 2), datetime(2026, 11, 2, 9, 30))  # noqa: DTZ001 - as the hall's clock shows it

    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(exported(Form.XLSX, row)))

    assert book.get_sheet_by_index(0).to_python()[1] == ["A01", 12, row[2], row[3]]


def test_numbers_days_and_moments_are_spelled_in_a_csv() -> None:
    row = ("A01", 12, date(2026, 11, 2), datetime(2026, 11, 2, 9, 30))  # noqa: DTZ001 - as the hall's clock shows it

    assert records(exported(Form.CSV, row))[1] == ["A01", "12", "2026-11-02", "2026-11-02 09:30"]


def test_a_workbook_says_in_five_places_who_took_it_out() -> None:
    found = parts(exported_texts(Form.XLSX, ["A01", "A02"]))

    properties = found["docProps/core.xml"].decode()
    sheet = found["xl/worksheets/sheet1.xml"].decode()
    assert "<dc:title>评价<" in properties
    assert "<dc:creator>张某<" in properties
    assert "<dc:description>7KQ2 共 2 行<" in properties
    assert "<oddHeader>&amp;L张某 &amp;&amp; 2026-11-26 10:00 编号 7KQ2<" in sheet
    assert "7KQ2</oddFooter>" not in sheet
    assert "7KQ2&amp;R&amp;P / &amp;N</oddFooter>" in sheet
    assert "7KQ2 共 2 行</t>" in sheet


def test_the_header_of_a_workbook_stays_in_view_and_on_each_printed_page() -> None:
    found = parts(exported_texts(Form.XLSX, ["A01"]))

    assert 'ySplit="1"' in found["xl/worksheets/sheet1.xml"].decode()
    assert "Print_Titles" in found["xl/workbook.xml"].decode()


@pytest.mark.parametrize("form", Form)
def test_an_empty_table_has_its_header_and_its_last_line(form: Form) -> None:
    content = exported(form)

    if form is Form.CSV:
        assert records(content) == [[column.title for column in COLUMNS], ["7KQ2 共 0 行"]]
    else:
        assert column_a(content) == ["7KQ2 共 0 行"]


def test_a_csv_opens_as_utf_8_in_a_spreadsheet_program() -> None:
    assert exported(Form.CSV).startswith(b"\xef\xbb\xbf")


def test_the_longest_text_that_a_cell_can_hold_is_kept_whole() -> None:
    longest = "好" * 32_767

    assert column_a(exported_texts(Form.XLSX, [longest]))[0] == longest


def test_a_text_that_no_cell_can_hold_is_refused_and_not_cut() -> None:
    with pytest.raises(NotWritten):
        exported_texts(Form.XLSX, ["好" * 32_768])


@pytest.mark.parametrize("title", ["[a]:b*?/\\'", "很长" * 30, "  ", "History"])
def test_any_title_makes_a_sheet(title: str) -> None:
    mark = Watermark(title, "张某", "", str)

    with export_table(COLUMNS, [], Form.XLSX, mark) as file:
        assert len(calamine.CalamineWorkbook.from_filelike(file).sheet_names) == 1


@pytest.mark.parametrize("form", Form)
def test_a_row_that_fails_leaves_nothing_open(form: Form) -> None:
    def rows() -> Iterator[Sequence[Cell]]:
        yield ["A01", 1, None, None]
        msg = "the database went away"
        raise ConnectionError(msg)

    with pytest.raises(NotWritten) as refused:
        export_table(COLUMNS, rows(), form, MARK)

    assert refused.value.data["file"] == f"评价.{form.value}"


@pytest.mark.parametrize("form", Form)
def test_memory_does_not_grow_with_the_rows(form: Form) -> None:
    few, many = _peak(form, 2_000), _peak(form, 12_000)

    assert many < few + 4_000_000  # the file itself may stay in memory up to 4 MB


def _peak(form: Form, rows: int) -> int:
    tracemalloc.start()
    with export_table(COLUMNS, repeat(["x" * 300, 1, None, None], rows), form, MARK):
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
