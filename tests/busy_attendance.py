"""What happened in the attendance of a busy hall: signs, one cancelled, a day, leave, business."""

from datetime import date, datetime, timedelta

from sqlalchemy import insert

from server.actions.attendance.ask_business import ask_business
from server.actions.attendance.ask_leave import ask_leave
from server.db import transaction
from server.ids import new_id
from server.models.attendance import AttendanceDay, AttendanceSign, SignCancelled
from server.rules.accounts.roles import Actor
from server.rules.attendance.business import BusinessForm
from server.rules.attendance.leaves import LeaveForm, LeaveSpan
from server.rules.attendance.words import LeaveKind
from tests.build import ZONE, TestHall

LATE = '[{"event": "late", "at": "0900", "quantity": 5, "edge": "", "purpose": ""}]'


def attended(place: TestHall, clerk: Actor, now: datetime) -> str:
    """One row of each table about 0137; the number of the leave that waits."""
    hall, staff = {"hall_id": place.hall.id}, {"staff_id": place.staff["0137"]}
    yesterday = now.astimezone(ZONE).date() - timedelta(days=1)
    with transaction() as session:
        signs = [_sign(yesterday, now, *one) for one in (("in", 9), ("out", 17))]
        session.execute(insert(AttendanceSign), [hall | staff | sign for sign in signs])
        cancelled = {"reason": "记错", "cancelled_at": now, "cancelled_by": "李某"}
        session.execute(insert(SignCancelled), hall | cancelled | {"sign_id": signs[0]["id"]})
        session.execute(insert(AttendanceDay), hall | staff | _day(yesterday, now))
    business = BusinessForm(now + timedelta(hours=1), now + timedelta(hours=2), "送件")
    ask_business(place.hall, business, by=clerk, now=now)
    span = LeaveSpan(date(2026, 12, 1), date(2026, 12, 1))
    return ask_leave(place.hall, LeaveForm(LeaveKind.ANNUAL, span, "休假"), by=clerk, now=now)


def _sign(day: date, now: datetime, direction: str, hour: int) -> dict[str, object]:
    moment = datetime(day.year, day.month, day.day, hour, 5, tzinfo=ZONE)
    sign = {"id": new_id(day), "moment": moment, "direction": direction, "source": "page"}
    return sign | {"entered_at": now, "entered_by": "0137"}


def _day(day: date, now: datetime) -> dict[str, object]:
    counts = dict.fromkeys(
        ("leave_halves", "absent_halves", "early_minutes", "off_post_minutes"), 0
    )
    return counts | {
        "day": day,
        "due_halves": 2,
        "attended_halves": 2,
        "late_minutes": 5,
        "missing": "",
        "breaks_full": True,
        "told": LATE,
        "is_waiting": False,
        "is_provisional": False,
        "assessed_at": now,
    }
