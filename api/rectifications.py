"""Somebody of a department reads one rectification order, and answers it with photos."""

from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.fields import Several, Words
from api.inspection_shapes import RectificationOut
from api.known_first import known_first
from api.photo_references import LONGEST_REFERENCE
from api.repeats import PARAMETER, once
from api.section import Section
from api.shape import Shape
from api.staff_photos import photos_of_form, picture
from api.staff_shapes import OwnIn
from api.wire import answered
from server import clock
from server.actions.inspections.take_order_step import take_order_step
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.inspections.orders import (
    FoundOrder,
    TakenStep,
    order_numbered,
    photo_of_order,
)
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import OrderState
from server.rules.inspections.orders import LONGEST_WORDS, OrderForm, OrderStepName
from server.rules.months import day_of
from server.rules.ratings.form import MOST_PHOTOS

ANSWERS = Permission.ANSWER_RECTIFICATION
ONE = "/staff/me/rectifications/<number>"
JPEG = "image/jpeg"

section = Section("rectifications", "催办单：本部门的一件 Orders to one's department")


class OrderStepOut(Schema):
    """催办单的一步 One step of an order"""

    step = fields.Enum(OrderStepName, by_value=True, required=True)
    day = fields.Date(required=True)
    by = fields.String(required=True)
    due_on = fields.Date(required=True)
    words = fields.String(required=True)
    photos = fields.List(
        fields.String(), required=True, metadata={"description": "照片的名字，取照片时用"}
    )


class OneRectificationOut(RectificationOut):
    """一张催办单和它的每一步 One order with its steps"""

    round = fields.String(required=True, metadata={"description": "哪次巡查，没有为空"})
    may_answer = fields.Boolean(required=True)
    steps = fields.List(fields.Nested(OrderStepOut), required=True)


class RectificationAnswerIn(Shape):
    """整改情况 What was put right"""

    words = Words(most=LONGEST_WORDS, least=1, required=True)
    photos = Several(
        Words(most=LONGEST_REFERENCE),
        most=MOST_PHOTOS,
        load_default=list,
        metadata={"description": "先用 POST /staff/me/photos 上传"},
    )


def _own(number: str) -> FoundOrder:
    """The order, of one's own departments. Raises Unknown."""
    hall = console_hall()
    return order_numbered(hall.id, number, console_actor().departments(ANSWERS, hall.id))


@section.route(ONE)
@open_to(Door.CONSOLE, ANSWERS)
@section.arguments(OwnIn, location="query")
@section.response(200, OneRectificationOut)
def rectification(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一张催办单 One order to one's department, with its steps"""
    del said
    return _told(_own(number))


@section.route(f"{ONE}/answer", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, ANSWERS)
@known_first(_own)
@section.arguments(OwnIn, location="query")
@section.arguments(RectificationAnswerIn)
@section.response(201, OneRectificationOut)
def answer(asked: dict[str, Any], said: dict[str, Any], number: str) -> Response:
    """答复催办单 Say what was put right

    复查由督查人员进行。已经答复的，要等复查不通过才能再答复。
    """
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _answer(number, said))


@section.route(f"{ONE}/photos/<name>")
@open_to(Door.CONSOLE, ANSWERS)
@section.arguments(OwnIn, location="query")
@section.response(200, {"type": "string", "format": "binary"}, content_type=JPEG)
def photo(said: dict[str, Any], number: str, name: str) -> Response:
    """催办单里的一张照片 One photo of an order"""
    del said
    hall = console_hall()
    own = console_actor().departments(ANSWERS, hall.id)
    return picture(photo_of_order(hall.id, number, name, own))


def _answer(number: str, said: dict[str, Any]) -> Response:
    form = OrderForm(said["words"], OrderStepName.ANSWER, photos=photos_of_form(said["photos"]))
    take_order_step(console_hall(), number, form, by=console_actor(), now=clock.now())
    return answered(OneRectificationOut().dump(_told(_own(number))), 201)


def _told(order: FoundOrder) -> dict[str, Any]:
    return {
        **vars(order),
        "may_answer": order.state is OrderState.ISSUED,
        "steps": [_step(one) for one in order.steps],
    }


def _step(one: TakenStep) -> dict[str, Any]:
    return {
        "step": one.name,
        "day": day_of(one.taken_at, console_hall().zone),
        "by": one.taken_by,
        "due_on": one.due_on,
        "words": one.words,
        "photos": one.photos,
    }
