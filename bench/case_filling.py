"""How does a bench come to hundreds of thousands of cases? In bulk, each with all its rows."""

import json
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert

from bench import installation
from server.actions.ratings.rating_rows import table_of
from server.ids import new_id, new_number
from server.models.cases import Case, CaseRemark, CaseStep, CaseText
from server.models.handling import CaseDeadline

BATCH = 5_000
OPEN_EVERY = 20  # one in so many is still handled
TIP_OFF_EVERY = 50
DAYS = 1_500  # over which they came in
WORDS = (
    "同一件事跑了三趟，每次都说少一样材料，前两次的回执还在。",
    "三点到的窗口，牌子亮着，人不在，等了四十分钟才回来。",
    "网上说可以邮寄，窗口说不行，两边说法不一致，希望统一。",
    "自助机打不出回执，排了两次队，没有人告诉我们机器坏了。",
)
RARE = "容缺受理"  # once in RARE_EVERY
RARE_EVERY = 40_000
CLOSED_STEPS = ("receive", "accept", "reply", "lapse")
CLOSED_STATES = ("received", "accepted", "replied", "closed")
OPEN_STEPS = 2

Row = dict[str, Any]


def fill_cases(connection: Connection, ids: dict[str, list[int]], cases: int) -> None:
    """So many complaints and tip-offs, most of them closed, with their words and steps."""
    for start in range(0, cases, BATCH):
        rows: dict[Table, list[Row]] = {
            table_of(model): [] for model in (Case, CaseText, CaseStep, CaseRemark, CaseDeadline)
        }
        for at in range(start, min(start + BATCH, cases)):
            _add(rows, ids, at)
        for table, found in rows.items():
            connection.execute(insert(table), found)


def _add(rows: dict[Table, list[Row]], ids: dict[str, list[int]], at: int) -> None:
    moment = installation.a_moment() - timedelta(days=_age(at), minutes=at % 400)
    case = _case(ids, at, moment)
    key = {"hall_id": case["hall_id"], "case_id": case["id"]}
    words = WORDS[at % len(WORDS)] + (RARE if at % RARE_EVERY == 0 else "")
    rows[table_of(Case)].append(case)
    rows[table_of(CaseText)].append(key | {"text": words})
    steps = list(_steps(key, case, moment))
    rows[table_of(CaseStep)] += steps
    rows[table_of(CaseRemark)] += [
        key | {"step_id": step["id"], "part": "message", "text": words}
        for step in steps
        if step["position"] == OPEN_STEPS
    ]
    rows[table_of(CaseDeadline)].append(_deadline(key, case, moment.date()))


def _age(at: int) -> int:
    """Open ones are of the last days, closed ones of years."""
    return at % 12 if at % OPEN_EVERY == 0 else 30 + at % DAYS


def _case(ids: dict[str, list[int]], at: int, moment: datetime) -> Row:
    is_open = at % OPEN_EVERY == 0
    return {
        "hall_id": ids["hall"][0],
        "id": new_id(moment.date()),
        "number": new_number(),
        "submission": secrets.token_bytes(32),
        "kind": "tip_off" if at % TIP_OFF_EVERY == 1 else "complaint",
        "state": CLOSED_STATES[OPEN_STEPS - 1] if is_open else "closed",
        "is_open": is_open,
        "version": OPEN_STEPS if is_open else len(CLOSED_STEPS),
        "category": "pressed" if at % 300 == 0 else "attitude",
        "source": "web",
        "window_id": ids["windows"][at % len(ids["windows"])],
        "received_at": moment,
        "clock": "ordinary" if is_open else "",
        "due_on": moment.date() + timedelta(days=7),
        "waits_for": ("", "unit", "citizen")[at // OPEN_EVERY % 3],
        "has_contact": at % 2 == 0,
    }


def _steps(key: Row, case: Row, moment: datetime) -> Iterator[Row]:
    for position in range(1, case["version"] + 1):
        yield key | {
            "id": new_id(moment.date()),
            "position": position,
            "step": CLOSED_STEPS[position - 1],
            "state": CLOSED_STATES[position - 1],
            "facts": json.dumps({}),
            "taken_at": moment + timedelta(hours=position),
            "taken_by": "citizen" if position == 1 else "supervisor",
        }


def _deadline(key: Row, case: Row, day: date) -> Row:
    return key | {
        "id": new_id(day),
        "clock": "ordinary",
        "started_on": day,
        "working_days": 5,
        "due_on": case["due_on"],
        "ended": "" if case["is_open"] else "met",
        "ended_on": None if case["is_open"] else case["due_on"],
    }
