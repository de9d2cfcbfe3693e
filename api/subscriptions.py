"""Which messages of WeChat's may a phone ask for, and which does it accept?"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.case_shapes import CaseIn
from api.fields import Choice, Flaw, Words, said
from api.repeats import PARAMETER, once
from api.section import Section
from api.shape import Shape
from api.staff_shapes import OwnIn
from api.wire import answered
from qr.codes import normalise
from qr.receipts import receipt_hash
from server import clock
from server.actions.messages.follow_case import Follower, follow_case
from server.actions.messages.tell_consents import tell_consents
from server.actions.messages.unfollow_case import unfollow_case
from server.errors import SettingMissing
from server.gate import (
    SIGNED_IN,
    Door,
    console_actor,
    console_hall,
    language,
    open_to,
    shown_openid,
    wiring,
)
from server.packs.wechat_templates import chosen_here
from server.queries.cases.opening import hall_opened, number_opened_by
from server.queries.messages.consents import Holder, phone_of_account, remaining
from server.queries.messages.followers import SEALING
from server.queries.registry.halls import Hall
from server.rules.accounts.refusals import PhoneNotBound
from server.rules.cases.takers import Citizen
from server.rules.messages.templates import Chosen

STAFF, CITIZEN = "staff", "citizen"
LONGEST_ID, MOST_ANSWERS = 64, 10
ACCEPTED = frozenset({"accept", "acceptWithAudio", "acceptWithAlert"})
ANSWERS = {one: one for one in (*sorted(ACCEPTED), "reject", "ban", "filter")}

section = Section("subscriptions", "微信订阅消息 What a phone is told by WeChat")


class Results(fields.Dict):
    """What wx.requestSubscribeMessage answered, by the template's id."""

    default_error_messages = said(invalid="api.not_object")

    def __init__(self) -> None:
        super().__init__(
            keys=Words(most=LONGEST_ID, least=1),
            values=Choice(ANSWERS),
            required=True,
            metadata={
                "maxProperties": MOST_ANSWERS,
                "description": "模板编号 → 回答；不是本单位模板的编号略过",
            },
        )

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """The answers. Refuses more than a phone can have been asked for."""
        if isinstance(value, dict) and len(value) > MOST_ANSWERS:
            raise Flaw.of("api.too_many", most=MOST_ANSWERS)
        return super().deserialize(value, *args, **kwargs)


class TemplatesIn(Shape):
    """For whom."""

    audience = Choice(
        {STAFF: STAFF, CITIZEN: CITIZEN},
        data_key="for",
        required=True,
        metadata={"description": "staff 工作人员，citizen 办事人"},
    )


class TemplateOut(Schema):
    """一种消息 One kind of message"""

    name = fields.String(required=True)
    id = fields.String(required=True, metadata={"description": "微信的模板编号"})
    title = fields.String(required=True)


class SubscriptionOut(TemplateOut):
    """还接受几条 How many of them the phone still accepts"""

    remaining = fields.Integer(required=True)


class AnswersIn(Shape):
    """手机上的回答 What was answered on the phone"""

    results = Results()


class CaseAnswersIn(CaseIn):
    """手机上的回答，为哪一件 What was answered on the phone, for which case"""

    results = Results()


class UnfollowedOut(Schema):
    """不再通知 The phone hears of it no more"""

    erased = fields.Boolean(required=True, metadata={"description": "false：本来就没有保存"})


@section.route("/wechat/templates")
@open_to(Door.CITIZEN)
@section.arguments(TemplatesIn, location="query")
@section.response(200, TemplateOut(many=True))
def templates(said: dict[str, Any]) -> list[dict[str, Any]]:
    """可以订阅的消息 Which messages can be asked for

    没有设置模板时为空。一次最多问三个（微信的规定）。
    """
    return [_shown(one) for one in _offered(said["audience"])]


@section.route("/wechat/subscriptions")
@open_to(Door.CONSOLE, SIGNED_IN)
@section.arguments(OwnIn, location="query")
@section.response(200, SubscriptionOut(many=True))
def subscriptions(said: dict[str, Any]) -> list[dict[str, Any]]:
    """本人手机还接受几条 How many of each the phone accepts"""
    del said
    holder = phone_of_account(console_hall().id, console_actor().account_id)
    return _left(_offered(STAFF), remaining(holder) if holder else {})


@section.route("/wechat/subscriptions", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, SIGNED_IN)
@section.arguments(AnswersIn)
@section.response(200, SubscriptionOut(many=True))
def subscribe(said: dict[str, Any]) -> Response:
    """告知手机上接受了哪些 Tell what was accepted on the phone

    每接受一次，发一条（长期订阅的除外）。再发一次会再计一次，所以带上 `Idempotency-Key`。
    """
    hall = console_hall()
    holder = phone_of_account(hall.id, console_actor().account_id)
    if holder is None:
        raise PhoneNotBound
    return once(lambda: hall.id, request.get_data(), lambda: _subscribe(holder, said["results"]))


@section.route("/cases/subscribe", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.PHONE)
@section.arguments(CaseAnswersIn)
@section.response(200, SubscriptionOut(many=True))
def follow(said: dict[str, Any]) -> Response:
    """这件事有进展时在微信上告诉我 Have this phone hear of the case

    接受了才保存这部手机的微信标识：加密，只属于这一件，和联系方式一同删除。
    `results` 为空时只看还剩几条。
    """
    hall, number, citizen = _opened(said)
    openid = shown_openid()
    return once(
        lambda: hall.id,
        request.get_data() + openid.encode(),
        lambda: _follow(hall, number, citizen, (openid, said["results"])),
    )


@section.route("/cases/unsubscribe", methods=["POST"])
@open_to(Door.CITIZEN)
@section.arguments(CaseIn)
@section.response(200, UnfollowedOut)
def unfollow(said: dict[str, Any]) -> dict[str, bool]:
    """不再在微信上告诉我 Erase what WeChat calls the phone"""
    hall, number, citizen = _opened(said)
    return {"erased": unfollow_case(hall, number, citizen, now=clock.now())}


def _subscribe(holder: Holder, results: Mapping[str, str]) -> Response:
    offered = _offered(STAFF)
    tell_consents(holder, _accepted(offered, results), now=clock.now())
    return answered(_left(offered, remaining(holder)))


def _follow(
    hall: Hall, number: str, citizen: Citizen, told: tuple[str, Mapping[str, str]]
) -> Response:
    openid, results = told
    offered = _offered(CITIZEN)
    follower = Follower(openid, _accepted(offered, results), wiring().settings.keys(SEALING))
    case = follow_case(hall, number, citizen, follower, now=clock.now())
    return answered(_left(offered, remaining(case)))


def _opened(said: dict[str, Any]) -> tuple[Hall, str, Citizen]:
    """The case that number and secret open. Raises UnknownCase."""
    key = receipt_hash(said["secret_code"])
    number = normalise(said["number"]) or number_opened_by(key)
    return hall_opened(number, key), number, Citizen(key)


def _offered(audience: str) -> tuple[Chosen, ...]:
    """The templates for them; none while the setting cannot be read: that is the operator's."""
    try:
        chosen = chosen_here(wiring().settings)
    except SettingMissing:
        return ()
    is_citizen = audience == CITIZEN
    return tuple(one for one in chosen if one.template.topics(is_citizen=is_citizen))


def _accepted(offered: Iterable[Chosen], results: Mapping[str, str]) -> frozenset[str]:
    return frozenset(one.name for one in offered if results.get(one.id) in ACCEPTED)


def _left(offered: Iterable[Chosen], left: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{**_shown(one), "remaining": left.get(one.name, 0)} for one in offered]


def _shown(one: Chosen) -> dict[str, Any]:
    titles = one.template.titles
    return {"name": one.name, "id": one.id, "title": titles.get(language(), titles["zh"])}
