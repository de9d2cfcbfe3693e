"""WeChat tells us something: it is kept and answered at once, and dealt with by the worker."""

from flask import Blueprint, Flask, Response, abort, request

from api.errors import answer_on
from server import clock
from server.actions.wechat.keep_event import keep_event
from server.gate import Door, open_to, wiring
from server.queries.wechat.events import KEEPING
from wechat.account import Account
from wechat.callback import echo, event_key, opened

MOST_BYTES = 64 * 1024  # WeChat's events have one or two thousand
HEARD = "success"

routes = Blueprint("wechat_callback", __name__)
answer_on(routes)


@routes.get("/wechat/callback")
@open_to(Door.PUBLIC)
def check_address() -> Response:
    """What WeChat asks when the address is entered in its console: the echo, where we know it."""
    return _told(echo(request.args, _account(), clock.now()))


@routes.post("/wechat/callback")
@open_to(Door.PUBLIC)
def hear() -> Response:
    """Keep the event once and say so; a forged, old or foreign one is refused, and not kept.

    WeChat waits five seconds and then tells it again, so nothing is worked on here.
    """
    account, now = _account(), clock.now()
    request.max_content_length = MOST_BYTES
    event = opened(request.args, request.get_data(), account, now)
    keep_event(event_key(event), event, key=wiring().settings.key(KEEPING), now=now)
    return _told(HEARD)


def register(app: Flask) -> None:
    """Give the app the address that WeChat calls."""
    app.register_blueprint(routes)


def _account() -> Account:
    """The mini-program of this installation; without one, or without a token, no such address."""
    wechat = wiring().wechat
    if wechat is None or not wechat.account.hears_events:
        abort(404)
    return wechat.account


def _told(words: str) -> Response:
    return Response(words, mimetype="text/plain")
