"""How does a test get an installation with a mini-program? WeChat's stand-in is behind it.

``standin`` keeps the test's time; ``settings_for(standin.account)`` are the settings that an
operator copies from WeChat's console.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from flask import Flask

from server import clock as real_clock
from server.gate import Wiring
from tests.house.installation import Clock
from wechat.account import Account
from wechat.standin import StandIn, standing_in


def settings_for(account: Account, **more: str) -> Mapping[str, str]:
    """What the operator of that mini-program sets; ``more`` beside or instead of it."""
    return {
        "WECHAT_APPID": account.appid,
        "WECHAT_SECRET": account.secret,
        "WECHAT_CALLBACK_TOKEN": account.callback_token,
        "WECHAT_AES_KEY": account.aes_key,
        "WECHAT_API_URL": account.base_url,
        **more,
    }


def set_up(app: Flask, wechat: Mapping[str, str]) -> None:
    """The installation has these settings of WeChat from now on."""
    before: Wiring = app.extensions["chuangping"]
    settings = replace(before.settings, wechat=wechat)
    app.extensions["chuangping"] = Wiring(settings, before.photo_store)


@pytest.fixture
def standin(clock: Clock) -> Iterator[StandIn]:
    """A WeChat that never was, at the test's time."""
    del clock
    with standing_in(real_clock.now) as standin:
        yield standin


@pytest.fixture
def mini_program(app: Flask, standin: StandIn) -> StandIn:
    """The test's program has a mini-program, and this is its WeChat."""
    set_up(app, settings_for(standin.account))
    return standin
