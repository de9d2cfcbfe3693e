"""Who opened the mini-program, and by which number? WeChat says it, by a code of the phone."""

from collections.abc import Callable

from server.errors import ChuangpingError
from server.gate.wired import wiring
from server.rules.accounts.refusals import PhoneNumberAway, PhoneSignInAway
from wechat.errors import AccountBlocked, CodeUnusable, TooFrequent, WechatError

# What the phone's owner can do something about; the rest is between WeChat and the operator.
OF_THE_PHONE = (CodeUnusable, AccountBlocked, TooFrequent)


def openid_behind(code: str) -> str:
    """What WeChat calls the owner of the phone to which it gave that code.

    Raises CodeUnusable, AccountBlocked, TooFrequent, and PhoneSignInAway for whatever else keeps
    WeChat from telling: who wants to rate is told to go on without signing in.
    """
    wechat = wiring().wechat
    if wechat is None:
        raise PhoneSignInAway
    return _told(lambda: wechat.code_to_session(code).openid, PhoneSignInAway)


def number_behind(code: str) -> str:
    """The phone number that its owner agreed to hand over; it is stored nowhere.

    Raises CodeUnusable, TooFrequent, and PhoneNumberAway for whatever else keeps WeChat from
    telling: it can be typed.
    """
    wechat = wiring().wechat
    if wechat is None:
        raise PhoneNumberAway
    return _told(lambda: wechat.phone_number(code), PhoneNumberAway)


def _told(ask: Callable[[], str], otherwise: type[ChuangpingError]) -> str:
    try:
        return ask()
    except OF_THE_PHONE:
        raise
    except WechatError as error:
        raise otherwise from error
