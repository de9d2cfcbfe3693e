"""A phone signs in by WeChat, and is bound to the account of whoever works here."""

from typing import Any

from marshmallow import Schema, fields

from api.fields import Words
from api.section import Section
from api.shape import Shape
from server import clock
from server.actions.wechat.bind_phone import ShownCode, bind_phone
from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.sign_in_by_phone import sign_in_by_phone
from server.actions.wechat.unbind_own_phone import unbind_own_phone
from server.gate import Door, language, open_to, shown_openid, token_for, wiring
from server.gate.phone_login import number_behind, openid_behind
from server.queries.registry.halls import Hall, all_halls
from server.queries.wechat.phones import FoundPhone, phone_keys, phone_of
from server.rules.accounts.phones import PHONE_SIGN_IN_LIFE
from server.rules.accounts.refusals import PhoneNotBound
from server.rules.accounts.roles import Permission, Role

section = Section("wechat", "微信登录与绑定 Signing in by WeChat, and binding a phone")


class HallIn(Shape):
    """Which hall is meant."""

    hall = Words(most=32, load_default="", metadata={"description": "大厅代码，缺省为第一个"})


class LoginIn(Shape):
    """wx.login 给的一次性凭证 What wx.login gave"""

    code = Words(most=128, least=1, pattern="[0-9A-Za-z_-]{1,128}", required=True)


class NumberIn(Shape):
    """getPhoneNumber 按钮给的一次性凭证 What the button open-type=getPhoneNumber gave"""

    code = Words(most=128, least=1, pattern="[0-9A-Za-z_-]{1,128}", required=True)


class NumberOut(Schema):
    """本人同意提供的手机号 The number that its owner hands over"""

    number = fields.String(required=True)


class BindIn(Shape):
    """绑定码 What the console gave"""

    code = Words(
        most=32, least=1, required=True, metadata={"description": "10 位绑定码，可带空格和连字符"}
    )


class PhoneHallOut(Schema):
    """大厅 A hall"""

    code = fields.String(required=True)
    name = fields.String(required=True)


class PhonePersonOut(Schema):
    """绑定的本单位人员 Who the phone stands for, in the hall that was asked for"""

    title = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    permissions = fields.List(fields.String(), required=True)
    hall = fields.Nested(PhoneHallOut, required=True)
    halls = fields.List(fields.Nested(PhoneHallOut), required=True)
    staff = fields.Boolean(required=True, metadata={"description": "本人在窗口工作"})


class PhoneOut(Schema):
    """这部手机是谁的 Whose phone this is"""

    person = fields.Nested(
        PhonePersonOut, required=True, allow_none=True, metadata={"description": "未绑定时为空"}
    )


class SignedInOut(PhoneOut):
    """登录结果 A phone that is signed in"""

    token = fields.String(required=True)
    expires_in = fields.Integer(required=True, metadata={"description": "秒"})


@section.route("/wechat/login", methods=["POST"])
@open_to(Door.CITIZEN)
@section.arguments(LoginIn)
@section.response(200, SignedInOut)
def login(said: dict[str, Any]) -> dict[str, Any]:
    """小程序登录 Sign a phone in with the code of wx.login

    令牌 2 小时内有效，不保存在任何地方；到期后再调用 wx.login。
    暂时不能登录时回答 503，评价和投诉照常可用，不需要登录。
    """
    openid = openid_behind(said["code"])
    found = _bound(openid)
    if found is not None:
        sign_in_by_phone(found.actor, now=clock.now())
    return _signed_in(openid, found)


@section.route("/wechat/bind", methods=["POST"])
@open_to(Door.PHONE)
@section.arguments(BindIn)
@section.response(200, SignedInOut)
@section.alt_response(429, "TOO_MANY_REQUESTS")
def bind(said: dict[str, Any]) -> dict[str, Any]:
    """绑定本人账号 Bind the phone to the account of a binding code

    绑定码由控制台给出，72 小时内用一次。账号原来绑定的手机同时解除。
    """
    openid, settings = shown_openid(), wiring().settings
    shown = ShownCode(said["code"], openid, settings.keys(PURPOSE), phone_keys(settings))
    bind_phone(shown, now=clock.now())
    return _signed_in(openid, _bound(openid))


@section.route("/wechat/number", methods=["POST"])
@open_to(Door.PHONE)
@section.arguments(NumberIn)
@section.response(200, NumberOut)
def number(said: dict[str, Any]) -> dict[str, Any]:
    """本人的手机号，填进联系方式 The phone's own number, to be put into a form

    本人在微信里点了同意才有；这里不保存，随表单提交才成为联系方式。取不到时请手工填写。
    """
    return {"number": number_behind(said["code"])}


@section.route("/wechat/me")
@open_to(Door.PHONE)
@section.arguments(HallIn, location="query")
@section.response(200, PhoneOut)
def me(said: dict[str, Any]) -> dict[str, Any]:
    """这部手机绑定了谁 Whose phone this is"""
    return {"person": _person(_bound(shown_openid()), said["hall"])}


@section.route("/wechat/bind", methods=["DELETE"])
@open_to(Door.PHONE)
@section.response(200, PhoneOut)
def unbind() -> dict[str, Any]:
    """解除绑定，立即生效 Let the phone go, at once and everywhere"""
    found = _bound(shown_openid())
    if found is None:
        raise PhoneNotBound
    unbind_own_phone(found.actor, now=clock.now())
    return {"person": None}


def _signed_in(openid: str, found: FoundPhone | None) -> dict[str, Any]:
    return {
        "token": token_for(openid, clock.now()),
        "expires_in": int(PHONE_SIGN_IN_LIFE.total_seconds()),
        "person": _person(found),
    }


def _bound(openid: str) -> FoundPhone | None:
    return phone_of(openid, phone_keys(wiring().settings), clock.now())


def _person(found: FoundPhone | None, wanted: str = "") -> dict[str, Any] | None:
    """The person in the hall of that code, else in the first of theirs; None for nobody."""
    if found is None or not found.actor.grants:
        return None
    actor, own = found.actor, found.actor.halls()
    halls = [hall for hall in all_halls() if own is None or hall.id in own]
    here = next((hall for hall in halls if hall.code == wanted), halls[0] if halls else None)
    if here is None:
        return None
    held = {grant.role for grant in actor.grants if grant.hall_id in {None, here.id}}
    return {
        "title": found.title,
        "roles": [role for role in Role if role in held],
        "permissions": [one for one in Permission if actor.may(one, here.id)],
        "hall": _hall(here),
        "halls": [_hall(hall) for hall in halls],
        "staff": actor.staff_id is not None,
    }


def _hall(hall: Hall) -> dict[str, str]:
    return {"code": hall.code, "name": hall.title(language())}
