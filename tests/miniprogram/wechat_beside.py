"""Which WeChat stands behind the tests? A stand-in that the server and the phone both ask."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

from wechat.account import Account


@dataclass
class Beside:
    """A WeChat that gives login codes for the openid it is told, and remembers consents."""

    account: Account = field(
        default_factory=lambda: Account(appid="wx0123456789abcdef", secret="0123456789abcdef" * 2)
    )
    codes: dict[str, str] = field(default_factory=dict)
    consents: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """What an installation is told, so that it asks here."""
        return {
            "WECHAT_APPID": self.account.appid,
            "WECHAT_SECRET": self.account.secret,
            "WECHAT_API_URL": self.url,
        }

    def answer(self, path: str, asked: dict[str, Any]) -> dict[str, Any]:
        """What is answered to a question."""
        match path:
            case "/standin/login_code":
                code = secrets.token_hex(16)
                self.codes[code] = asked["openid"]
                return {"code": code}
            case "/standin/accept":
                self.consents.append(asked)
                return {}
            case "/sns/jscode2session":
                openid = self.codes.pop(asked["js_code"], "")
                return {"openid": openid} if openid else {"errcode": 40029, "errmsg": "invalid"}
            case "/cgi-bin/stable_token":
                return {"access_token": "a token", "expires_in": 7200}
            case _:
                return {"errcode": 0, "errmsg": "ok"}


@contextmanager
def wechat_beside() -> Iterator[Beside]:
    """A stand-in that answers until the end."""
    beside = Beside()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: said[0] for name, said in parse_qs(urlparse(self.path).query).items()}
            self.say(asked)

        def do_POST(self) -> None:
            self.say(json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}"))

        def say(self, asked: dict[str, Any]) -> None:
            body = json.dumps(beside.answer(urlparse(self.path).path, asked)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    beside.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield beside
    finally:
        server.shutdown()
        server.server_close()
