"""What does a phone do that no server sees? Asked over HTTP by what stands in for the phone."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from wechat.standin.world import StandIn

Wish = Mapping[str, Any]
Answer = dict[str, Any]


def _login_code(world: StandIn, wish: Wish) -> Answer:
    """wx.login."""
    return {"code": world.login_code(str(wish["openid"]), str(wish.get("unionid", "")))}


def _phone_code(world: StandIn, wish: Wish) -> Answer:
    """The button open-type=getPhoneNumber."""
    return {"code": world.phone_code(str(wish["openid"]), str(wish["phone"]))}


def _accept(world: StandIn, wish: Wish) -> Answer:
    """wx.requestSubscribeMessage, for one template; unknown to the mini-program it is 20001."""
    template_id, answer = str(wish["template_id"]), str(wish.get("answer", "accept"))
    if template_id not in world.templates:
        return {"errCode": 20001, "errMsg": "requestSubscribeMessage:fail No template data"}
    world.accept(str(wish["openid"]), template_id, answer)
    return {"errMsg": "requestSubscribeMessage:ok", template_id: answer}


def _template(world: StandIn, wish: Wish) -> Answer:
    """A template is chosen in WeChat's console."""
    is_long_term = bool(wish.get("is_long_term"))
    world.add_template(str(wish["id"]), *map(str, wish["fields"]), is_long_term=is_long_term)
    return {}


def _callback(world: StandIn, wish: Wish) -> Answer:
    """The callback address is set in WeChat's console."""
    world.callback_url = str(wish["url"])
    return {}


def _sent(world: StandIn, _: Wish) -> Answer:
    """What arrived on phones."""
    return {"sent": [asdict(one) for one in world.sent]}


HARNESS: Mapping[str, Callable[[StandIn, Wish], Answer]] = {
    "/standin/login_code": _login_code,
    "/standin/phone_code": _phone_code,
    "/standin/accept": _accept,
    "/standin/template": _template,
    "/standin/callback": _callback,
    "/standin/sent": _sent,
}
