"""Who opened the mini-program? WeChat says it, by the code that it gave the phone."""

from server.gate.wired import wiring
from server.rules.accounts.refusals import PhoneSignInAway
from wechat.client import Wechat
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
    return _asked(wechat, code)


def _asked(wechat: Wechat, code: str) -> str:
    try:
        return wechat.code_to_session(code).openid
    except OF_THE_PHONE:
        raise
    except WechatError as error:
        raise PhoneSignInAway from error
