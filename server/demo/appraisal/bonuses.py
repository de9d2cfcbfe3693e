"""Who asked for a bonus in the demo hall, and what became of it?"""

from dataclasses import dataclass
from datetime import date, timedelta

from server.actions.appraisal.approve_bonus import approve_bonus
from server.actions.appraisal.refuse_bonus import refuse_bonus
from server.actions.appraisal.request_bonus import request_bonus
from server.demo import hall as demo_hall
from server.demo.appraisal.desk import CLERK, FIRST, HEAD, OFFICER, SECOND, Desk, at
from server.rules.appraisal.bonuses import BonusForm
from server.rules.months import Month

LATER = timedelta(hours=3)


@dataclass(frozen=True)
class Deed:
    """Who did what for whom at which window, and how many of two approved; -1: one refused."""

    asker: str
    window: str
    item: str
    value: str
    reason: str
    approvals: int
    on: int = 5


DEEDS = (
    (0, Deed(FIRST, "B06", "D2", "", "群众送来锦旗一面。", 2)),
    (1, Deed(CLERK, "A01", "D1", "2", "中秋节前延时服务，为企业当场办结。", 2)),
    (1, Deed(HEAD, "B01", "D1", "1", "上门为行动不便老人办理待遇认证。", 2, 9)),
    (1, Deed(FIRST, "C03", "D1", "3", "午休时间接待群众。", -1)),
    (2, Deed(HEAD, "B02", "D1", "1", "周末为返乡人员集中办理转移。", 2)),
    (3, Deed(HEAD, "B03", "D2", "", "收到表扬信一封。", 1, 4)),
    (3, Deed(CLERK, "A01", "D1", "1", "下班后为外地群众办结变更登记。", 0, 8)),
    (3, Deed(FIRST, "D01", "D2", "", "收到表扬信，署名不全。", -1, 2)),
)


def ask(desk: Desk, month: Month) -> None:
    """The deeds of the month are asked for, and decided as far as that has come."""
    days = desk.working(month)
    for place, deed in DEEDS:
        if desk.months[place] == month and deed.on < len(days):
            _ask(desk, deed, days[deed.on])


def _ask(desk: Desk, deed: Deed, day: date) -> None:
    window = next(one for one in demo_hall.windows() if one.number == deed.window)
    form = BonusForm(
        demo_hall.staff_at(window)[0],
        deed.item,
        day.isoformat(),
        deed.reason,
        value=deed.value,
        reference="值班登记簿、现场照片存监督科",
    )
    moment = at(day, "17:10")
    number = request_bonus(desk.hall, form, by=desk.people[deed.asker], now=moment)
    if deed.approvals < 0:
        answer = "属于正常工作职责，材料不足以加分。"
        by = desk.people[SECOND]
        refuse_bonus(desk.hall, number, answer, by=by, now=min(moment + LATER, desk.now))
    for turn in range(deed.approvals):
        by = desk.people[(OFFICER, SECOND)[turn]]
        approved = min(moment + LATER * (turn + 1), desk.now)
        approve_bonus(desk.hall, number, by=by, now=approved)
