"""Who is at the console, in which hall, and may they do what the route asks for?"""

from datetime import timedelta
from hashlib import sha256
from typing import cast
from urllib.parse import urlencode

from flask import Response, abort, g, request

from server import clock
from server.actions.accounts.touch_sign_in import touch_sign_in
from server.actions.audit.record_refusal import record_refusal
from server.errors import FreshSignInNeeded, SignInNeeded
from server.gate.doors import PASSWORD_SHOWN, Need
from server.gate.origin import comes_from_us, is_of_api, is_safe
from server.gate.wired import is_https, wiring
from server.queries.accounts.sign_ins import FoundSignIn, sign_in_of
from server.queries.registry.halls import Hall, all_halls
from server.rules.accounts.roles import Actor
from server.rules.accounts.sign_ins import SEEN_EVERY, Life, Limits, is_fresh, life_of

LOGIN, SECOND, ENROL, FRESH, PASSWORD = (
    f"/console/{page}" for page in ("login", "second", "enrol", "fresh", "password")
)
SEE_OTHER, UNAUTHORIZED = 303, 401


def console_actor() -> Actor:
    """The signed-in person (only behind Door.CONSOLE)."""
    return console_sign_in().actor


def console_sign_in() -> FoundSignIn:
    """The person's sign-in (only behind Door.CONSOLE)."""
    return cast(FoundSignIn, g.sign_in)


def console_halls() -> tuple[Hall, ...]:
    """The halls in which the person holds any role, in the order of their codes."""
    if "console_halls" not in g:
        own = console_actor().halls()
        g.console_halls = tuple(hall for hall in all_halls() if own is None or hall.id in own)
    return cast(tuple[Hall, ...], g.console_halls)


def console_hall() -> Hall:
    """The hall the person works in: that of ``?hall=CODE``, else the first of theirs.

    A hall that is not theirs and one that does not exist are both 404.
    """
    wanted = request.args.get("hall", "")
    halls = [hall for hall in console_halls() if wanted in {"", hall.code}]
    return halls[0] if halls else abort(404)


def cookie_name() -> str:
    """The name that lets a browser accept the cookie over https alone, where there is https."""
    return "__Host-console" if is_https() else "console"


def token_hash() -> bytes:
    """The SHA-256 of the session token that the request's cookie holds."""
    return sha256(request.cookies.get(cookie_name(), "").encode()).digest()


def limits() -> Limits:
    """How long a sign-in lives here."""
    settings = wiring().settings
    return Limits(timedelta(seconds=settings.idle_seconds), timedelta(hours=settings.session_hours))


def enter(need: Need) -> Response | None:
    """Lets the person in (None), or the answer that sends them where they must go first.

    Who may not do what the route asks for is told what they would be told if it did not exist.
    """
    if not is_safe() and not comes_from_us():
        abort(403)
    now = clock.now()
    found = sign_in_of(token_hash())
    life = (
        life_of(found.times, is_ended=found.is_ended, limits=limits(), now=now)
        if found
        else Life.OVER
    )
    if found is None or life is not Life.ALIVE:
        return _send_to(LOGIN)
    g.sign_in = found
    if now - found.times.seen_at >= SEEN_EVERY:
        touch_sign_in(found.hash, now=now)
    return _check(need, found)


def _check(need: Need, found: FoundSignIn) -> Response | None:
    if need.standing is PASSWORD_SHOWN:
        return None
    if not found.is_verified:
        return _send_to(SECOND if found.has_second_factor else ENROL)
    if need.permissions and not _may(need, found.actor):
        _refuse(found.actor)
    if need.is_fresh and not is_fresh(found.times, clock.now()):
        return _send_to(FRESH)
    return None


def _may(need: Need, actor: Actor) -> bool:
    hall = console_hall()
    return any(actor.may(permission, hall.id) for permission in need.permissions)


def _refuse(actor: Actor) -> None:
    facts = {"method": request.method, "path": request.path[:120]}
    record_refusal(
        console_hall().id,
        actor,
        "route_refused",
        request.endpoint or "",
        facts=facts,
        now=clock.now(),
    )
    abort(404)


def _send_to(page: str) -> Response:
    """Sends the person to a page of the door; afterwards they come back to where they were."""
    if is_of_api():
        raise FreshSignInNeeded if page == FRESH else SignInNeeded
    here = request.full_path.rstrip("?") if is_safe() else "/console/"
    address = f"{page}?{urlencode({'next': here})}"
    if request.headers.get("HX-Request"):  # htmx would put the page into a part of this one
        return Response(status=UNAUTHORIZED, headers={"HX-Redirect": address})
    return Response(status=SEE_OTHER, headers={"Location": address})
