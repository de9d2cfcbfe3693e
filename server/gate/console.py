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
from server.gate.kept import keep_form, page_of_form
from server.gate.origin import comes_from_us, is_of_api, is_safe
from server.gate.phones import found_phone, shows_token
from server.gate.wired import is_https, wiring
from server.queries.accounts.sign_ins import FoundSignIn, sign_in_of
from server.queries.registry.halls import Hall, all_halls
from server.rules.accounts.passwords import is_expired
from server.rules.accounts.refusals import ConsoleNeeded
from server.rules.accounts.roles import Actor
from server.rules.accounts.sign_ins import SEEN_EVERY, Life, Limits, is_fresh, life_of

LOGIN, SECOND, ENROL, FRESH, PASSWORD = (
    f"/console/{page}" for page in ("login", "second", "enrol", "fresh", "password")
)
SEE_OTHER, UNAUTHORIZED = 303, 401
LONGEST_PATH = 120
# The sign-in of somebody at work was ended by somebody else's act; what they typed is theirs.
KEPT_AFTER = frozenset({"role"})


def console_actor() -> Actor:
    """The signed-in person, by cookie or by phone (only behind Door.CONSOLE)."""
    return cast(Actor, g.console_actor)


def console_sign_in() -> FoundSignIn:
    """The browser's sign-in (only behind Door.CONSOLE, and of no phone: only for pages)."""
    return cast(FoundSignIn, g.sign_in)


def console_title() -> str:
    """How the signed-in person is shown, by cookie or by phone (only behind Door.CONSOLE)."""
    return cast(str, g.console_title)


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
    return asked_hall() or abort(404)


def asked_hall() -> Hall | None:
    """The hall of ``console_hall``, None where that would be 404."""
    wanted = request.args.get("hall", "")
    return next((hall for hall in console_halls() if wanted in {"", hall.code}), None)


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
    A phone shows a token that no browser adds by itself, so that where the request comes from
    says nothing; a request with both cookie and token is the phone's.
    """
    if is_of_api() and shows_token():
        _enter_by_phone(need)
        return None
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
        return _send_to(LOGIN, found if _may_keep(found, life) else None)
    g.sign_in, g.console_actor, g.console_title = found, found.actor, found.title
    if now - found.times.seen_at >= SEEN_EVERY:
        touch_sign_in(found.hash, now=now)
    return _check(need, found)


def _enter_by_phone(need: Need) -> None:
    """Lets the bound person in, with what a phone may do. Raises SignInNeeded, ConsoleNeeded."""
    found = found_phone()
    g.console_actor, g.console_title = found.actor, found.title
    if need.permissions and not _may(need, found.actor):
        _refuse(found.actor)
    if not need.admits_phones:
        raise ConsoleNeeded


def _may_keep(found: FoundSignIn | None, life: Life) -> bool:
    """Whether what the old sign-in sends is its owner's: it ran out, or a role changed."""
    return found is not None and (life is Life.EXPIRED or found.why in KEPT_AFTER)


def _check(need: Need, found: FoundSignIn) -> Response | None:
    if need.standing is PASSWORD_SHOWN:
        return None
    if not found.is_verified:
        return _send_to(SECOND if found.has_second_factor else ENROL, found)
    if not need.permissions:
        return _send_to(FRESH, found) if _is_stale(need, found) else None
    if is_expired(found.password_set_at, days=wiring().settings.password_days, now=clock.now()):
        return _send_to(PASSWORD, found)
    if not _may(need, found.actor):
        _refuse(found.actor)
    return _send_to(FRESH, found) if _is_stale(need, found) else None


def _is_stale(need: Need, found: FoundSignIn) -> bool:
    return need.is_fresh and not is_fresh(found.times, clock.now())


def _may(need: Need, actor: Actor) -> bool:
    hall = console_hall()
    return any(actor.may(permission, hall.id) for permission in need.permissions)


def _refuse(actor: Actor) -> None:
    facts = {"method": request.method, "path": request.path[:LONGEST_PATH]}
    hall, place = console_hall().id, request.endpoint or ""
    record_refusal(hall, actor, "route_refused", place, facts=facts, now=clock.now())
    abort(404)


def _send_to(page: str, owner: FoundSignIn | None = None) -> Response:
    """Sends the person to a page of the door; afterwards they come back to where they were.

    What they were sending is kept for its owner, who finds it in the form again.
    """
    if is_of_api():
        raise FreshSignInNeeded if page == FRESH else SignInNeeded
    address = f"{page}?{urlencode({'next': _way_back(owner)})}"
    if request.headers.get("HX-Request"):  # htmx would put the page into a part of this one
        return Response(status=UNAUTHORIZED, headers={"HX-Redirect": address})
    return Response(status=SEE_OTHER, headers={"Location": address})


def _way_back(owner: FoundSignIn | None) -> str:
    if is_safe():
        return request.full_path.rstrip("?")
    return keep_form(owner.actor.account_id) if owner else page_of_form()
