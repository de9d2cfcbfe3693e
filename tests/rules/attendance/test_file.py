"""What does a machine's file say, and what is wrong with it?"""

from datetime import date, datetime, time

import pytest

from server.rules.attendance.file import FileSign, KnownPerson, Meant, read_signs
from server.rules.attendance.words import Direction
from server.rules.cells import RawCell
from sheets.cells import Row, Sheet

MEANT = Meant(
    {"0137": KnownPerson(1, "张某"), "0138": KnownPerson(2, "李某", date(2026, 11, 20))},
    today=date(2026, 11, 25),
)
HEADER = ("工号", "日期", "时间")


def read(*rows: tuple[RawCell, ...]) -> tuple[list[str], list[str]]:
    """The signs as ``1 25 08:58 any``, and the problems as ``row code``."""
    numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
    signs, problems = read_signs([Sheet("打卡", numbered)], MEANT)
    return (
        [shown(sign) for sign in signs],
        [f"{each.place.row} {each.code.partition('.')[2]}" for each in problems],
    )


def shown(sign: FileSign) -> str:
    minute = sign.second // 60
    clock = f"{minute // 60:02}:{minute % 60:02}"
    way = "" if sign.direction is Direction.ANY else f" {sign.direction}"
    return f"{sign.staff_id} {sign.day.day} {clock}{way}"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (HEADER, ("0137", "2026-11-25", "08:58:31"), ["1 25 08:58"]),
        (HEADER, ("０１３７", "2026年11月25日", "上午8:58"), ["1 25 08:58"]),
        (HEADER, ("0137", "2026-11-25", "08:58 17:02"), ["1 25 08:58", "1 25 17:02"]),
        (HEADER, ("0137", date(2026, 11, 25), time(8, 58, 31)), ["1 25 08:58"]),
        (("考勤号码", "考勤时间"), ("0137", "2026/11/25 8:58"), ["1 25 08:58"]),
        (("工号", "日期时间"), ("0137", datetime(2026, 11, 25, 8, 58)), ["1 25 08:58"]),  # noqa: DTZ001 - as a spreadsheet holds it
        (
            ("工号", "姓名", "日期", "签到", "签退"),
            ("0137", "张 某", "2026-11-25", "8:58", "17:02"),
            ["1 25 08:58 in", "1 25 17:02 out"],
        ),
        (
            ("工号", "日期", "签到", "签退"),
            ("0137", "2026-11-25", "-", "17:02"),
            ["1 25 17:02 out"],
        ),
        ((*HEADER, "方向"), ("0137", "2026-11-25", "17:02", "出"), ["1 25 17:02 out"]),
    ],
)
def test_the_usual_shapes_are_read(
    header: tuple[RawCell, ...], row: tuple[RawCell, ...], expected: list[str]
) -> None:
    assert read(header, row) == (expected, [])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("0999", "2026-11-25", "8:58"), "unknown_staff"),
        ((None, "2026-11-25", "8:58"), "staff_missing"),
        (("0137", "2026-11-25", "25:61"), "no_such_time"),
        (("0137", "2026-11-25", "8:58:61"), "no_such_time"),
        (("0137", "2026-11-25", None), "time_missing"),
        (("0137", None, "8:58"), "day_missing"),
        (("0137", "2026-02-30", "8:58"), "no_such_day"),
        (("0137", "2026-11-26", "8:58"), "day_ahead"),
        (("0137", "2025-10-20", "8:58"), "day_too_old"),
        (("0138", "2026-11-20", "8:58"), "has_left"),
    ],
)
def test_a_bad_row_is_told(row: tuple[RawCell, ...], problem: str) -> None:
    assert read(HEADER, row)[1] == [f"2 {problem}"]


def test_the_day_is_taken_up_to_today_and_until_the_person_left() -> None:
    signs, problems = read(
        HEADER, ("0137", "2026-11-25", "8:58"), ("0138", "2026-11-19", "8:58"),
        ("0137", "2025-10-21", "8:58"),
    )  # fmt: skip

    assert (len(signs), problems) == (3, [])


def test_every_bad_row_is_listed() -> None:
    _, problems = read(
        HEADER,
        ("0999", "2026-11-25", "25:61"),
        ("0137", "2026-11-25", "8:58"),
        ("0137", "2026-11-25", "8:58"),
    )

    assert problems == ["2 unknown_staff", "2 no_such_time", "4 row_twice"]


def test_nobody_comes_and_goes_at_one_moment() -> None:
    header = ("工号", "日期", "时间", "方向")
    rows = (("0137", "2026-11-25", "8:58", "进"), ("0137", "2026-11-25", "8:58", "出"))

    assert read(header, *rows)[1] == ["3 both_ways"]


def test_nobody_leaves_before_coming() -> None:
    header = ("工号", "日期", "签到", "签退")

    assert read(header, ("0137", "2026-11-25", "17:02", "8:58"))[1] == ["2 left_before_coming"]


def test_another_name_than_the_numbers_is_told() -> None:
    header = ("工号", "姓名", "日期时间")

    assert read(header, ("0137", "王某", "2026-11-25 8:58"))[1] == ["2 name_differs"]


def test_a_sheet_without_the_columns_is_told_and_an_empty_one_is_not() -> None:
    assert read(("工号", "备注"), ("0137", "x"))[1] == ["0 columns_missing"]
    assert read() == ([], [])


def test_titles_above_the_header_are_passed_over() -> None:
    assert read(("十一月考勤",), HEADER, ("0137", "2026-11-25", "8:58"))[0] == ["1 25 08:58"]
