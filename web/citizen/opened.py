"""Which case has this browser opened with its secret, and for how long may it be seen?

The secret itself is typed once and kept nowhere. What the browser keeps for half an hour, in a
cookie that no page can read, is a sealed note of its SHA-256 (decision 0018).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Response, request

from qr.seals import TicketForged, seal, unseal
from server.gate import is_https, wiring
from server.queries.codes.scans import ticket_keys

PURPOSE = "case-view/v1"
LIFE = timedelta(minutes=30)
STAMP_BYTES, KEY_BYTES = 6, 32


@dataclass(frozen=True)
class Opened:
    """The case that was opened last, and the SHA-256 of the code or receipt that opened it."""

    number: str
    key: bytes


def opened(now: datetime) -> Opened | None:
    """What this browser has opened within the last half hour; None where it has nothing."""
    try:
        body = unseal(PURPOSE, request.cookies.get(cookie_name(), ""), _keys())
    except TicketForged:
        return None
    until = datetime.fromtimestamp(int.from_bytes(body[:STAMP_BYTES]), UTC)
    key, number = body[STAMP_BYTES:][:KEY_BYTES], body[STAMP_BYTES + KEY_BYTES :]
    return Opened(number.decode(), key) if now <= until else None


def keeping(response: Response, case: Opened, now: datetime) -> Response:
    """The answer, after which the case stays open for another half hour."""
    stamp = int((now + LIFE).timestamp()).to_bytes(STAMP_BYTES)
    token = seal(PURPOSE, stamp + case.key + case.number.encode(), _keys())
    return _with_cookie(response, token, LIFE)


def closing(response: Response) -> Response:
    """The answer, after which this browser has nothing open."""
    return _with_cookie(response, "", timedelta())


def cookie_name() -> str:
    """The name that lets a browser accept the cookie over https alone, where there is https."""
    return "__Host-case" if is_https() else "case"


def _with_cookie(response: Response, token: str, life: timedelta) -> Response:
    response.set_cookie(
        cookie_name(), token, max_age=life, secure=is_https(), httponly=True, samesite="Strict"
    )
    return response


def _keys() -> dict[int, bytes]:
    return dict(ticket_keys(wiring().settings))
