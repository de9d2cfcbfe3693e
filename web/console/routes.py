"""Which blueprint do the console's pages hang on, and what do all of them know?"""

import secrets
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import HTTPException

from server import clock
from server.errors import ChuangpingError
from server.gate import (
    SIGNED_IN,
    Door,
    asked_hall,
    console_actor,
    console_hall,
    console_halls,
    console_sign_in,
    language,
    open_to,
)
from server.queries.overview.badges import badges
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Permission
from server.rules.months import day_of
from server.texts import is_known, say
from web.compression import compressed
from web.console import answers, navigation, words
from web.console.errors import refuse, turn_away
from web.layout import KEPT_IN_LINKS
from web.public import figures

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
NONCE_BYTES = 16
NOT_KEPT = ("done", "sent")

office = Blueprint("office", __name__, template_folder=str(TEMPLATES))
office.after_request(compressed)
office.register_error_handler(ChuangpingError, refuse)
office.record(lambda setup: setup.app.register_error_handler(HTTPException, turn_away))


@office.get("/console/style.css")
@open_to(Door.PUBLIC)
def style() -> Response:
    """The look of all console pages, the page to sign in included."""
    return answers.sheet()


@office.get("/console/")
@open_to(Door.CONSOLE, SIGNED_IN)
def start() -> Response:
    """On to where the person's day begins."""
    return answers.see_other(at(navigation.beginning(console_actor(), console_hall().id)))


@office.app_context_processor
def shared() -> dict[str, Any]:
    """What every console template can use beside what all pages can."""
    if not request.path.startswith(navigation.START):
        return {}
    lang = language()
    return {
        "actor": console_actor() if is_signed_in() else None,
        "hall": console_hall() if is_signed_in() else None,
        "other_halls": other_halls() if is_signed_in() else (),
        "title": console_sign_in().title if is_signed_in() else "",
        "sheet": answers.sheet_address,
        "navigation": places,
        "is_here": is_here,
        "may": may,
        "at": at,
        "turned": turned,
        "done": done,
        "fresh_nonce": partial(secrets.token_urlsafe, NONCE_BYTES),
        **figures.WRITTEN,
        **{name: partial(write, lang) for name, write in words.WRITTEN.items()},
    }


def is_signed_in() -> bool:
    """Whether the request comes from somebody whose sign-in is complete, in a hall of theirs."""
    return "sign_in" in g and g.sign_in.is_verified and asked_hall() is not None


def other_halls() -> tuple[Hall, ...]:
    """The person's halls but the one they work in now."""
    here = console_hall().id
    return tuple(hall for hall in console_halls() if hall.id != here)


def places() -> tuple[tuple[navigation.Entry, ...], ...]:
    """Where the person may go in this hall, with what waits there."""
    actor, hall = console_actor(), console_hall()
    waiting = badges(hall, actor, day_of(clock.now(), hall.zone))
    return navigation.open_places(actor, hall.id, waiting)


def may(permission: str) -> bool:
    """Whether the person holds that permission in this hall, in whatever part."""
    return console_actor().may(Permission(permission), console_hall().id)


def is_here(path: str) -> bool:
    """Whether the page is that place, or lies below it and below no nearer one of the navigation.

    Tabs and other places within a page go by themselves.
    """
    known = {entry.path for section in navigation.NAVIGATION for entry in section}
    here = [one for one in known if _is_at_or_below(one)]
    return path == max(here, key=len, default="") if path in known else _is_at_or_below(path)


def _is_at_or_below(path: str) -> bool:
    return request.path == path or request.path.startswith(f"{path.rstrip('/')}/")


def at(path: str, **values: Any) -> str:
    """The address of a console page, in the reader's language and hall, without empty values."""
    kept = {name: request.args[name] for name in KEPT_IN_LINKS if request.args.get(name)}
    return _address(path, kept | values)


def turned(**choice: Any) -> str:
    """This page's own address with another choice; an empty value is the usual one."""
    kept = {name: value for name, value in request.args.items() if name not in NOT_KEPT}
    return _address(request.path, kept | choice)


def done() -> str:
    """The sentence about what was just done, which the address names; '' for none."""
    code = f"done.{request.args.get('done', '')}"
    return say(code, language()) if is_known(code) else ""


def _address(path: str, values: dict[str, Any]) -> str:
    chosen = {name: value for name, value in values.items() if value not in {"", None}}
    return f"{path}?{urlencode(chosen)}" if chosen else path
