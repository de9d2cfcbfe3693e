"""The door that all entrances share: what is wired in, who may enter, what an error answers."""

from collections.abc import Callable
from typing import cast

from flask import Flask, Response, abort, g, request

from server.gate import console
from server.gate.console import (
    asked_hall,
    console_actor,
    console_hall,
    console_halls,
    console_sign_in,
    console_title,
)
from server.gate.doors import (
    PASSWORD_SHOWN,
    SIGNED_IN,
    Door,
    Need,
    Standing,
    door_of,
    need_of,
    open_to,
)
from server.gate.headers import csp_nonce, set_headers
from server.gate.origin import bearer_hash, client_address, comes_from_us, is_safe, language
from server.gate.phones import phone_openid, shown_openid, token_for
from server.gate.statuses import STATUS, status_of
from server.gate.wired import Wiring, asked_view, is_https, wiring
from server.queries.operations.tokens import hall_of_token, name_of_token

__all__ = [
    "PASSWORD_SHOWN",
    "SIGNED_IN",
    "STATUS",
    "Door",
    "Need",
    "Standing",
    "Wiring",
    "asked_hall",
    "caller_hall",
    "caller_name",
    "client_address",
    "console_actor",
    "console_hall",
    "console_halls",
    "console_sign_in",
    "console_title",
    "csp_nonce",
    "door_of",
    "guard",
    "is_https",
    "language",
    "need_of",
    "open_to",
    "phone_openid",
    "shown_openid",
    "status_of",
    "token_for",
    "wiring",
]


def caller_hall() -> int:
    """The hall that the request's access token belongs to (only behind Door.SYSTEM)."""
    return cast(int, g.caller_hall)


def caller_name() -> str:
    """Under which name the operator let the calling system in (only behind Door.SYSTEM)."""
    return name_of_token(bearer_hash())


def guard(app: Flask) -> None:
    """Hang the doors and the headers of every answer."""
    app.before_request(_check_door)
    app.after_request(set_headers)


def _check_door() -> Response | None:
    view = asked_view()
    if view is None:
        return None
    door = Door.PUBLIC if request.endpoint == "static" else door_of(view)
    if door is None:
        abort(403)
    if door is Door.CONSOLE:
        return console.enter(need_of(view) or abort(403))
    CHECKS.get(door, _check_origin)()
    return None


def _check_system() -> None:
    g.caller_hall = hall_of_token(bearer_hash()) or abort(401)


def _check_origin() -> None:
    if not is_safe() and not comes_from_us():
        abort(403)


# A token is added by whoever calls, never by a browser: where the request comes from says nothing.
CHECKS: dict[Door, Callable[[], object]] = {Door.SYSTEM: _check_system, Door.PHONE: shown_openid}
