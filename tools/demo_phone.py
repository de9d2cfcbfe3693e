"""How does the demo have a mini-program? WeChat's stand-in runs beside it, and the clerk's phone.

All goes the way it goes with WeChat: the phone signs in, is bound by a code of ours, accepts
messages, and WeChat tells our callback address of it. Only WeChat itself is not there.
"""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tools.children import Children
from tools.environment import ROOT

CLERK = "chuangkou"
PHONE = "oDemoPhoneOfTheClerk00000001"
ACCEPTS = 3
ANSWERS_WITHIN = 10.0
# What the templates tell, by the names of server/packs/wechat_templates.toml.
DAYS = {
    "case_accepted": "due_on",
    "case_answered": "day",
    "reminder": "due_on",
    "rating_batch": "until",
    "deduction": "day",
    "month_ready": "until",
    "rectification": "due_on",
    "notice": "day",
}
FIELDS = ("thing1", "date2", "thing3")


def phone_settings(python: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The settings of a mini-program behind the stand-in; none where a real one is given."""
    if given.get("WECHAT_APPID"):
        return {}
    told = _output(python, ["-m", "wechat.standin", "--settings", "--port", str(_free_port())])
    templates = {
        name: {"id": name, "fields": dict(zip(FIELDS, ("news", day, "hall"), strict=True))}
        for name, day in DAYS.items()
    }
    said = dict(line.split("=", 1) for line in told.splitlines())
    return {**said, "WECHAT_TEMPLATES": json.dumps(templates)}


def start_standin(python: Path, settings: Mapping[str, str], children: Children) -> None:
    """WeChat, for those who have set up none."""
    port = str(urlsplit(settings["WECHAT_API_URL"]).port)
    callback = f"http://127.0.0.1:{settings['PORT']}/wechat/callback"
    templates = [f"--template={name}={','.join(FIELDS)}" for name in DAYS]
    words = ["-m", "wechat.standin", "--port", port, "--callback", callback, *templates]
    children.start("WeChat stand-in", [python, *words])


def bind_the_clerk(python: Path, settings: dict[str, str]) -> None:
    """The clerk's phone is bound, and accepts some messages. Exits when it cannot be."""
    wechat = settings["WECHAT_API_URL"]
    try:
        _wait_for(wechat)
        bind(python, settings, CLERK, PHONE)
        for name in DAYS:
            for _ in range(ACCEPTS):
                _post(f"{wechat}/standin/accept", {"openid": PHONE, "template_id": name})
    except (URLError, ConnectionError) as error:
        sys.exit(f"The clerk's phone could not be bound: {error}")


def bind(python: Path, settings: dict[str, str], person: str, openid: str) -> None:
    """Bind somebody's phone as they would do it; one that is bound stays so."""
    wechat, here = settings["WECHAT_API_URL"], f"http://127.0.0.1:{settings['PORT']}"
    code = _post(f"{wechat}/standin/login_code", {"openid": openid})["code"]
    phone = _post(f"{here}/api/v1/wechat/login", {"code": code})
    if phone["person"] is None:
        invite = ["-m", "flask", "--app", "wsgi", "wechat", "invite", person, "--by", "demo"]
        code = _output(python, invite, settings).strip()
        _post(f"{here}/api/v1/wechat/bind", {"code": code}, token=phone["token"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(wechat: str) -> None:
    end = time.monotonic() + ANSWERS_WITHIN
    while True:
        try:
            _post(f"{wechat}/standin/sent", {})
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _post(url: str, said: Mapping[str, str], *, token: str = "") -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = Request(url, json.dumps(said).encode(), headers)  # noqa: S310  our own addresses
    with urlopen(request, timeout=10) as answer:  # noqa: S310  as above
        found: dict[str, Any] = json.loads(answer.read())
        return found


def _output(python: Path, words: list[str], settings: dict[str, str] | None = None) -> str:
    told = subprocess.run(
        [python, *words],
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if told.returncode:
        sys.exit(told.returncode)
    return told.stdout
