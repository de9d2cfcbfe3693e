"""Which phone is this, and whose? What it shows was sealed here, and is stored nowhere.

A token holds what WeChat calls the phone's owner, and when it was given out. Whose phone it is,
the database is asked each time: letting a phone go ends every token of it at once.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from flask import request

from server import clock
from server.envelope import seal, unseal
from server.errors import SignInNeeded
from server.gate.wired import wiring
from server.queries.wechat.phones import FoundPhone, phone_keys, phone_of
from server.rules.accounts.phones import is_in_force

PURPOSE = CONTEXT = "wechat/session"
# Version, nonce and tag of the envelope alone take 29 bytes; an openid has 28 letters.
LEAST_BYTES, MOST_LETTERS = 30, 400


def shows_token() -> bool:
    """Whether the request shows a bearer token at all, whoever gave it out."""
    shown = request.authorization
    return shown is not None and shown.type == "bearer"


def token_for(openid: str, now: datetime) -> str:
    """What the phone of that openid shows from now on, for two hours."""
    words = f"{int(now.timestamp())} {openid}"
    sealed = seal(words, wiring().settings.key(PURPOSE), context=CONTEXT)
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def phone_openid() -> str | None:
    """What WeChat calls whoever holds the phone that asks.

    None where the request shows no token, or one that is over, forged, or somebody else's: on a
    route for citizens that is no reason to refuse anything. Never written down as it is.
    """
    shown = request.authorization
    if shown is None or shown.type != "bearer" or not shown.token:
        return None
    words = _opened(shown.token) if len(shown.token) <= MOST_LETTERS else None
    if words is None:
        return None
    issued_at, _, openid = words.partition(" ")
    moment = datetime.fromtimestamp(int(issued_at), UTC)
    return openid if is_in_force(moment, clock.now()) else None


def shown_openid() -> str:
    """The same where a phone must have signed in (Door.PHONE). Raises SignInNeeded."""
    openid = phone_openid()
    if openid is None:
        raise SignInNeeded
    return openid


def found_phone() -> FoundPhone:
    """The bound phone that asks, with its person.

    Raises SignInNeeded where it is nobody's, or nobody's who has anything to do on a phone.
    """
    found = phone_of(shown_openid(), phone_keys(wiring().settings), clock.now())
    if found is None or not found.actor.grants:
        raise SignInNeeded
    return found


def _opened(token: str) -> str | None:
    """The words of a token; None where no key of ours sealed them, for this purpose."""
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):  # letters of no alphabet, or half a byte
        return None
    if len(sealed) < LEAST_BYTES:
        return None
    try:
        return unseal(sealed, wiring().settings.keys(PURPOSE), context=CONTEXT)
    except InvalidTag:
        return None
