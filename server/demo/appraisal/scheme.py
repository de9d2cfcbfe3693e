"""By which scheme is the demo hall appraised? The district example with the demo's own groups."""

from datetime import timedelta

from server.actions.appraisal.adopt_scheme import adopt_scheme
from server.actions.appraisal.propose_scheme import propose_scheme
from server.actions.registry.set_hall_setting import set_hall_setting
from server.demo.appraisal.desk import FIRST, OFFICER, Desk
from server.demo.hall import GROUPS, ZONE
from server.packs.schemes import preset
from server.rules.hall_settings import SettingRow
from server.rules.schemes.adoption import AdoptionForm

EXAMPLE = "district"
GROUPS_THERE = 'groups  = ["general", "permit", "utility"]   # 综合受理组、专业审批组、公共服务组'
# Whoever has half days, or Fridays alone, comes to few whole days.
DAYS_THERE, DAYS_HERE = "min_days = 10", "min_days = 3"
TASKS_AFTER = "[category.D]"
TASKS = """item.C8 = { text = "年度工作任务逾期完成", when = "task", outcome = "late", points = -1 }
item.C9 = { text = "年度工作任务未完成", when = "task", outcome = "not_done", points = -2 }

"""
FROM_THERE = "from     = 2026-01-01"


def demo_scheme(year: int) -> str:
    """The text of the scheme, in force from the first day of that year."""
    text = preset(EXAMPLE).text
    codes = ", ".join(f'"{code}"' for code in GROUPS)
    for there, here in (
        (GROUPS_THERE, f"groups  = [{codes}]"),
        (DAYS_THERE, DAYS_HERE),
        (TASKS_AFTER, TASKS + TASKS_AFTER),
        (FROM_THERE, f"from     = {year}-01-01"),
    ):
        if text.count(there) != 1:
            raise ValueError(there)
        text = text.replace(there, here)
    return text


def adopt(desk: Desk) -> None:
    """One person proposes it, another confirms it, as the first month begins."""
    begun = desk.months[0].starts_at(ZONE)
    officer, second = desk.people[OFFICER], desk.people[FIRST]
    form = AdoptionForm(
        "示例区政务服务中心考核领导小组",
        (begun - timedelta(days=10)).date(),
        "区政服〔示例〕3号",
        "各窗口首席代表、窗口人员代表，公示五个工作日",
    )
    text = demo_scheme(desk.months[0].year)
    scheme = propose_scheme(desk.hall, text, form, by=officer, now=begun)
    adopt_scheme(desk.hall, scheme.id, scheme.version, by=second, now=begun)
    kept = SettingRow("attendance_kept", "", "machine", begun.date())
    set_hall_setting(desk.hall.id, kept, by=OFFICER, now=begun)
