"""What a workbook adds and changes, what stays, and which hall it is about."""

from dataclasses import replace
from datetime import date, time

import pytest

from server.rules.registry.comparing import Change
from server.rules.registry.rows import Values
from server.rules.registry.stored import Stored
from sheets.cells import Cell, Sheet
from tests.workbooks import (
    SHEETS,
    ZONE,
    Rows,
    a_workbook,
    only,
    planned,
    problems,
    stored_from,
    told,
)

STORED = stored_from(a_workbook())
HOURS_HEADER = ["星期", "开门", "关门"]


def the_only_change(**sheets: Rows) -> Change:
    (change,) = planned(only(**sheets), STORED).changes
    return change


def opening(*rows: list[Cell]) -> list[Values]:
    """What the rows come to, by weekday."""
    plan = planned(a_workbook(开放时间=[HOURS_HEADER, *rows]))
    return [change.after for change in plan.changes if change.layout == "opening_hours"]


def test_the_same_workbook_again_changes_nothing() -> None:
    plan = planned(a_workbook(), STORED)

    assert plan.changes_nothing
    assert plan.unchanged["window"] == 3
    assert plan.unchanged["duty"] == 23


def test_a_change_shows_what_was_and_what_will_be() -> None:
    change = the_only_change(窗口=[["窗口号", "窗口名称", "部门"], ["a01", "社保专窗", "税务局"]])

    assert change == Change(
        "window",
        ("A01",),
        before={"name": "社保综合", "department": "D1"},
        after={"name": "社保专窗", "department": "D2"},
    )


def test_a_column_that_is_not_there_stays_as_it_is() -> None:
    change = the_only_change(窗口=[["窗口号", "停用日期"], ["A03", "2026年12月1日"]])

    assert change.after == {"closed_on": date(2026, 12, 1)}


def test_a_cell_that_is_there_and_empty_becomes_empty() -> None:
    closing = only(窗口=[["窗口号", "共用窗口", "停用日期"], ["A03", "是", "2026-12-01"]])
    reopening = only(窗口=[["窗口号", "停用日期"], ["A03", None]])
    closed = stored_from([*a_workbook(窗口=None), *a_workbook_windows_closed()])

    (change,) = planned(reopening, closed).changes

    assert planned(closing, closed).changes_nothing
    assert (change.before, change.after) == (
        {"closed_on": date(2026, 12, 1)},
        {"closed_on": None},
    )


def a_workbook_windows_closed() -> list[Sheet]:
    """The sheet of windows with A03 closed."""
    header, *rows = SHEETS["窗口"]
    closed = [[*row, "2026-12-01" if row[0] == "A03" else None] for row in rows]
    return only(窗口=[[*header, "停用日期"], *closed])


def test_a_new_row_needs_every_required_column() -> None:
    found = told(only(窗口=[["窗口号", "窗口名称"], ["A04", "新窗口"]]), STORED)

    assert found == [
        ("窗口", 2, "部门", "registry.needed_for_new"),
        ("窗口", 2, "考核组", "registry.needed_for_new"),
    ]


def test_rows_that_are_not_there_are_not_deleted() -> None:
    windows = SHEETS["窗口"][:2]

    assert planned(only(窗口=windows), STORED).changes_nothing


def test_the_hours_of_a_weekday_are_all_its_rows() -> None:
    found = opening(["周一、周三", "9:00", "12:00"], ["周一", "13:30", "17:00"])

    assert found == [
        {"weekday": 0, "spans": ((time(9), time(12)), (time(13, 30), time(17)))},
        {"weekday": 2, "spans": ((time(9), time(12)),)},
    ]


def test_hours_that_a_named_day_no_longer_has_are_given_up() -> None:
    change = the_only_change(开放时间=[HOURS_HEADER, ["周五", "9:00", "12:00"]])

    assert change.key == ("4",)
    assert change.after == {"spans": ((time(9), time(12)),)}


def test_a_day_without_times_is_closed() -> None:
    change = the_only_change(开放时间=[HOURS_HEADER, ["周五", None, None]])

    assert change.after == {"spans": ()}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [["周一", "9:00", None]], [(2, "关门", "registry.one_time_missing")], id="half"
        ),
        pytest.param(
            [["周一", "9:00", "9:00"]],
            [(2, "关门", "registry.ends_before_start")],
            id="no time at all",
        ),
        pytest.param([["周一", "9:00", "9:01"]], [], id="a minute"),
        pytest.param(
            [["周一", "9:00", "12:00"], ["周一", "12:00", "17:00"]], [], id="one after the other"
        ),
        pytest.param(
            [["周一", "9:00", "12:01"], ["周一", "12:00", "17:00"]],
            [(3, "", "registry.opening_overlaps")],
            id="a minute at once",
        ),
        pytest.param(
            [["周一至周三", "9:00", "12:00"], ["周二", None, None]],
            [(3, "", "registry.closed_and_open")],
            id="closed and open",
        ),
    ],
)
def test_hours_that_cannot_be_are_named(
    rows: list[list[Cell]], expected: list[tuple[int, str, str]]
) -> None:
    found = told(a_workbook(开放时间=[HOURS_HEADER, *rows]))

    assert [each[1:] for each in found] == expected


def test_the_first_workbook_needs_the_hall() -> None:
    assert told(a_workbook(大厅=None)) == [("大厅", 0, "", "registry.hall_needed")]


def test_a_workbook_is_about_one_hall() -> None:
    halls = [*SHEETS["大厅"], ["H2", "另一个大厅", "SLQ2"]]

    (found,) = problems(a_workbook(大厅=halls))

    assert (found.place.row, found.code, found.data) == (
        3,
        "registry.one_hall_only",
        {"right": "H1"},
    )


def test_a_slip_in_the_hall_s_code_does_not_found_another_hall() -> None:
    slip = [SHEETS["大厅"][0], ["HI", "示例区政务服务中心", "SLQ"]]

    (found,) = problems(a_workbook(大厅=slip), STORED)

    assert (found.column, found.code, found.data) == (
        "大厅代码",
        "registry.other_hall",
        {"right": "H1"},
    )


def test_a_new_hall_has_the_code_that_was_asked_for() -> None:
    asked = Stored(ZONE, "H2")

    assert told(a_workbook(), asked) == [("大厅", 2, "大厅代码", "registry.other_hall")]
    assert not told(a_workbook(), replace(asked, hall_code="H1"))
