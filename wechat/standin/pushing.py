"""How do events reach the callback address? Sealed, signed, and up to three times more."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from wechat.callback import sealed, signature
from wechat.standin.world import StandIn

SECONDS = 5
TRIES = 4  # the first, and three times more
HEARD = frozenset({"success", ""})
NOT_FETCHED = -1008


@dataclass(frozen=True)
class Delivery:
    """One try to deliver one event: the status, 0 where nobody answered; was it heard?"""

    event: dict[str, Any]
    status: int
    is_heard: bool


def check_address(world: StandIn, echostr: str = "5927782489442352469") -> bool:
    """What WeChat's console does when the callback address is saved: is the echo right?"""
    stamp = {"timestamp": str(int(world.clock().timestamp())), "nonce": world.made("nonce")[:10]}
    token = world.account.callback_token
    query = {**stamp, "signature": signature(token, *stamp.values()), "echostr": echostr}
    status, said = _ask("GET", urlsplit(world.callback_url), query)
    return (status, said) == (200, echostr)


def push(world: StandIn) -> list[Delivery]:
    """Deliver what waits; each try. What is not heard in the end is lost, as with WeChat."""
    deliveries: list[Delivery] = []
    while world.waiting:
        deliveries.extend(_delivered(world, world.waiting.pop(0)))
    return deliveries


def _delivered(world: StandIn, event: dict[str, Any]) -> Iterator[Delivery]:
    told = _judged(world, event)
    for _ in range(TRIES):
        query, body = sealed(told, world.account, world.clock())
        status, said = _ask("POST", urlsplit(world.callback_url), query, body)
        is_heard = status == http.HTTPStatus.OK and said.strip() in HEARD
        yield Delivery(told, status, is_heard)
        if is_heard:
            return


def _judged(world: StandIn, event: dict[str, Any]) -> dict[str, Any]:
    """A picture that could not be fetched was not judged."""
    url = event.pop("media_url", "")
    if url and world.fetches and _ask("GET", urlsplit(url), {})[0] != http.HTTPStatus.OK:
        return {**event, "errcode": NOT_FETCHED, "errmsg": "invalid media_url", "result": {}}
    return {**event, "errcode": 0, "errmsg": "ok"} if url else event


def _ask(
    method: str, place: SplitResult, query: dict[str, str], body: bytes | None = None
) -> tuple[int, str]:
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=SECONDS)
    told = "&".join(part for part in (place.query, urlencode(query)) if part)
    path = f"{place.path or '/'}?{told}" if told else place.path or "/"
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()
