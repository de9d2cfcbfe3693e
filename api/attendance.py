"""A member of staff signs, asks for leave and sees their days; a machine tells of signs."""

from typing import Any

from flask import Response

from api.attendance_shapes import (
    BusinessIn,
    LeaveIn,
    OwnDaysOut,
    OwnMonthIn,
    RequestOut,
    RequestsOut,
    SignedOut,
    SignIn,
    SignsIn,
    SignsOut,
)
from api.section import Section
from api.staff import own_staff_id
from api.staff_shapes import OwnIn
from api.wire import answered
from server import clock
from server.actions.attendance.ask_business import ask_business
from server.actions.attendance.ask_leave import ask_leave
from server.actions.attendance.decide_request import Decision, decide_request
from server.actions.attendance.record_signs import ToldSign, record_signs
from server.actions.attendance.sign_in import sign_in
from server.actions.attendance.sign_out import sign_out
from server.gate import (
    Door,
    caller_hall,
    caller_name,
    console_actor,
    console_hall,
    language,
    open_to,
)
from server.queries.attendance.own_windows import signed_in_at
from server.queries.attendance.person_month import PersonDayShown, person_month
from server.queries.attendance.requests import Request, request_numbered, requests_of
from server.queries.attendance.scanned import window_scanned
from server.queries.registry.halls import hall_of_id
from server.rules.accounts.roles import Permission
from server.rules.attendance.business import BusinessForm
from server.rules.attendance.leaves import LeaveForm, LeaveSpan
from server.rules.attendance.requests import Step
from server.rules.attendance.words import Direction
from server.rules.months import Month

section = Section("attendance", "考勤到岗 Attendance: own days, signing, leave; machines")
BUSINESS = "business"


@section.route("/attendance", methods=["POST"])
@open_to(Door.SYSTEM)
@section.arguments(SignsIn)
@section.response(200, SignsOut)
def signs(said: dict[str, Any]) -> dict[str, Any]:
    """考勤机上报打卡 A machine tells of signs

    一次最多 500 条，全部收下或一条也不收；重复上报不会重复。夜间计算结果。
    """
    hall = hall_of_id(caller_hall())
    told = [ToldSign(one["staff"], one["at"], one["direction"]) for one in said["signs"]]
    added = record_signs(hall, told, by=caller_name(), now=clock.now())
    return {"added": added, "known": len(told) - added}


@section.route("/staff/me/attendance")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnMonthIn, location="query")
@section.response(200, OwnDaysOut)
def days(said: dict[str, Any]) -> dict[str, Any]:
    """本人某月的考勤，逐日 Own days of a month"""
    shown = person_month(console_hall(), own_staff_id(), Month.parse(said["month"]))
    totals = shown.totals()
    return {
        "month": said["month"],
        **{f"{name}_days": totals[name] for name in ("due", "attended", "leave", "absent")},
        "days": [_day(one) for one in shown.days],
    }


@section.route("/staff/me/sign", methods=["POST"])
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.arguments(SignIn)
@section.response(200, SignedOut)
def sign(asked: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """签到或签退 Sign in at a window, or out

    签到后这个窗口的评价归本人，先于排班。一分钟内重复按只算一次。
    """
    del asked
    hall, by, now = console_hall(), console_actor(), clock.now()
    window = window_scanned(hall, said["code"]) if said["code"] else said["window"]
    if said["direction"] is Direction.IN:
        is_new = sign_in(hall, window, by=by, now=now)
    else:
        is_new = sign_out(hall, by=by, now=now)
    running = signed_in_at(hall.id, own_staff_id(), now)
    return {"is_new": is_new, "window": running[0] if running else ""}


@section.route("/staff/me/leave")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, RequestsOut)
def leave(said: dict[str, Any]) -> dict[str, Any]:
    """本人的请假和公务外出 Own leave and official business"""
    del said
    found = requests_of(console_hall(), own_staff_id())
    return {"requests": [_request(one) for one in found]}


@section.route("/staff/me/leave", methods=["POST"])
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(LeaveIn)
@section.response(201, RequestOut)
def ask(said: dict[str, Any]) -> Response:
    """请假 Ask for leave; another person decides"""
    hall = console_hall()
    span = LeaveSpan(said["from_day"], said["to_day"], said["from_half"], said["to_half"])
    form = LeaveForm(said["kind"], span, said["reason"])
    number = ask_leave(hall, form, by=console_actor(), now=clock.now())
    return answered(RequestOut().dump(_request(request_numbered(hall, number))), 201)


@section.route("/staff/me/business", methods=["POST"])
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(BusinessIn)
@section.response(201, RequestOut)
def errand(said: dict[str, Any]) -> Response:
    """公务外出 Tell of official business; another person decides"""
    hall = console_hall()
    since, until = (said[name].astimezone(hall.zone) for name in ("from_at", "until_at"))
    form = BusinessForm(since, until, said["reason"])
    number = ask_business(hall, form, by=console_actor(), now=clock.now())
    return answered(RequestOut().dump(_request(request_numbered(hall, number))), 201)


@section.route("/staff/me/leave/<number>", methods=["DELETE"])
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.response(200, RequestOut)
def take_back(number: str) -> dict[str, Any]:
    """撤回还没有审批的申请 Take a request back before it is decided"""
    hall = console_hall()
    decide_request(hall, number, Decision(Step.WITHDRAW), by=console_actor(), now=clock.now())
    return _request(request_numbered(hall, number))


def _day(shown: PersonDayShown) -> dict[str, Any]:
    return {
        "day": shown.day,
        "signs": [
            {
                "signed_at": sign.moment,
                "direction": sign.direction,
                "source": sign.source,
                "window": sign.window,
                "is_cancelled": sign.is_cancelled,
            }
            for sign in shown.signs
        ],
        "is_assessed": shown.row is not None,
        "is_waiting": bool(shown.row and shown.row.is_waiting),
        "told": shown.sentences(language()),
    }


def _request(one: Request) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind or BUSINESS,
        "state": one.state,
        "from_day": one.first_on,
        "to_day": one.last_on,
        "from_half": one.span.from_half if one.span else None,
        "to_half": one.span.to_half if one.span else None,
        "since": f"{one.from_at:%H:%M}" if one.from_at else "",
        "until": f"{one.until_at:%H:%M}" if one.until_at else "",
        "half_days": one.half_days,
        "procedure": one.procedure,
        "reason": one.reason,
        "answer": one.answer,
    }
