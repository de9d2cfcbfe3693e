"""Workbooks as halls send them, as plain rows; each sheet can be replaced or left out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from server.rules.registry.plan import ImportPlan, plan_import
from server.rules.registry.reading import read_registry
from server.rules.registry.rows import RowProblem
from server.rules.registry.stored import RosterDuty, Stored
from sheets.cells import Cell, Row, Sheet

Rows = Sequence[Sequence[Cell]]

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
ROSTER_HEADER = ("窗口号", "工号", "日期", "上班时间", "下班时间", "类型", "取消")
SHEETS: Mapping[str, Rows] = {
    "大厅": [["大厅代码", "大厅名称", "单位代码"], ["H1", "示例区政务服务中心", "SLQ"]],
    "部门": [["部门代码", "部门名称"], ["D1", "社保局"], ["D2", "税务局"]],
    "考核组": [["考核组代码", "考核组名称"], ["G1", "综合组"]],
    "窗口": [
        ["窗口号", "窗口名称", "部门", "考核组", "共用窗口"],
        ["A01", "社保综合", "社保局", "综合组", "否"],
        ["A02", "办税", "税务局", "综合组", "否"],
        ["A03", "咨询", "D1", "G1", "是"],
    ],
    "人员": [
        ["工号", "姓名", "部门", "考核组", "首席代表"],
        ["0101", "张某", "社保局", "综合组", "是"],
        ["0102", "李某", "税务局", "综合组", "否"],
        ["0103", "王某", "社保局", "综合组", "否"],
    ],
    "事项": [["事项编码", "事项名称", "办理窗口"], ["SB-1", "参保登记", "A01、A03"]],
    "开放时间": [
        ["星期", "开门", "关门"],
        ["周一至周五", "9:00", "12:00"],
        ["周一至周五", "13:30", "17:00"],
    ],
    "排班": [
        ["窗口号", "工号", "日期", "截止日期", "星期", "上班时间", "下班时间", "类型"],
        ["A01", "0101", "2026-11-02", "2026-11-30", "工作日", "9:00", "17:00", "正式"],
        ["A02", "0102", "2026-11-02", None, None, "9:00", "12:00", "正式"],
        ["A03", "0103", "2026-01-01", None, None, None, None, "固定"],
    ],
    "办件量": [["月份", "窗口号", "办件量"], ["2026-10", "A01", "1,200"]],
}


def a_sheet(name: str, *rows: Sequence[Cell]) -> Sheet:
    """A sheet of these rows, from the first row on."""
    return Sheet(name, tuple(Row(at, tuple(cells)) for at, cells in enumerate(rows, start=1)))


def only(**sheets: Rows) -> list[Sheet]:
    """A workbook of these sheets alone."""
    return [a_sheet(name, *rows) for name, rows in sheets.items()]


def a_workbook(**replaced: Rows | None) -> list[Sheet]:
    """All sheets of a small hall; ``排班=None`` leaves one out, ``排班=[...]`` replaces it."""
    rows = {**SHEETS, **replaced}
    return only(**{name: content for name, content in rows.items() if content is not None})


def a_roster(*rows: Sequence[Cell]) -> list[Sheet]:
    """A small hall with this roster: window, person, day, begin, end, and perhaps kind, 取消."""
    return a_workbook(排班=[ROSTER_HEADER, *rows])


def planned(sheets: Sequence[Sheet], stored: Stored | None = None) -> ImportPlan:
    """The plan of a workbook that must be without any problem."""
    plan = plan_import(read_registry(sheets), stored or Stored(ZONE), now=NOW)
    assert isinstance(plan, ImportPlan), plan
    return plan


def problems(sheets: Sequence[Sheet], stored: Stored | None = None) -> list[RowProblem]:
    """Everything that is wrong with a workbook."""
    plan = plan_import(read_registry(sheets), stored or Stored(ZONE), now=NOW)
    return [] if isinstance(plan, ImportPlan) else list(plan)


def told(sheets: Sequence[Sheet], stored: Stored | None = None) -> list[tuple[str, int, str, str]]:
    """The problems in short: sheet, row, column, code."""
    found = problems(sheets, stored)
    return [(each.place.sheet, each.place.row, each.column, each.code) for each in found]


def after(plan: ImportPlan, stored: Stored | None = None) -> Stored:
    """What is stored when the plan has been carried out."""
    before = stored or Stored(ZONE)
    records = {key: dict(rows) for key, rows in before.records.items()}
    for change in plan.changes:
        key = tuple(part.casefold() for part in change.key)
        rows = records.setdefault(change.layout, {})
        rows[key] = {**rows.get(key, {}), **change.after}
    duties = (before.duties - set(plan.roster.cancelled)) | set(plan.roster.added)
    cancelled = before.cancelled | set(plan.roster.cancelled)
    return Stored(before.zone, "H1", records, frozenset(duties), frozenset(cancelled))


def stored_from(sheets: Sequence[Sheet]) -> Stored:
    """What is stored after the workbook was imported into nothing."""
    return after(planned(sheets))


def shown(duty: RosterDuty) -> str:
    """A duty in short: ``A01 0101 02 09:00-17:00`` (day of the month)."""
    end = f"{duty.ends_at:%H:%M}" if duty.ends_at else ""
    return f"{duty.window} {duty.staff} {duty.starts_at:%d %H:%M}-{end}"
