"""Who speaks to the stand-in in these tests, and what they say."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from wechat.client import MemoryStore, SubscribeMessage, TokenStore, Wechat
from wechat.standin import HandClock, StandIn

OPENID, TEMPLATE = "o-person", "template-1"
DATA = {"thing1": "您的意见已答复", "date2": "2026年11月2日"}
MESSAGE = SubscribeMessage(OPENID, TEMPLATE, DATA)
PICTURE = "https://pingjia.example.gov.cn/p/1"


def client_of(standin: StandIn, store: TokenStore | None = None, **account: str) -> Wechat:
    """A client of the stand-in, perhaps with parts of its account set wrong."""
    wrong = replace(standin.account, **account)
    return Wechat(wrong, store or MemoryStore(), standin.clock, pause=lambda _: None)


def hand_clock(standin: StandIn) -> HandClock:
    """The clock of the stand-in, to be moved."""
    return cast(HandClock, standin.clock)


def log_in(wechat: Wechat, standin: StandIn) -> str:
    """A person opens the mini-program."""
    return wechat.code_to_session(standin.login_code(OPENID)).openid


def send(wechat: Wechat, _: StandIn) -> str:
    """A message to somebody."""
    return wechat.send_subscribe(MESSAGE)


def image(wechat: Wechat, _: StandIn) -> bytes:
    """A code image."""
    return wechat.code_image("7Q2K9F", "pages/rate/rate")


def text(wechat: Wechat, _: StandIn) -> object:
    """A text is checked."""
    return wechat.check_text("服务很好", openid=OPENID)


def picture(wechat: Wechat, _: StandIn) -> str:
    """A picture is checked."""
    return wechat.check_picture(PICTURE, openid=OPENID)


def phone(wechat: Wechat, standin: StandIn) -> str:
    """A person shows a number."""
    return wechat.phone_number(standin.phone_code(OPENID, "13800138000"))


def agreed_message(wechat: Wechat, standin: StandIn) -> str:
    """A message to somebody who agreed to it."""
    standin.accept(OPENID, TEMPLATE)
    return wechat.send_subscribe(MESSAGE)


Deed = Callable[[Wechat, StandIn], object]
ADDRESSES: dict[str, Deed] = {
    "/sns/jscode2session": log_in,
    "/wxa/getwxacodeunlimit": image,
    "/cgi-bin/message/subscribe/send": agreed_message,
    "/wxa/msg_sec_check": text,
    "/wxa/media_check_async": picture,
    "/wxa/business/getuserphonenumber": phone,
}
