"""A member of staff opens the phone: where am I on duty, what do I do next, what waits for me?"""

from typing import Any

from api.attendance_shapes import OwnTodayOut
from api.section import Section
from api.staff import own_staff_id
from api.staff_shapes import OwnIn
from server import clock
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.own_score import to_be_seen
from server.queries.attendance.own_today import OwnToday, own_today
from server.queries.attendance.own_windows import OwnSign
from server.queries.distribution.addresses import recipients_of_staff
from server.queries.distribution.documents import to_be_signed
from server.queries.inspections.orders import open_orders
from server.queries.ledger.own import own_place
from server.queries.messages.inbox import unread_count
from server.rules.accounts.roles import Permission

section = Section("staff_today", "窗口人员本人：今天 A member of staff: today")


@section.route("/staff/me/today")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, OwnTodayOut)
def today(said: dict[str, Any]) -> dict[str, Any]:
    """今天：窗口和班次、是否在岗、下一步、等着本人的 Today at a glance"""
    del said
    hall, staff_id = console_hall(), own_staff_id()
    shown, place = own_today(hall, staff_id, clock.now()), own_place(staff_id)
    return {
        "hall": {"code": hall.code, "name": hall.title(language())},
        "staff": place.number,
        "name": place.name,
        "department": place.department,
        "waiting": _waiting(shown),
        **vars(shown),
        "signs": [_sign(one) for one in shown.signs if not one.is_cancelled],
    }


def _waiting(shown: OwnToday) -> dict[str, int | None]:
    hall, staff_id, actor = console_hall(), own_staff_id(), console_actor()
    answers = actor.may(Permission.ANSWER_RECTIFICATION, hall.id)
    own = actor.departments(Permission.ANSWER_RECTIFICATION, hall.id)
    recipients = recipients_of_staff(hall.id, staff_id, clock.now())
    return {
        "messages": unread_count(hall.id, actor.account_id),
        "documents": to_be_signed(hall.id, recipients),
        "results": to_be_seen(hall, staff_id, shown.day),
        "rectifications": open_orders(hall.id, own)[0] if answers else None,
    }


def _sign(sign: OwnSign) -> dict[str, Any]:
    clock_words = f"{sign.moment:%H:%M}"
    return {"clock": clock_words, "direction": sign.direction, "window": sign.window}
