"""What a file's rows say, wherever the header stands and however people wrote it."""

from datetime import date

from server.rules.sources.layouts import APPLICATIONS, COUNTS
from tests.rules.sources.build_sources import codes, read

HEADER = ("办件编号", "窗口号", "工号", "受理日期")


def test_titles_above_the_header_and_empty_rows_are_passed_over() -> None:
    rows, found = read(
        APPLICATIONS, ("11月办件",), (), HEADER, (), ("N1", "A01", "0137", "2026-11-02")
    )

    assert found.problems == []
    assert [(row.place.row, row.text("number")) for row in rows] == [(5, "N1")]


def test_headings_may_be_keys_other_names_or_have_remarks() -> None:
    header = ("number", "窗口编号", "工 号（必填）", "受理时间", "申请人")
    rows, found = read(APPLICATIONS, header, ("N1", "A01", 137.0, date(2026, 11, 2), "张某"))

    assert (rows[0].text("staff"), rows[0].day("received_on")) == ("137", date(2026, 11, 2))
    assert found.ignored == ["申请人"]


def test_a_missing_column_and_one_that_stands_twice_are_told_before_any_row() -> None:
    rows, found = read(
        APPLICATIONS, ("办件编号", "编号", "业务编号", "窗口"), ("N1", "", "", "A01")
    )

    assert rows == []
    assert codes(found) == [
        (1, "", "source.no_column"),
        (1, "办件编号", "source.column_twice"),
    ]


def test_a_sheet_without_a_header_says_which_columns_it_needs() -> None:
    rows, found = read(COUNTS, ("320", "318"))

    assert rows == []
    assert codes(found) == [(0, "", "source.no_header")]


def test_every_bad_cell_of_every_row_is_told_with_its_place() -> None:
    header = (*HEADER, "差错", "补正次数")
    _, found = read(
        APPLICATIONS,
        header,
        ("N1", "A01", "0137", "11-02", "办件差错、没有的", "三"),
        (None, "A01", "0137", "2026-11-02", None, None),
    )

    assert codes(found) == [
        (2, "受理日期", "cell.day_without_year"),
        (2, "补正次数", "cell.not_a_whole_number"),
        (2, "差错", "source.unknown_word"),
        (3, "办件编号", "cell.missing"),
    ]


def test_the_same_spelling_of_different_kinds_is_read_each_in_its_own_way() -> None:
    header = (*HEADER, "补正次数", "一次告知")
    rows, found = read(
        APPLICATIONS,
        header,
        ("N1", "A01", "0137", "2026-11-02", 1.0, 1.0),
        ("N2", "A01", "0137", "2026-11-02", "1", True),
    )

    assert found.problems == []
    assert [(row.count("supplements"), row.yes_no("told_once")) for row in rows] == [
        (1, True),
        (1, True),
    ]
