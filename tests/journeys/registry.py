"""The workbook with which a hall begins: four windows, two people at each, a month's roster."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from sheets.cells import Cell

WINDOWS = ("A01", "A02", "A03", "A04")
Rows = Sequence[Sequence[Cell]]


def write_registry(file: Path, *, first_window_of: str = "社保局") -> Path:
    """The workbook as somebody in the hall wrote it; the file."""
    with xlsxwriter.Workbook(file) as book:
        for name, rows in _sheets(first_window_of).items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return file


def _sheets(first_window_of: str) -> dict[str, Rows]:
    people = list(zip(WINDOWS, ("0101", "0103", "0105", "0107"), strict=True))
    return {
        "大厅": [
            ["大厅代码", "大厅名称", "英文名称", "单位代码", "电话"],
            ["H1", "示例区政务服务中心", "Example District Service Hall", "SLQ", "0000-0000000"],
        ],
        "部门": [["部门代码", "部门名称"], ["D1", "社保局"], ["D2", "税务局"]],
        "考核组": [["考核组代码", "考核组名称"], ["G1", "综合组"]],
        "窗口": [
            ["窗口号", "窗口名称", "部门", "考核组"],
            ["A01", "社保综合", first_window_of, "综合组"],
            ["A02", "社保转移", "社保局", "综合组"],
            ["A03", "办税", "税务局", "综合组"],
            ["A04", "发票", "税务局", "综合组"],
        ],
        "人员": [
            ["工号", "姓名", "部门", "考核组"],
            *([f"{number:04}", "张某", "社保局", "综合组"] for number in range(101, 109)),
        ],
        "开放时间": [
            ["星期", "开门", "关门"],
            ["周一至周五", "９：００", "12:00"],
            ["周一至周五", "下午1:30", "17:00"],
        ],
        "排班": [
            ["窗口号", "工号", "日期", "截止日期", "星期", "上班时间", "下班时间"],
            *(_shift(window, int(first), "9:00", "12:00") for window, first in people),
            *(_shift(window, int(first) + 1, "13:30", "17:00") for window, first in people),
        ],
        "办件量": [
            ["月份", "窗口号", "办件量"],
            *(["2026年10月", window, "1,200"] for window in WINDOWS),
        ],
    }


def _shift(window: str, staff: int, starts: str, ends: str) -> Sequence[Cell]:
    return (window, f"{staff:04}", "2026年10月9日", "2026-10-31", "工作日", starts, ends)
