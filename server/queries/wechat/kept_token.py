"""With which token is WeChat called?"""

from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag

from server.db import session
from server.envelope import unseal
from server.models.wechat import WechatToken


@dataclass(frozen=True)
class KeptToken:
    """The token that WeChat gave last, and until when it is good."""

    value: str
    expires_at: datetime


def kept_token(appid: str, keys: tuple[bytes, ...]) -> KeptToken | None:
    """What is kept for that mini-program; None where nothing is, or none of the keys opens it."""
    row = session.get(WechatToken, appid)
    if row is None:
        return None
    try:
        value = unseal(row.sealed, keys, context=token_context(appid))
    except InvalidTag:
        return None  # WeChat gives the same one again to whoever asks
    return KeptToken(value, row.expires_at)


def token_context(appid: str) -> str:
    """What a sealed token is bound to: its row."""
    return f"wechat_token.sealed|{appid}"
