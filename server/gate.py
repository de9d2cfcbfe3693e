"""The door that all entrances share: what is wired in, who may enter, what an error answers."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request

from photos.errors import WorkshopClosed
from photos.store import PhotoStore, PhotoStoreFull
from server import errors
from server.queries.operations.tokens import hall_of_token, name_of_token
from server.settings import Settings
from server.texts import DEFAULT_LANGUAGE, LANGUAGES

View = TypeVar("View", bound=Callable[..., object])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
YEAR_SECONDS = 365 * 24 * 60 * 60

STATUS: dict[type[errors.ChuangpingError], int] = {
    errors.Unknown: 404,
    errors.CodeRevoked: 410,
    errors.FormProblems: 422,
    errors.TicketExpired: 410,
    errors.TicketUnreadable: 400,
    errors.AlreadyRated: 409,
    errors.SecondRatingClosed: 409,
    errors.KeyReused: 409,
    errors.MonthNotOver: 409,
    errors.MonthBeforeHall: 409,
    errors.MonthNotSealed: 409,
    errors.StepNotAllowed: 409,
    errors.SamePerson: 403,
    errors.NotAMonth: 422,
    errors.SettingRefused: 422,
    errors.SealBroken: 500,
    errors.DatabaseOutdated: 503,
    errors.DatabaseUnreachable: 503,
    errors.DatabaseFull: 507,
    errors.PairingRefused: 422,
    PhotoStoreFull: 507,
    WorkshopClosed: 503,
}

# On every answer, also on errors and static files.
PROTECTION = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ("Strict-Transport-Security", f"max-age={YEAR_SECONDS}; includeSubDomains"),
)


class Door(Enum):
    """Who may come in by a route."""

    CITIZEN = "anyone, and nothing is remembered of who it was"
    PUBLIC = "anyone"
    SCREEN = "a paired screen of a hall"
    SYSTEM = "another system with an access token"
    OPERATIONS = "the operator's monitoring; closed to the outside by the proxy"


@dataclass(frozen=True)
class Wiring:
    """What the entrances are handed: settings and the stores of the workshops."""

    settings: Settings
    photo_store: PhotoStore


def wiring() -> Wiring:
    """The wiring of the running app."""
    return cast(Wiring, current_app.extensions["chuangping"])


def open_to(door: Door) -> Callable[[View], View]:
    """Declares who may come in by the route below; a route without a door stays shut."""

    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]  # functions carry attributes, types do not say so
        return view

    return mark


def door_of(view: object) -> Door | None:
    """The declared door of a view function (of its class, or of its method, where it has one)."""
    handler = getattr(view, "view_class", view)
    method = getattr(handler, request.method.lower(), None)
    return (
        getattr(view, "door", None)
        or getattr(method, "door", None)
        or getattr(handler, "door", None)
    )


def status_of(error: errors.ChuangpingError) -> int:
    """The HTTP status of a domain error: that of its nearest class in the table, else 500."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def language() -> str:
    """The reader's language: ?lang=, else the browser's, else Chinese."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT_LANGUAGE


def csp_nonce() -> str:
    """The nonce that lets this answer's own inline style pass; fresh for each request."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast(str, g.csp_nonce)


def caller_hall() -> int:
    """The hall that the request's access token belongs to (only behind Door.SYSTEM)."""
    return cast(int, g.caller_hall)


def caller_name() -> str:
    """Under which name the operator let the calling system in (only behind Door.SYSTEM)."""
    return name_of_token(_bearer_hash())


def guard(app: Flask) -> None:
    """Hang the doors and the headers of every answer."""
    app.before_request(_check_door)
    app.after_request(_set_headers)


def _check_door() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    door = Door.PUBLIC if request.endpoint == "static" else door_of(view)
    if door is None:
        abort(403)
    if door is Door.SYSTEM:
        g.caller_hall = hall_of_token(_bearer_hash()) or abort(401)
    elif request.method not in SAFE_METHODS and not _comes_from_us():
        abort(403)


def _bearer_hash() -> bytes:
    return sha256(
        (request.authorization.token or "").encode() if request.authorization else b""
    ).digest()


def _comes_from_us() -> bool:
    """Whether a browser sent this from one of our pages (Fetch Metadata, else Origin).

    A client that is no browser sends neither and is let through: it has no one's session.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin in {None, "null"} or urlsplit(origin or "").netloc == request.host


def _set_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("Cache-Control", "no-store")
    headers.extend(PROTECTION)
    return response


def _policy() -> str:
    return (
        "default-src 'none'; img-src 'self' data:; "
        f"style-src 'self' 'nonce-{csp_nonce()}'; script-src 'self'; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
