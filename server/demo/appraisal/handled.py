"""What did the windows of the demo hall handle, with which matters, and which work tasks?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from random import Random

from server.actions.sources.check_matter import CheckForm, check_matter
from server.actions.sources.decide_milestone import DecisionForm, decide_milestone
from server.actions.sources.importing import Importing
from server.actions.sources.kinds import IMPORTS
from server.actions.sources.report_milestone import ReportForm, report_milestone
from server.demo import hall as demo_hall
from server.demo.appraisal.desk import HEAD, OFFICER, ONE_DAY, Desk, at, chance_of, sheet
from server.demo.people import HEAD_OF
from server.demo.visits import applications
from server.queries.inspections.people import department_id_of
from server.queries.sources.tasks import HallMilestone, milestones_of_month
from server.rules.months import Month
from server.rules.sources.tasks import MilestoneState

# These windows hand in each application; of the others the month's numbers are known.
SINGLE = frozenset({"A01", "A02", "B01", "C01", "D03"})
SINGLES = [
    "办件编号", "窗口号", "工号", "事项编码", "难度", "受理日期", "承诺办结日期", "办结日期",
    "一次告知", "差错", "后果",
]  # fmt: skip
COUNTS = [
    "月份",
    "窗口号",
    "工号",
    "难度",
    "受理件数",
    "办结件数",
    "按时办结件数",
    "一次告知件数",
    "差错件数",
]
# By how many people a window has: the third serves on Fridays alone.
SHARES = {1: (1.0,), 2: (0.5, 0.5), 3: (0.4, 0.4, 0.2)}
PROMISED = 5
LATE, UNTOLD, MISTAKEN = 0.004, 0.002, 0.0015
USUAL, HARD, HARD_SHARE = "normal", "hard", 0.2
MATTERS = ["事项编码", "起始日期", "部门", "应进驻", "已进驻", "厅外仍办理", "办事指南", "说明"]
# By their place among the matters.
NOT_STATIONED, OUTSIDE, MISMATCH = frozenset({17, 40}), frozenset({17, 26}), frozenset({9})
TASKS = ["任务编号", "任务", "部门", "月份", "本月目标", "分值"]
YEARS_TASKS = (
    ("推行一窗受理", "D12", "完成窗口改造和人员培训"),
    ("社保高频事项全程网办", HEAD_OF, "新增三个事项网上可办"),
    ("不动产登记压减时限", "D05", "一般登记三个工作日办结"),
    ("企业开办一日办结", "D01", "当日办结率达到百分之九十五"),
    ("医保异地结算宣传", "D03", "进社区宣传两场"),
)
# By place of the month and number of the task; all others were done.
OUTCOMES = {(1, "03"): MilestoneState.NOT_DONE, (2, "04"): MilestoneState.LATE}


def hand_in(desk: Desk, month: Month) -> None:
    """The month's applications, a fault of a matter, and what became of its tasks."""
    days = desk.working(month)
    if not days:
        return
    handed_in = min(at(month.next().days()[1], "16:00"), desk.now)
    _import(desk, "applications", [SINGLES, *_singles(desk, month, days)], handed_in)
    if month != desk.running:
        _import(desk, "counts", [COUNTS, *_counts(month)], handed_in)
        _settle_tasks(desk, month)
    _find_fault(desk, month, days)


def _find_fault(desk: Desk, month: Month, days: Sequence[date]) -> None:
    """One fault of a matter a month, found on its first days."""
    what, matter = {1: ("outside", 1)}.get(desk.months.index(month), ("guide_mismatch", 2))
    codes = [code for code, *_ in _matters()]
    form = CheckForm(codes[matter * 5], what, days[0], "抽查办事指南与实际要求不一致。")
    moment = at(days[0], "17:20")
    check_matter(desk.hall, form, by=desk.people[OFFICER], now=min(moment, desk.now))


def plan(desk: Desk) -> None:
    """As the first month begins: how it stands with the matters, and the year's tasks."""
    begun = at(desk.months[0].days()[0], "09:30")
    first_on = desk.months[0].days()[0].isoformat()
    standing = [
        [code, first_on, department, "是", stationed, outside, guide, ""]
        for code, department, stationed, outside, guide in _matters()
    ]
    _import(desk, "matters", [MATTERS, *standing], begun)
    tasks = [
        [f"{place:02}", title, department, str(month), goal, "1"]
        for place, (title, department, goal) in enumerate(YEARS_TASKS, start=1)
        for month in desk.months
    ]
    _import(desk, "tasks", [TASKS, *tasks], begun)


def _import(desk: Desk, kind: str, rows: Sequence[Sequence[str]], moment: datetime) -> None:
    importing = Importing(desk.hall, desk.people[OFFICER], moment)
    IMPORTS[kind]([sheet(kind, rows)], importing)


def _matters() -> Iterator[tuple[str, str, str, str, str]]:
    """Code, department, and whether it is stationed, still handled outside, its guide right."""
    codes = [
        (f"{counter.department}-{counter.letter}{place:02}", counter.department)
        for counter in demo_hall.COUNTERS
        for place in range(1, len(demo_hall.MATTERS) + 1)
    ]
    for place, (code, department) in enumerate(codes):
        yield (
            code,
            department,
            "否" if place in NOT_STATIONED else "是",
            "是" if place in OUTSIDE else "否",
            "mismatch" if place in MISMATCH else "right",
        )


def _singles(desk: Desk, month: Month, days: Sequence[date]) -> Iterator[list[str]]:
    open_days = sum(map(desk.calendar.is_working, month.days()))
    for window in demo_hall.windows():
        if window.number not in SINGLE:
            continue
        chance = chance_of("applications", month, window.number)
        wanted, _ = applications(window, month)
        finished = sorted(chance.choices(days, k=round(wanted * len(days) / open_days)))
        staff = demo_hall.staff_at(window)
        for place, day in enumerate(finished, start=1):
            number = f"{month}-{window.number}-{place:04}".replace("-", "")
            yield [number, window.number, _who(staff, day, chance), *_single(window, day, chance)]


def _who(staff: Sequence[str], day: date, chance: Random) -> str:
    *usual, last = staff
    if len(SHARES[len(staff)]) == len(SHARES):
        return last if day.weekday() == demo_hall.FRIDAY else chance.choice(usual)
    return chance.choice(staff)


def _single(window: demo_hall.DemoWindow, day: date, chance: Random) -> list[str]:
    """From the matter on: received some days before, promised for five days later."""
    counter = next(one for one in demo_hall.COUNTERS if one.name == window.name)
    matter = f"{counter.department}-{counter.letter}{chance.randint(1, 4):02}"
    is_late = chance.random() < LATE
    took = PROMISED + chance.randint(1, 4) if is_late else chance.randint(0, PROMISED)
    received = day - took * ONE_DAY
    promised = received + PROMISED * ONE_DAY
    drawn = chance.random()
    fault = "not_told_once" if drawn < UNTOLD else "error" if drawn < UNTOLD + MISTAKEN else ""
    difficulty = HARD if chance.random() < HARD_SHARE else USUAL
    told = "否" if fault == "not_told_once" else "是"
    dates = [received.isoformat(), promised.isoformat(), day.isoformat()]
    return [matter, difficulty, *dates, told, fault, "some" if fault else ""]


def _counts(month: Month) -> Iterator[list[str]]:
    for window in demo_hall.windows():
        if window.number in SINGLE:
            continue
        chance = chance_of("counts", month, window.number)
        wanted, _ = applications(window, month)
        left, staff = wanted, demo_hall.staff_at(window)
        for place, number in enumerate(staff):
            is_last = place == len(staff) - 1
            share = SHARES[len(staff)][place] * chance.uniform(0.85, 1.15)
            handled = left if is_last else round(wanted * share)
            left -= handled
            hard = round(handled * chance.uniform(0.1, 0.3))
            for difficulty, count in ((USUAL, handled - hard), (HARD, hard)):
                late = sum(chance.random() < LATE / 2 for _ in range(count))
                counts = [str(count), str(count), str(count - late), str(count), "0"]
                yield [str(month), window.number, number, difficulty, *counts]


def _settle_tasks(desk: Desk, month: Month) -> None:
    """The demo's head reports; the officer decides all of the month on its second working day."""
    day = desk.after(month.days()[-1], 2)
    if not desk.is_past(at(day, "11:00")):
        return
    place, own = desk.months.index(month), department_id_of(desk.hall.id, HEAD_OF)
    for milestone in milestones_of_month(desk.hall.id, month, departments=None):
        if milestone.department_id == own:
            _report(desk, milestone, day)
        outcome = OUTCOMES.get((place, milestone.number), MilestoneState.DONE)
        form = DecisionForm(milestone.code, str(month), outcome, "已查看台账和现场。")
        moment = at(day, "11:00")
        decide_milestone(desk.hall, form, by=desk.people[OFFICER], now=moment)


def _report(desk: Desk, milestone: HallMilestone, day: date) -> None:
    form = ReportForm(milestone.code, milestone.month, day - ONE_DAY, "系统截图三张，通知一份。")
    report_milestone(desk.hall, form, by=desk.people[HEAD], now=at(day, "09:10"))
