"""What are the entrances handed? The one reader of Flask's current app."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from photos.store import PhotoStore
from server.gate.mini_program import wechat_of
from server.settings import Settings
from wechat.client import Wechat

NEEDED_FOR_WECHAT = frozenset({"WECHAT_APPID", "WECHAT_SECRET"})


@dataclass(frozen=True)
class Wiring:
    """What the entrances are handed: settings and the stores of the workshops."""

    settings: Settings
    photo_store: PhotoStore

    @property
    def has_wechat(self) -> bool:
        """Whether this installation has a mini-program; everything works without."""
        return self.settings.wechat.keys() >= NEEDED_FOR_WECHAT

    @cached_property
    def wechat(self) -> Wechat | None:
        """Who speaks to WeChat, where there is a mini-program."""
        return wechat_of(self.settings) if self.has_wechat else None


def wiring() -> Wiring:
    """The wiring of the running app."""
    return cast(Wiring, current_app.extensions["chuangping"])


def is_https() -> bool:
    """Whether this installation is reached over https; only a trial on one machine is not."""
    return wiring().settings.public_url.startswith("https://")


def asked_view() -> Callable[..., object] | None:
    """The view function that the request leads to, None where the address leads nowhere."""
    return current_app.view_functions.get(request.endpoint or "")


def is_readable(path: str) -> bool:
    """Whether that address of this program is a page that can be fetched."""
    try:
        current_app.url_map.bind(request.host).match(path, method="GET")
    except HTTPException:
        return False
    return True
