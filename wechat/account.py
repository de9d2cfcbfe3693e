"""Which mini-program are we, and by what do WeChat and we know each other?"""

import re
from dataclasses import dataclass, field

BASE_URL = "https://api.weixin.qq.com"

# What each part looks like; the first sign that a value was copied by half, or from elsewhere.
SHAPES = {
    "appid": re.compile(r"wx[0-9a-f]{16}"),
    "secret": re.compile(r"[0-9a-f]{32}"),
    "callback_token": re.compile(r"[0-9A-Za-z]{3,32}"),
    "aes_key": re.compile(r"[0-9A-Za-z]{43}"),
    "env_version": re.compile("release|trial|develop"),
}
MAY_BE_LEFT_OUT = frozenset({"callback_token", "aes_key"})


@dataclass(frozen=True)
class Account:
    """A mini-program as its console shows it.

    ``callback_token`` and ``aes_key`` stand under 消息推送; without them no event is heard.
    ``base_url`` is another address only where a relay or the stand-in answers. ``env_version``
    is which edition codes and messages open: ``release``, ``trial`` or ``develop``.
    """

    appid: str
    secret: str = field(repr=False)
    callback_token: str = field(default="", repr=False)
    aes_key: str = field(default="", repr=False)
    base_url: str = BASE_URL
    ca_file: str = ""
    env_version: str = "release"

    @property
    def hears_events(self) -> bool:
        """Whether callbacks can be told from forgeries here."""
        return bool(self.callback_token and self.aes_key)


def misshapen(account: Account) -> tuple[str, ...]:
    """The names of the parts that cannot be right, whatever WeChat says to them."""
    return tuple(
        name
        for name, shape in SHAPES.items()
        if not shape.fullmatch(getattr(account, name))
        and not (name in MAY_BE_LEFT_OUT and not getattr(account, name))
    )
