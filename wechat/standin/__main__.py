"""``python -m wechat.standin --port 8199``: the stand-in alone, for a trial without WeChat."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace

from server import clock
from wechat.account import Account
from wechat.standin.server import standing_in
from wechat.standin.world import ACCOUNT


def main(wanted: Sequence[str] | None = None) -> None:
    """Answer until interrupted; first say what the program is to be set up with."""
    parser = argparse.ArgumentParser(prog="python -m wechat.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=8199)
    parser.add_argument("--callback", default="", help="where events go")
    parser.add_argument("--template", action="append", default=[], help="ID=thing1,date2")
    parser.add_argument("--settings", action="store_true", help="only say what to set up")
    chosen = parser.parse_args(wanted)
    if chosen.settings:
        url = f"http://127.0.0.1:{chosen.port}"
        sys.stdout.write(_settings(replace(ACCOUNT, base_url=url)))
        return
    stopped = threading.Event()
    for reason in (signal.SIGINT, signal.SIGTERM):
        signal.signal(reason, lambda *_: stopped.set())
    with standing_in(clock.now, port=chosen.port, pushes=True) as world:
        world.callback_url = chosen.callback
        for told in chosen.template:
            template_id, _, fields = told.partition("=")
            world.add_template(template_id, *fields.split(","))
        sys.stdout.write(_settings(world.account))
        sys.stdout.flush()
        stopped.wait()


def _settings(account: Account) -> str:
    told = {
        "WECHAT_APPID": account.appid,
        "WECHAT_SECRET": account.secret,
        "WECHAT_CALLBACK_TOKEN": account.callback_token,
        "WECHAT_AES_KEY": account.aes_key,
        "WECHAT_API_URL": account.base_url,
    }
    return "".join(f"{name}={value}\n" for name, value in told.items())


if __name__ == "__main__":
    main()
