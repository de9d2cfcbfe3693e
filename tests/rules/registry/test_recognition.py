"""Sheets and headings as people name them."""

from collections.abc import Sequence

import pytest

from server.rules.registry.naming import layout_named
from sheets.cells import Sheet
from tests.workbooks import SHEETS, a_sheet, a_workbook, only, planned, problems, told

WINDOW_ROW = ["A01", "社保综合", "D1", "G1"]
WINDOW_HEADER = ["窗口号", "窗口名称", "部门", "考核组"]


def with_windows(*rows: Sequence[str | None]) -> list[Sheet]:
    return a_workbook(窗口=rows, 事项=None, 排班=None, 办件量=None)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("窗口", "window"),
        ("1.窗口", "window"),
        ("窗口一览表", "window"),
        ("排班（11月）", "duty"),
        ("2026年11月排班表", "duty"),
        ("３、窗口工作人员名单", "staff"),
        ("办件量统计", "monthly_volume"),
    ],
)
def test_a_sheet_is_known_by_what_people_call_it(name: str, key: str) -> None:
    layout = layout_named(name)

    assert layout is not None
    assert layout.key == key


def test_titles_and_remarks_above_the_header_are_passed_over() -> None:
    sheets = with_windows(
        ["窗口", None, None, None],
        ["填表人：", "李某", None, None],
        [],
        WINDOW_HEADER,
        WINDOW_ROW,
    )

    assert [change.key for change in planned(sheets).changes if change.layout == "window"] == [
        ("A01",)
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["窗口编号", "名称", "所属部门", "组别"],
        ["*窗口号", "窗口名称：", "部门（必填）", "考核 组"],
        ["窗口", "窗口名称", "单位", "所属考核组"],
    ],
)
def test_headings_are_known_by_what_people_write(header: Sequence[str | None]) -> None:
    assert not told(with_windows(header, WINDOW_ROW))


def test_blank_rows_and_people_s_own_columns_are_passed_over() -> None:
    sheets = with_windows(
        ["序号", *WINDOW_HEADER, "备注"],
        ["1", *WINDOW_ROW, "靠门"],
        [None, None, None, None, None, None],
        [None, " ", "　", None, None, None],
        [],
    )

    assert not told(sheets)


def test_a_row_with_only_a_remark_is_no_row() -> None:
    assert not told(with_windows([*WINDOW_HEADER, "备注"], [*WINDOW_ROW], [None] * 4 + ["合计 1"]))


def test_several_sheets_of_one_kind_are_read_as_one() -> None:
    header, *rows = SHEETS["排班"]
    sheets = [
        *a_workbook(排班=None),
        a_sheet("排班10月", header, rows[0]),
        a_sheet("排班11月", header, rows[1]),
    ]

    assert {duty.window for duty in planned(sheets).roster.added} == {"A01", "A02"}


def test_a_sheet_of_another_name_is_not_dropped_silently() -> None:
    (found,) = problems([*a_workbook(), a_sheet("窗囗", ["窗口号"], ["A01"])])

    assert (found.place.sheet, found.place.row, found.code) == (
        "窗囗",
        0,
        "registry.unknown_sheet",
    )
    assert found.data["right"] == "窗口"


@pytest.mark.parametrize(
    "sheet",
    [
        a_sheet("Sheet2"),
        a_sheet("Sheet3", [None, " "]),
        a_sheet("说明", ["怎么填"]),
        a_sheet("填表说明", ["x"]),
    ],
    ids=["nothing", "spaces", "explanation", "other explanation"],
)
def test_empty_sheets_and_explanations_are_passed_over(sheet: Sheet) -> None:
    assert not told([*a_workbook(), sheet])


def test_an_unknown_column_is_named_with_the_nearest_known_one() -> None:
    (found,) = problems(with_windows([*WINDOW_HEADER, "共用窗囗"], [*WINDOW_ROW, "是"]))

    assert (found.place.row, found.column, found.code) == (1, "共用窗囗", "registry.unknown_column")
    assert found.data["right"] == "共用窗口"


def test_an_unknown_column_without_content_harms_nobody() -> None:
    assert not told(with_windows([*WINDOW_HEADER, "楼层"], [*WINDOW_ROW, None]))


def test_content_below_no_heading_is_named() -> None:
    found = told(with_windows(WINDOW_HEADER, WINDOW_ROW, [*WINDOW_ROW, "靠门"]))

    assert found == [("窗口", 3, "", "registry.cell_without_heading")]


def test_a_column_that_is_needed_or_there_twice_is_named() -> None:
    header: list[str | None] = ["窗口名称", "部门", "单位", "考核组"]

    found = told(with_windows(header, ["社保综合", "D1", "D1", "G1"]))

    assert found == [
        ("窗口", 1, "窗口号", "registry.column_missing"),
        ("窗口", 1, "部门", "registry.column_twice"),
    ]


def test_a_sheet_without_a_header_is_named_once() -> None:
    found = problems(with_windows(["A01", "社保综合"], ["A02", "办税"]))

    assert [(each.place.row, each.code) for each in found] == [(0, "registry.no_header")]


@pytest.mark.parametrize(("above", "is_found"), [(19, True), (20, False)])
def test_a_header_is_looked_for_in_the_first_twenty_rows(above: int, is_found: bool) -> None:
    blank: list[str | None] = [None]

    found = told(with_windows(*[blank] * above, WINDOW_HEADER, WINDOW_ROW))

    assert (not found) == is_found


def test_a_part_of_the_registry_is_a_workbook_too() -> None:
    assert not planned(only(大厅=SHEETS["大厅"])).changes_nothing
