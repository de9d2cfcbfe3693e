"""An inspector goes round with a phone: what is due today, a round, its windows one by one."""

import secrets
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from flask import Response, request

from api.finding_shown import brief
from api.inspection_forms import (
    CloseIn,
    FindingFormOut,
    LookedOut,
    LookIn,
    NewRoundOut,
    PresentOut,
    RoundIn,
    StartedOut,
)
from api.inspection_shapes import RoundOut, TodayOut
from api.known_first import known_first
from api.refusals import StepRefused
from api.repeats import PARAMETER, once
from api.section import Section
from api.staff_shapes import OwnIn
from api.wire import answered
from server import clock
from server.actions.inspections.close_round import close_round
from server.actions.inspections.press_normal import press_normal
from server.actions.inspections.start_round import start_round
from server.errors import StepNotAllowed
from server.gate import (
    Door,
    console_actor,
    console_hall,
    console_title,
    language,
    open_to,
)
from server.queries.appraisal.schemes import scheme_on
from server.queries.inspections.due import plan_on, rhythms_of, rounds_due
from server.queries.inspections.findings import findings_waiting
from server.queries.inspections.orders import open_orders
from server.queries.inspections.people import (
    department_id_of,
    on_duty_at,
    people_by_unit,
    people_to_choose,
)
from server.queries.inspections.rounds import round_numbered
from server.queries.registry.units import open_departments
from server.queries.registry.windows import hall_windows, window_numbered
from server.rules.accounts.roles import Permission
from server.rules.appraisal.frozen import decimal
from server.rules.inspections.draw import MOST_DRAWN
from server.rules.inspections.form import NormalForm, RoundForm
from server.rules.inspections.items import Choosable, choosable
from server.rules.inspections.kinds import MeetingHow, MeetingKind, RoundKind, Severity
from server.rules.months import day_of
from server.rules.schemes.shape import PointRange
from server.texts import say

SEED_BYTES = 8

section = Section("inspecting", "巡查：在手机上逐个窗口记录 Inspecting: a round by phone")


def the_round(number: str, **_more: str) -> None:
    """Raises Unknown for a round that is not there."""
    round_numbered(console_hall().id, number)


@section.route("/inspections/today")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(OwnIn, location="query")
@section.response(200, TodayOut)
def today(said: dict[str, Any]) -> dict[str, Any]:
    """今天要做的巡查，等签批的问题，催办单 What is due today, and what waits"""
    del said
    hall, actor = console_hall(), console_actor()
    inspects = actor.may(Permission.INSPECT, hall.id)
    issued, answered_ones = open_orders(
        hall.id, actor.departments(Permission.SEE_INSPECTIONS, hall.id)
    )
    return {
        "plan": [
            {**vars(one), "title": _say(f"plan_{one.rhythm}")}
            for one in (rounds_due(hall, clock.now()) if inspects else ())
        ],
        "waiting": [brief(one) for one in (findings_waiting(hall.id) if inspects else ())],
        "orders_issued": issued,
        "orders_answered": answered_ones,
        "may_inspect": inspects,
    }


@section.route("/inspections/new")
@open_to(Door.CONSOLE, Permission.INSPECT)
@section.arguments(OwnIn, location="query")
@section.response(200, NewRoundOut)
def new(said: dict[str, Any]) -> dict[str, Any]:
    """开始巡查的表单 What the form of a round offers"""
    del said
    hall = console_hall()
    plan = plan_on(hall.id, day_of(clock.now(), hall.zone))
    return {
        "kinds": _words(RoundKind, "kind"),
        "rhythms": _words(rhythms_of(plan), "plan"),
        "least_people": plan.team,
        "leader": console_title(),
        "seed": secrets.token_hex(SEED_BYTES),
        "most_drawn": MOST_DRAWN,
        "windows": [
            {"value": one.number, "text": f"{one.number} {one.name}"}
            for one in hall_windows(hall.id)
            if one.closed_on is None
        ],
    }


@section.route("/inspections", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, Permission.INSPECT)
@section.arguments(OwnIn, location="query")
@section.arguments(RoundIn)
@section.response(201, StartedOut)
def start(asked: dict[str, Any], said: dict[str, Any]) -> Response:
    """开始一次巡查；抽查的窗口由种子抽出，不能撤销 A round begins; a draw stays on record"""
    del asked
    form = RoundForm(**{**said, "windows": tuple(said["windows"]), "seed": said["seed"].strip()})
    return once(lambda: console_hall().id, request.get_data(), lambda: _start(form))


@section.route("/inspections/<number>/form")
@open_to(Door.CONSOLE, Permission.INSPECT)
@section.arguments(OwnIn, location="query")
@section.response(200, FindingFormOut)
def form_of_findings(said: dict[str, Any], number: str) -> dict[str, Any]:
    """记录问题要用的全部：条款、窗口、人员 All that the form of a finding offers

    手机在有网络时取一次，没有网络时照样能记。
    """
    del said
    hall = console_hall()
    found = round_numbered(hall.id, number)
    items = choosable(scheme_on(hall.id, day_of(clock.now(), hall.zone)))
    people = people_by_unit(hall.id)
    return {
        "items": [_item(one) for one in items.values()],
        "severities": _words(Severity, "severity"),
        "meeting_kinds": _words(MeetingKind, "meeting"),
        "meeting_hows": _words(MeetingHow, "how"),
        "places": [
            {"window": one.number, "window_name": one.name, "department": one.department_code}
            for one in hall_windows(hall.id)
            if one.closed_on is None
        ],
        "units": [
            {
                "code": code,
                "name": name,
                "people": [
                    {"value": number, "text": f"{number} {called}"}
                    for number, called in people.get(code, ())
                ],
            }
            for code, name in open_departments(hall.id)
        ],
        "witness": found.witness,
    }


@section.route("/inspections/<number>/windows/<path:window>")
@open_to(Door.CONSOLE, Permission.INSPECT)
@section.arguments(OwnIn, location="query")
@section.response(200, PresentOut)
def present(said: dict[str, Any], number: str, window: str) -> dict[str, Any]:
    """此刻在这个窗口值班的人 Who is on duty at that window now"""
    del said
    hall = console_hall()
    the_round(number)
    place = window_numbered(hall.id, window)
    here = on_duty_at(hall.id, place.id, clock.now())
    unit = department_id_of(hall.id, place.department_code)
    people = people_to_choose(hall.id, unit)
    return {"present": [number for row_id, number, _ in people if row_id in here]}


@section.route("/inspections/<number>/looks", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, Permission.INSPECT)
@known_first(the_round)
@section.arguments(OwnIn, location="query")
@section.arguments(LookIn)
@section.response(201, LookedOut)
def look(asked: dict[str, Any], said: dict[str, Any], number: str) -> Response:
    """这个窗口正常；再按一次是同一次 A window is as it should be; again is the same"""
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _look(number, said))


@section.route("/inspections/<number>/close", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, Permission.INSPECT)
@known_first(the_round)
@section.arguments(OwnIn, location="query")
@section.arguments(CloseIn)
@section.response(200, RoundOut)
def close(asked: dict[str, Any], said: dict[str, Any], number: str) -> Response:
    """结束巡查；没看的窗口不计入 The round is over; windows not seen do not count"""
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _close(number, said))


def refused(error: StepNotAllowed) -> StepNotAllowed:
    """The refusal in words: which act, and why not now."""
    act = error.data["step"]
    return StepRefused(step=_say(f"act_{act}"), reason=_say(f"act_{act}_why_not"))


def _start(form: RoundForm) -> Response:
    number = start_round(console_hall(), form, by=console_actor(), now=clock.now())
    return answered({"number": number}, 201)


def _look(number: str, said: dict[str, Any]) -> Response:
    form = NormalForm(said["window"], said["seen_at"])
    try:
        press_normal(console_hall(), number, form, by=console_actor(), now=clock.now())
    except StepNotAllowed as error:
        raise refused(error) from error
    return answered({"window": form.window}, 201)


def _close(number: str, said: dict[str, Any]) -> Response:
    hall = console_hall()
    try:
        close_round(hall, number, said["notes"], by=console_actor(), now=clock.now())
    except StepNotAllowed as error:
        raise refused(error) from error
    return answered(RoundOut().dump(vars(round_numbered(hall.id, number))))


def _item(one: Choosable) -> dict[str, Any]:
    told = {"code": one.code, "text": one.text, "category": one.category}
    return {**told, "points": _points(one.points), "is_range": one.range is not None}


def _points(points: Fraction | PointRange | None) -> str:
    if points is None:
        return ""
    if isinstance(points, PointRange):
        return _say("points_range", low=decimal(points.low), high=decimal(points.high))
    return _say("points", points=decimal(points))


def _words(members: Iterable[str], kind: str) -> list[dict[str, str]]:
    return [{"value": str(one), "text": _say(f"{kind}_{one}")} for one in members]


def _say(code: str, **data: str) -> str:
    return say(f"inspections.{code}", language(), **data)
