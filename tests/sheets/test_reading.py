"""Workbooks and CSV files as people really send them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sheets.errors import NotAWorkbook, UnreadableCsv
from sheets.reading import read_workbook


def a_csv(folder: Path, content: bytes, name: str = "窗口.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cells_of(path: Path) -> list[tuple[object, ...]]:
    (sheet,) = read_workbook(path)
    return [row.cells for row in sheet.rows]


def test_a_workbook_gives_cells_as_found_with_the_rows_people_count(tmp_path: Path) -> None:
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("窗口")
        day, clock = (
            book.add_format({"num_format": "yyyy/m/d"}),
            book.add_format({"num_format": 20}),
        )
        sheet.merge_range("A1:E1", "窗口一览表")
        sheet.write_row(2, 0, [" Ａ０１ ", 12, True])
        sheet.write_datetime(2, 3, date(2026, 11, 2), day)
        sheet.write_datetime(2, 4, time(9, 30), clock)

    (sheet_read,) = read_workbook(path)

    assert sheet_read.name == "窗口"
    assert [row.number for row in sheet_read.rows] == [1, 2, 3]
    assert sheet_read.rows[0].cells == ("窗口一览表", None, None, None, None)
    assert sheet_read.rows[2].cells == (" Ａ０１ ", 12.0, True, date(2026, 11, 2), time(9, 30))


def test_a_workbook_that_counts_days_from_1904_gives_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        look = book.add_format({"num_format": 'yyyy"年"m"月"d"日" h:mm'})
        book.add_worksheet().write_datetime(0, 0, datetime(2026, 11, 2, 9, 0), look)  # noqa: DTZ001  # as found

    assert cells_of(path) == [(datetime(2026, 11, 2, 9, 0),)]  # noqa: DTZ001  # as found


def test_a_span_of_24_hours_is_not_midnight(tmp_path: Path) -> None:
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        look = book.add_format({"num_format": "[h]:mm"})
        book.add_worksheet().write_datetime(0, 0, timedelta(hours=24), look)

    assert cells_of(path) == [(timedelta(days=1),)]


def test_a_failed_formula_is_not_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("第一张").write(0, 0, "无")
        sheet = book.add_worksheet("A & B")
        sheet.write_row(0, 0, ["工号", "备注"])
        sheet.write_formula(1, 1, "=VLOOKUP(1,A:A,1)", None, "#N/A")
        sheet.write_formula(2, 0, '="0"&"7"', None, "07")

    sheets = read_workbook(path)

    assert [row.cells for row in sheets[1].rows] == [
        ("工号", "备注"),
        (None, "#N/A"),
        ("07", None),
    ]


def test_hidden_sheets_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("窗口")
        book.add_worksheet("人员").hide()

    assert [sheet.name for sheet in read_workbook(path)] == ["窗口", "人员"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param("编号;名称\r\nA01;喆堃\r\n".encode("utf-8-sig"), "UTF-8", id="Excel, UTF-8"),
        pytest.param("编号,名称\nA01,喆堃\n".encode(), "UTF-8", id="UTF-8 without mark"),
        pytest.param("编号,名称\r\nA01,喆堃\r\n".encode("gb18030"), "GB18030", id="Chinese Excel"),
        pytest.param("编号\t名称\r\nA01\t喆堃".encode("utf-16"), "UTF-16", id="Unicode text"),
        pytest.param(b"sep=;\r\n" + "编号;名称\r\nA01;喆堃\r\n".encode(), "UTF-8", id="sep= line"),
    ],
)
def test_every_usual_encoding_and_delimiter_reads_alike(
    tmp_path: Path, content: bytes, encoding: str
) -> None:
    (sheet,) = read_workbook(a_csv(tmp_path, content))

    assert sheet.encoding == encoding
    assert [row.cells for row in sheet.rows if row.cells] == [("编号", "名称"), ("A01", "喆堃")]


def test_a_csv_counts_rows_as_a_spreadsheet_program_does(tmp_path: Path) -> None:
    path = a_csv(tmp_path, '一览表\n\n编号,名称\nA01,"两\n行"\nA02,x\n'.encode())

    (sheet,) = read_workbook(path)

    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("一览表",)),
        (2, ()),
        (3, ("编号", "名称")),
        (4, ("A01", "两\n行")),
        (5, ("A02", "x")),
    ]


def test_lists_inside_cells_do_not_change_the_delimiter(tmp_path: Path) -> None:
    path = a_csv(tmp_path, "事项,窗口\n开户,A01;A02;A03\n销户,A01;A02;A03\n".encode())

    assert cells_of(path)[1] == ("开户", "A01;A02;A03")


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert cells_of(a_csv(tmp_path, "编号\nA01\n".encode())) == [("编号",), ("A01",)]


def test_two_possible_delimiters_are_not_guessed_between(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCsv) as refused:
        read_workbook(a_csv(tmp_path, b"a;b,c;d\ne;f,g;h\n"))

    assert refused.value.data == {"file": "窗口.csv", "line": 1, "reason": "delimiter"}


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param("a,b\nä,ö\n".encode("latin-1"), 2, "encoding", id="Latin-1"),
        pytest.param("编号\n名称\n".encode() + b"\xff\xff", 3, "encoding", id="damaged at the end"),
        pytest.param(b"a,b\nc,\x00d\n", 2, "encoding", id="NUL, as in a renamed workbook"),
        pytest.param(b'a,b\nc,d\n"e,f\ng,h\n', 3, "quotes", id="quotation without end"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, content: bytes, line: int, reason: str
) -> None:
    with pytest.raises(UnreadableCsv) as refused:
        read_workbook(a_csv(tmp_path, content))

    assert refused.value.data == {"file": "窗口.csv", "line": line, "reason": reason}


def test_a_folder_is_read_in_the_order_of_its_names_without_other_files(tmp_path: Path) -> None:
    a_csv(tmp_path, b"b\n", name="b.csv")
    a_csv(tmp_path, b"a\n", name="a.CSV")
    a_csv(tmp_path, b"x\n", name="read me.txt")

    assert [sheet.name for sheet in read_workbook(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("name", ["missing.xlsx", "missing.csv", "missing"])
def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(tmp_path / name)

    assert refused.value.data == {"file": name, "reason": "missing"}


def test_a_folder_without_csv_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(tmp_path)

    assert refused.value.data["reason"] == "no_csv"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 half a file"])
def test_another_kind_of_file_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "登记.xlsx"
    path.write_bytes(content)

    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(path)

    assert refused.value.data == {"file": "登记.xlsx", "reason": "format"}


def test_a_stray_cell_in_the_last_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "编号")
        sheet.write(1_048_575, 16_383, " ")

    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(path)

    assert refused.value.data["reason"] == "too_large"


@given(st.one_of(st.binary(max_size=60), st.text(',;\t"\r\n编a=', max_size=40).map(str.encode)))
def test_any_bytes_are_cells_or_a_named_reason(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = a_csv(Path(folder), content)
        reason = reason_against(path)

    assert reason in {"", "encoding", "quotes", "delimiter"}


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=4), st.integers(0))
def test_any_damaged_workbook_is_cells_or_a_named_reason(
    edits: list[tuple[int, int]], cut: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "登记.xlsx"
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet("窗口").write_row(0, 0, ["窗口号", 5, "=1"])
        content = bytearray(path.read_bytes())
        for at, value in edits:
            content[at % len(content)] = value
        path.write_bytes(content[: cut % len(content)] if cut % 3 == 0 else content)

        reason = reason_against(path)

    assert reason in {"", "format", "password", "too_large"}


def reason_against(path: Path) -> str:
    """Why the file cannot be read; nothing if it can."""
    try:
        read_workbook(path)
    except (NotAWorkbook, UnreadableCsv) as refused:
        return str(refused.data["reason"])
    return ""
