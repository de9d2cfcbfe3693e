"""Rectification orders: which are there, and an inspector checks again what was put right."""

from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.finding_shown import what
from api.inspection_forms import OrderStepIn, OrderTakenOut, WordOut
from api.inspection_shapes import PageIn, RectificationOut, RectificationsOut
from api.known_first import known_first
from api.refusals import StepRefused
from api.repeats import PARAMETER, once
from api.section import Section
from api.staff_photos import JPEG, photos_of_form, picture
from api.staff_shapes import OwnIn
from api.wire import answered
from server import clock
from server.actions.inspections.take_order_step import take_order_step
from server.errors import StepNotAllowed
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.inspections.findings import findings_of_order
from server.queries.inspections.orders import (
    FoundOrder,
    TakenStep,
    order_numbered,
    order_row,
    orders_page,
    photo_of_order,
)
from server.queries.inspections.rounds import Departments
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import TERM_SETTINGS, OrderState, Term
from server.rules.inspections.orders import (
    OrderForm,
    OrderMoved,
    OrderStep,
    OrderStepName,
    overdue_days,
    possible_steps,
)
from server.rules.months import day_of
from server.texts import say
from server.texts.days import day_and_time

section = Section("orders", "催办单：复查 Rectification orders: checked again")


class OrderLineOut(Schema):
    """办过的一步 A step that was taken"""

    when = fields.String(required=True, metadata={"description": "写给人看的日期和时间"})
    title = fields.String(required=True)
    by = fields.String(required=True)
    due_on = fields.Date(required=True)
    words = fields.String(required=True)
    photos = fields.List(fields.String(), required=True)


class OrderFormOut(Schema):
    """现在能办的一步 A step that is possible now"""

    step = fields.Enum(OrderStepName, by_value=True, required=True)
    title = fields.String(required=True)
    why = fields.String(required=True)
    words_label = fields.String(required=True)
    needs_words = fields.Boolean(required=True)
    terms = fields.List(fields.Nested(WordOut), required=True, metadata={"description": "空为不选"})
    takes_photos = fields.Boolean(required=True)


class OneOrderOut(RectificationOut):
    """一张催办单的全部 One order whole"""

    state_title = fields.String(required=True)
    round = fields.String(required=True)
    late_days = fields.Integer(required=True, metadata={"description": "已超期的工作日"})
    found = fields.List(fields.String(), required=True)
    steps = fields.List(fields.Nested(OrderLineOut), required=True)
    next_steps = fields.List(fields.Nested(OrderFormOut), required=True)


def _the_order(number: str) -> None:
    """Raises Unknown for an order that is not there."""
    order_row(console_hall().id, number)


@section.route("/inspections/orders")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(PageIn, location="query")
@section.response(200, RectificationsOut)
def orders(said: dict[str, Any]) -> dict[str, Any]:
    """催办单，没办完的在前 Orders, those still open first"""
    found, has_more = orders_page(console_hall().id, _departments(), page=said["page"])
    listed = [vars(one) for one in found]
    return {"rectifications": listed, "page": said["page"], "has_more": has_more}


@section.route("/inspections/orders/<number>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(OwnIn, location="query")
@section.response(200, OneOrderOut)
def order(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一张催办单：要求、经过、现在能办的 One order whole"""
    del said
    return _whole(order_numbered(console_hall().id, number, _departments()))


@section.route("/inspections/orders/<number>/steps", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, Permission.INSPECT)
@known_first(_the_order)
@section.arguments(OwnIn, location="query")
@section.arguments(OrderStepIn)
@section.response(201, OrderTakenOut)
def order_step(asked: dict[str, Any], said: dict[str, Any], number: str) -> Response:
    """复查通过、不通过，或撤销 Checked again: passed or not; or cancelled"""
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _take(number, said))


@section.route("/inspections/orders/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(OwnIn, location="query")
@section.response(200, {"type": "string", "format": "binary"}, content_type=JPEG)
def order_photo(said: dict[str, Any], number: str, name: str) -> Response:
    """一张照片 One photo of an answer or a re-check"""
    del said
    return picture(photo_of_order(console_hall().id, number, name, _departments()))


def _departments() -> Departments:
    return console_actor().departments(Permission.SEE_INSPECTIONS, console_hall().id)


def _take(number: str, said: dict[str, Any]) -> Response:
    hall = console_hall()
    form = OrderForm(said["words"], said["step"], said["term"], photos_of_form(said["photos"]))
    try:
        take_order_step(hall, number, form, by=console_actor(), now=clock.now())
    except OrderMoved:
        raise
    except StepNotAllowed as error:
        step = _say(f"step_{said['step']}")
        raise StepRefused(step=step, reason=_say("order_not_now")) from error
    found = order_numbered(hall.id, number)
    title = _say(f"order_{found.state}")
    return answered({"number": number, "state": found.state, "state_title": title}, 201)


def _whole(found: FoundOrder) -> dict[str, Any]:
    hall = console_hall()
    about = findings_of_order(hall.id, order_row(hall.id, found.number).id)
    inspects = console_actor().may(Permission.INSPECT, hall.id)
    held = [Permission.INSPECT] if inspects else []
    return {
        **vars(found),
        "state_title": _say(f"order_{found.state}"),
        "late_days": _late(found),
        "found": [f"{one.window} {what(one)}" for one in about],
        "steps": [_line(one) for one in found.steps],
        "next_steps": [_form(step) for step in possible_steps(found.state, held)],
    }


def _late(found: FoundOrder) -> int:
    if found.state is not OrderState.ISSUED:
        return 0
    hall = console_hall()
    calendar = hall_facts(hall.id, hall.registry_version).calendar
    return overdue_days(found.due_on, day_of(clock.now(), hall.zone), calendar)


def _line(one: TakenStep) -> dict[str, Any]:
    return {
        **vars(one),
        "when": day_and_time(one.taken_at.astimezone(console_hall().zone), language()),
        "title": _say(f"taken_{one.name}"),
        "by": one.taken_by,
    }


def _form(step: OrderStep) -> dict[str, Any]:
    return {
        "step": step.name,
        "title": _say(f"step_{step.name}"),
        "why": _say(f"step_why_{step.name}"),
        "words_label": _say(f"step_words_{step.name}"),
        "needs_words": step.needs_words,
        "terms": [_term(term) for term in Term] if step.begins_term else [],
        "takes_photos": step.may_hold_photos,
    }


def _term(term: Term) -> dict[str, str]:
    hall = console_hall()
    facts = hall_facts(hall.id, hall.registry_version)
    days = int(facts.setting(TERM_SETTINGS[term], day_of(clock.now(), hall.zone)))
    return {"value": term, "text": _say("term_days", days=days)}


def _say(code: str, **data: str | int) -> str:
    return say(f"inspections.{code}", language(), **data)
