"""What did people of the demo hall complain about, suggest, praise or ask?"""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.demo.hall import windows
from server.demo.visits import SEED
from server.rules.cases.kinds import CaseKind
from server.rules.months import Month
from server.rules.working_days import Calendar

A_MONTH = 9
LEAVES_CONTACT = 0.5
# kind, category, text
SAID = (
    (CaseKind.COMPLAINT, "not_told_once", "同一件事跑了三趟，每次都说少一样材料。"),
    (CaseKind.COMPLAINT, "overtime", "承诺五个工作日，过了九天还没有结果。"),
    (CaseKind.COMPLAINT, "system", "自助机一直提示网络异常，没有人处理。"),
    (CaseKind.COMPLAINT, "attitude", "问了两句就让我自己看墙上的指南。"),
    (CaseKind.SUGGESTION, "", "希望中午也留一个窗口办理。"),
    (CaseKind.SUGGESTION, "", "叫号屏的字太小，老人看不清。"),
    (CaseKind.PRAISE, "", "帮我母亲填表、复印，还送到门口。"),
    (CaseKind.INQUIRY, "", "异地参保的转移手续在哪个窗口办？"),
    (CaseKind.COMPLAINT, "facility", "等候区空调坏了两个星期。"),
)


@dataclass(frozen=True)
class DemoComplaint:
    """One thing that somebody filed; the moment carries the hall's zone."""

    kind: CaseKind
    category: str
    text: str
    window: str
    contact: str
    filed_at: datetime
    nonce: bytes


def complaints(
    month: Month, zone: ZoneInfo, calendar: Calendar, until: datetime
) -> list[DemoComplaint]:
    """What was filed in a month before that moment, in order."""
    chance = random.Random(f"{SEED} complaints {month}")  # noqa: S311 - the same demo each time
    days = [day for day in month.days() if calendar.is_working(day)]
    numbers = [window.number for window in windows()]
    found = [
        DemoComplaint(
            kind,
            category,
            text,
            window=chance.choice(numbers),
            contact="13800000000" if chance.random() < LEAVES_CONTACT else "",
            filed_at=datetime.combine(chance.choice(days), time(9), zone)
            + timedelta(minutes=chance.randrange(8 * 60)),
            nonce=chance.randbytes(16),
        )
        for kind, category, text in SAID[:A_MONTH]
    ]
    return sorted((each for each in found if each.filed_at < until), key=lambda each: each.filed_at)
