"""Calls of the stand-in as WeChat's pages write them, without our client between."""

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from wechat.standin import StandIn


def raw(
    standin: StandIn,
    path: str,
    wish: Mapping[str, Any] | bytes | None = None,
    query: Mapping[str, str] | None = None,
) -> Any:
    """The answer, as JSON where it is any. With a wish it is posted."""
    connection = http.client.HTTPConnection(urlsplit(standin.url).netloc, timeout=5)
    body = wish if isinstance(wish, bytes) or wish is None else json.dumps(wish).encode()
    told = f"{path}?{urlencode(query)}" if query else path
    connection.request("GET" if body is None else "POST", told, body)
    content = connection.getresponse().read()
    connection.close()
    return json.loads(content) if content.startswith(b"{") else content


def token_of(standin: StandIn, *, force: bool = False) -> str:
    """The stable token."""
    wish = {**credentials(standin), "grant_type": "client_credential", "force_refresh": force}
    return str(raw(standin, "/cgi-bin/stable_token", wish)["access_token"])


def ordinary_token_of(standin: StandIn) -> str:
    """A token of the older kind."""
    query = {**credentials(standin), "grant_type": "client_credential"}
    return str(raw(standin, "/cgi-bin/token", query=query)["access_token"])


def credentials(standin: StandIn) -> dict[str, str]:
    """Who we are."""
    return {"appid": standin.account.appid, "secret": standin.account.secret}


def log_in(standin: StandIn, code: str) -> int:
    """The code of the answer to a login code."""
    query = {**credentials(standin), "js_code": code, "grant_type": "authorization_code"}
    return errcode_of(raw(standin, "/sns/jscode2session", query=query))


def call(standin: StandIn, path: str, wish: Mapping[str, Any], token: str = "") -> int:
    """The code of an answer; with the stable token where none is named."""
    answer = raw(standin, path, wish, {"access_token": token or token_of(standin)})
    return errcode_of(answer)


def errcode_of(answer: Any) -> int:
    """0 where it was done; pictures have none."""
    return int(answer.get("errcode", 0)) if isinstance(answer, dict) else 0
