"""What does the demo hall consist of? Sixty windows and 150 people, as sheets of a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from zoneinfo import ZoneInfo

from server.rules.months import Month

HALL_CODE = "DEMO"
ZONE = ZoneInfo("Asia/Shanghai")
SURNAMES = "张王李赵刘陈杨黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"

Table = list[list[str]]


@dataclass(frozen=True)
class DemoWindow:
    """A window of the demo hall. ``people`` serve there, ``busyness`` is ratings a month."""

    number: str
    name: str
    name_en: str
    department: str
    group: str
    people: int
    busyness: int


@dataclass(frozen=True)
class Counter:
    """A row of windows alike: how many, what they are called, whose they are."""

    letter: str
    group: str
    department: str
    name: str
    name_en: str
    windows: int
    busyness: int


DEPARTMENTS = {
    "D01": "市场监督管理局",
    "D02": "人力资源和社会保障局",
    "D03": "医疗保障局",
    "D04": "住房公积金管理中心",
    "D05": "自然资源和规划局",
    "D06": "公安局出入境",
    "D07": "税务局",
    "D08": "民政局",
    "D09": "卫生健康局",
    "D10": "交通运输局",
    "D11": "住房和城乡建设局",
    "D12": "政务服务中心综合科",
}
GROUPS = {"G1": "综合受理组", "G2": "社保医保组", "G3": "不动产与专项组", "G4": "公共服务组"}
COUNTERS = (
    Counter("A", "G1", "D12", "综合受理", "General reception", 8, 95),
    Counter("A", "G1", "D01", "企业开办", "Starting a business", 6, 70),
    Counter("A", "G1", "D08", "民生事项", "Civil affairs", 4, 46),
    Counter("B", "G2", "D02", "社会保险", "Social insurance", 7, 90),
    Counter("B", "G2", "D03", "医疗保险", "Medical insurance", 6, 80),
    Counter("B", "G2", "D04", "住房公积金", "Housing fund", 3, 55),
    Counter("C", "G3", "D05", "不动产登记", "Real estate registration", 6, 60),
    Counter("C", "G3", "D06", "出入境证件", "Exit and entry papers", 3, 50),
    Counter("C", "G3", "D10", "交通运输", "Transport", 3, 36),
    Counter("C", "G3", "D11", "工程建设", "Construction", 2, 18),
    Counter("D", "G4", "D07", "办税服务", "Taxes", 7, 75),
    Counter("D", "G4", "D09", "卫生健康", "Health", 3, 34),
    Counter("D", "G4", "D12", "咨询引导", "Guidance", 2, 42),
)
# Two windows of one person each, 26 of two, 32 of three: 150 people at 60 windows.
ONE_PERSON = frozenset({"D11", "D12"})
TWO_PEOPLE = 26
# In which of the months the roster was corrected afterwards.
CORRECTED_MONTH = 1
FRIDAY = 4
MATTERS = ("登记", "变更", "注销", "查询")
MORNING, AFTERNOON = ("09:00", "12:00"), ("13:30", "17:00")
EVERY_DAY, DAYS_OF_TWO, DAY_OF_THIRD = "周一至周五", "周一至周四", "周五"


def windows() -> tuple[DemoWindow, ...]:
    """The sixty windows, in the order of their numbers."""
    found: list[DemoWindow] = []
    numbers: dict[str, int] = {}
    for counter in COUNTERS:
        for place in range(counter.windows):
            numbers[counter.letter] = numbers.get(counter.letter, 0) + 1
            number = f"{counter.letter}{numbers[counter.letter]:02d}"
            people = 1 if number in ONE_PERSON else 2 if len(found) < TWO_PEOPLE else 3
            busyness = counter.busyness - 4 * place
            found.append(
                DemoWindow(
                    number,
                    counter.name,
                    counter.name_en,
                    counter.department,
                    counter.group,
                    people,
                    max(9, busyness),
                )
            )
    return tuple(found)


def staff_at(window: DemoWindow) -> list[str]:
    """The staff numbers of the people of a window, the first one first."""
    return [number for number, of in _people() if of.number == window.number]


def sheets(months: Sequence[Month]) -> dict[str, Table]:
    """The registry workbook with a roster for these months, as sheets of text."""
    return {
        "大厅": [
            ["大厅代码", "大厅名称", "英文名称", "单位代码", "电话"],
            [
                HALL_CODE,
                "示例区政务服务中心",
                "Example District Service Hall",
                "SLQ-ZWZX",
                "000-0000000",
            ],
        ],
        "部门": [["部门代码", "部门名称"], *([code, name] for code, name in DEPARTMENTS.items())],
        "考核组": [["考核组代码", "考核组名称"], *([code, name] for code, name in GROUPS.items())],
        "窗口": [["窗口号", "窗口名称", "英文名称", "部门", "考核组"], *_window_rows()],
        "人员": [["工号", "姓名", "部门", "考核组", "首席代表"], *_staff_rows()],
        "事项": [["事项编码", "事项名称", "办理窗口"], *_matter_rows()],
        "开放时间": [
            ["星期", "开门", "关门"],
            [EVERY_DAY, *MORNING],
            [EVERY_DAY, *AFTERNOON],
        ],
        "排班": [
            ["窗口号", "工号", "日期", "截止日期", "星期", "上班时间", "下班时间", "类型"],
            *_duty_rows(months[0].days()[0], months[-1].days()[-1]),
        ],
    }


def first_clerk() -> str:
    """The staff number of whom one can look at the demo as: the first person of all."""
    return next(number for number, _ in _people())


def corrected_window() -> DemoWindow:
    """Where somebody else sat one morning than the roster had it."""
    return next(window for window in windows() if window.number == "A03")


def corrected_day(month: Month) -> date:
    """On which day of the month that was."""
    return next(day for day in month.days()[9:] if day.weekday() < FRIDAY)


def correction(day: date) -> dict[str, Table]:
    """A roster correction of one morning at A03: the second person served, not the first."""
    window = corrected_window()
    first, second = staff_at(window)[:2]
    heading = ["窗口号", "工号", "日期", "上班时间", "下班时间", "类型", "取消"]
    moment = [day.isoformat(), *MORNING]
    return {
        "排班": [
            heading,
            [window.number, first, *moment, "正式", "是"],
            [window.number, second, *moment, "替班", "否"],
        ]
    }


def _people() -> Iterator[tuple[str, DemoWindow]]:
    number = 100
    for window in windows():
        for _ in range(window.people):
            number += 1
            yield f"{number:04d}", window


def _window_rows() -> Iterator[list[str]]:
    for window in windows():
        yield [window.number, window.name, window.name_en, window.department, window.group]


def _staff_rows() -> Iterator[list[str]]:
    chiefs: set[str] = set()
    for (number, window), surname in zip(_people(), cycle(SURNAMES), strict=False):
        is_chief = window.department not in chiefs
        chiefs.add(window.department)
        yield [
            number,
            f"{surname}某",
            window.department,
            window.group,
            "是" if is_chief else "否",
        ]


def _matter_rows() -> Iterator[list[str]]:
    for counter in COUNTERS:
        at = [
            window.number
            for window in windows()
            if (window.name, window.department) == (counter.name, counter.department)
        ]
        for place, what in enumerate(MATTERS, start=1):
            code = f"{counter.department}-{counter.letter}{place:02d}"
            yield [code, f"{counter.name}{what}", "、".join(at)]


def _duty_rows(first_day: date, last_day: date) -> Iterator[list[str]]:
    span = [first_day.isoformat(), last_day.isoformat()]
    for window in windows():
        morning, *others = staff_at(window)
        afternoon, *third = others or [morning]
        usual = DAYS_OF_TWO if third else EVERY_DAY
        yield [window.number, morning, *span, usual, *MORNING, "正式"]
        yield [window.number, afternoon, *span, usual, *AFTERNOON, "正式"]
        for number in third:
            yield [window.number, number, *span, DAY_OF_THIRD, *MORNING, "正式"]
            yield [window.number, number, *span, DAY_OF_THIRD, *AFTERNOON, "正式"]
