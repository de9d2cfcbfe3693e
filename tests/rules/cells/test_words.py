"""Texts, codes, numbers, yes and no, weekdays as people write them into spreadsheets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.cells import (
    CellProblem,
    RawCell,
    folded,
    is_empty,
    read_code,
    read_name,
    read_text,
    read_weekdays,
    read_whole_number,
    read_yes_no,
    shown,
    split_list,
)
from server.texts import is_known


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Ａ０１", "A01"),
        (" A 01\u200b", "A01"),
        ("A－01", "A-01"),
        (12.0, "12"),
        ("0012", "0012"),
        (999_999_999_999_999.0, "999999999999999"),
    ],
)
def test_a_code_is_half_width_and_has_no_space(cell: RawCell, code: str) -> None:
    assert read_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        pytest.param(1e15, "cell.digits_lost", id="sixteen digits"),
        pytest.param(1.5, "cell.not_a_code", id="a fraction"),
        pytest.param(date(2026, 3, 1), "cell.turned_into_date", id="3-1 became the first of March"),
        pytest.param(True, "cell.turned_into_truth", id="TRUE"),
        pytest.param("#N/A", "cell.failed_formula", id="failed formula"),
    ],
)
def test_what_the_spreadsheet_has_spoilt_is_no_code(cell: RawCell, code: str) -> None:
    found = read_code(cell)

    assert isinstance(found, CellProblem)
    assert found.code == code
    assert is_known(code)


def test_a_text_keeps_its_chinese_punctuation() -> None:
    assert read_text(" 综合受理（ＡＢ）\n一窗：甲 ") == "综合受理（AB） 一窗：甲"


@pytest.mark.parametrize("written", ["张某", "张　某", " 张 某 ", "张\u00a0某", "张\n某"])
def test_a_name_loses_the_spaces_that_align_it(written: str) -> None:
    assert read_name(written) == "张某"


def test_a_latin_name_keeps_its_space() -> None:
    assert read_name("Zhang  San") == "Zhang San"


def test_two_spellings_of_a_word_fold_to_the_same() -> None:
    assert folded("综合 窗口（Ａ）") == folded("综合窗口(a)")


def test_an_accent_behind_an_invisible_sign_joins_its_letter() -> None:
    assert folded("a\u200b\u0301") == folded("\u00e1")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)

    assert folded(once) == once


def test_a_list_is_split_at_every_usual_sign() -> None:
    assert split_list("A01，A02、A03;A04；A05\nA06/ A07 ,") == tuple(f"A0{n}" for n in range(1, 8))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1200.0, 1200),
        ("1200", 1200),
        ("１，２００件", 1200),
        ("1,200", 1200),
        ("12.0", 12),
        ("0", 0),
        (10_000_000.0, 10_000_000),
    ],
)
def test_a_count_is_understood_also_as_text(cell: RawCell, number: int) -> None:
    assert read_whole_number(cell) == number


@pytest.mark.parametrize(
    "cell", ["12.5", 12.25, "-1", -2.0, 10_000_001.0, "1,20", "—", "约100", True]
)
def test_what_is_no_count_is_told(cell: RawCell) -> None:
    assert isinstance(read_whole_number(cell), CellProblem)


@pytest.mark.parametrize("cell", ["是", "√", "✓", "有", "Ｙ", "yes", True, 1.0, "1"])
def test_yes_has_many_faces(cell: RawCell) -> None:
    assert read_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["否", "×", "无", "Ｎ", "No", False, 0.0, "0"])
def test_no_has_many_faces(cell: RawCell) -> None:
    assert read_yes_no(cell) is False


@pytest.mark.parametrize("cell", ["也许", 2.0, 0.5, "是/否"])
def test_what_is_neither_yes_nor_no_is_told(cell: RawCell) -> None:
    assert isinstance(read_yes_no(cell), CellProblem)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("周一", (0,)),
        ("星期日", (6,)),
        ("礼拜天", (6,)),
        (7.0, (6,)),
        ("星期一至星期五", (0, 1, 2, 3, 4)),
        ("周一－周三", (0, 1, 2)),
        ("周一、三、五", (0, 2, 4)),
        ("工作日、周六", (0, 1, 2, 3, 4, 5)),
        ("每天", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_of_the_week_are_understood(cell: RawCell, days: tuple[int, ...]) -> None:
    assert read_weekdays(cell) == days


@pytest.mark.parametrize("cell", ["0", 8.0, "周五至周一", "平时", "、", date(2026, 11, 2), True])
def test_what_names_no_days_of_the_week_is_told(cell: RawCell) -> None:
    assert isinstance(read_weekdays(cell), CellProblem)


@pytest.mark.parametrize("cell", [None, "", " ", "　", "\u200b\ufeff", "\n"])
def test_a_cell_in_which_nothing_can_be_seen_is_empty(cell: RawCell) -> None:
    assert is_empty(cell)


@pytest.mark.parametrize("cell", [0.0, False, "0", "-"])
def test_a_cell_with_anything_in_it_is_not_empty(cell: RawCell) -> None:
    assert not is_empty(cell)


@pytest.mark.parametrize(("length", "kept"), [(39, 39), (40, 40), (41, 40)])
def test_a_long_text_is_shown_in_forty_characters(length: int, kept: int) -> None:
    assert len(shown("长" * length)) == kept
