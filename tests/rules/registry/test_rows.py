"""Bad cells, bad references, repeated and contradicting rows."""

import pytest

from sheets.cells import Cell, Sheet
from tests.workbooks import SHEETS, a_workbook, only, planned, problems, stored_from, told

STAFF_HEADER = ["工号", "姓名", "部门", "考核组", "首席代表"]


def with_staff(*rows: list[Cell]) -> list[Sheet]:
    return a_workbook(人员=[STAFF_HEADER, *rows], 排班=None)


def test_every_bad_cell_of_every_row_is_listed_in_their_order() -> None:
    sheets = a_workbook(
        人员=[
            STAFF_HEADER,
            [None, "张某", "社保局", "综合组", "也许"],
            ["0102", "李某", "人事局", "综合组", "是"],
        ],
        办件量=[["月份", "窗口号", "办件量"], ["13月", "A09", "很多"]],
        排班=None,
    )

    assert told(sheets) == [
        ("人员", 2, "工号", "cell.missing"),
        ("人员", 2, "首席代表", "cell.not_yes_or_no"),
        ("人员", 3, "部门", "registry.unknown_reference"),
        ("办件量", 2, "月份", "cell.not_a_month"),
        ("办件量", 2, "办件量", "cell.not_a_whole_number"),
        ("办件量", 2, "窗口号", "registry.unknown_reference_like"),
    ]


def test_rows_that_refer_to_a_bad_row_are_not_called_bad_too() -> None:
    sheets = a_workbook(
        人员=[STAFF_HEADER, ["0101", "张某", "社保局", "综合组", "也许"]],
        排班=[
            ["窗口号", "工号", "日期"],
            ["A01", "0101", "2026-11-02"],
        ],
    )

    assert told(sheets) == [("人员", 2, "首席代表", "cell.not_yes_or_no")]


@pytest.mark.parametrize(("length", "is_taken"), [(16, True), (17, False)])
def test_a_window_s_number_has_at_most_sixteen_characters(length: int, is_taken: bool) -> None:
    row = ["A" * length, "社保综合", "D1", "G1"]
    sheets = a_workbook(窗口=[SHEETS["窗口"][0][:4], row], 事项=None, 排班=None, 办件量=None)

    found = told(sheets)

    assert found == ([] if is_taken else [("窗口", 2, "窗口号", "cell.too_long")])


def test_a_reference_may_be_a_key_or_a_name_in_any_spelling() -> None:
    plan = planned(with_staff(["0101", "张某", " Ｄ１ ", "综合　组", "是"]))

    (person,) = (change.after for change in plan.changes if change.layout == "staff")
    assert (person["department"], person["group"]) == ("D1", "G1")


def test_a_name_that_two_rows_have_needs_the_key() -> None:
    departments = [*SHEETS["部门"], ["D3", "社保局"]]

    found = problems(a_workbook(部门=departments, 窗口=None, 事项=None, 排班=None, 办件量=None))

    assert {each.code for each in found} == {"registry.ambiguous_reference"}
    assert {each.data["right"] for each in found} == {"D1、D3"}


def test_a_reference_to_nothing_names_what_is_like_it() -> None:
    (found,) = problems(with_staff(["0101", "张某", "社保司", "综合组", "是"]))

    assert (found.code, found.data) == (
        "registry.unknown_reference_like",
        {"found": "社保司", "right": "社保局"},
    )


def test_what_is_stored_can_be_referred_to_without_its_sheet() -> None:
    stored = stored_from(a_workbook())

    assert not told(only(人员=[STAFF_HEADER, ["0104", "赵某", "社保局", "G1", None]]), stored)


def test_the_name_beside_a_number_must_be_that_number_s() -> None:
    header = ["窗口号", "窗口名称", "工号", "姓名", "日期"]
    sheets = a_workbook(排班=[header, ["A01", "办税", "0101", "张　某", "2026-11-02"]])

    (found,) = problems(sheets)

    assert (found.column, found.code, found.data["right"]) == (
        "窗口名称",
        "registry.name_differs",
        "社保综合",
    )


def test_a_repeated_row_says_nothing_new() -> None:
    row: list[Cell] = ["0101", "张某", "社保局", "综合组", "是"]
    spelt_otherwise: list[Cell] = ["０１０１", "张 某", "D1", "G1", "√"]

    plan = planned(with_staff(row, spelt_otherwise, row))

    assert len([change for change in plan.changes if change.layout == "staff"]) == 1
    assert plan.repeated == 2


def test_two_rows_with_one_key_and_another_content_are_named_with_each_other() -> None:
    sheets = with_staff(
        ["0101", "张某", "社保局", "综合组", "是"], ["0101", "李某", "税务局", "综合组", "是"]
    )

    found = problems(sheets)

    assert [(each.place.row, each.column, each.code) for each in found] == [
        (3, "姓名", "registry.contradicts_row"),
        (3, "部门", "registry.contradicts_row"),
    ]
    assert found[0].data == {
        "found": "李某",
        "right": "张某",
        "other_sheet": "人员",
        "other_row": 2,
    }


def test_a_matter_is_handled_where_its_list_says() -> None:
    matters = [*SHEETS["事项"][:1], ["SB-1", "参保登记", "A03，a01;A03\nＡ０２"]]

    plan = planned(a_workbook(事项=matters))

    (matter,) = (change.after for change in plan.changes if change.layout == "matter")
    assert matter["windows"] == ("A01", "A02", "A03")
