"""What do the signed slips say that a form, a queue system and a thank-you page carry?

Sealed by ``qr.seals``; each kind has its own purpose. Whether a slip is too old, the rules say.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qr.seals import Keys, fields, seal, texts, unseal

NONCE_BYTES = 16
MOMENT_BYTES = 6

TICKET = "ticket/v1"
VISIT = "visit/v1"
VIEW = "view/v1"

NEITHER = (None, None)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Ticket:
    """What a rating form carries: one scan of one window's code.

    ``scanned_at`` has a zone and is kept to the millisecond, in UTC; ``nonce`` has 16 bytes of
    chance and makes the scan one; ``lane`` is the lane of proof; ``visit`` is the visit number
    of the queue system when the lane is the verified one; ``step`` is the step of the rotating
    code when the lane is that of a screen; ``opened_at`` is when a renewed form was first opened.
    """

    hall: str
    window_code: str
    scanned_at: datetime
    nonce: bytes
    lane: str
    visit: str | None = None
    step: int | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True)
class VisitLink:
    """What a queue system gives a citizen after a service: proof of one visit at one window."""

    hall: str
    window_code: str
    visit_number: str
    issued_at: datetime


@dataclass(frozen=True)
class View:
    """What the address of a thank-you page carries: whose page it is and until when it opens."""

    nonce: bytes
    expires_at: datetime


def sign(ticket: Ticket, keys: Keys) -> str:
    """The ticket as about 100 URL-safe characters. Texts over 255 bytes raise ValueError."""
    body = _stamp(ticket.scanned_at) + _whole(ticket.nonce)
    step = "" if ticket.step is None else str(ticket.step)
    named = fields(ticket.hall, ticket.window_code, ticket.lane, step, *_seldom(ticket))
    return seal(TICKET, body + named, keys)


def read(text: str, keys: Keys) -> Ticket:
    """The ticket that was signed, scanned_at in UTC. Raises TicketForged for any other text."""
    scanned_at, rest = _unstamped(unseal(TICKET, text, keys))
    hall, window_code, lane, step, *seldom = texts(rest[NONCE_BYTES:])
    visit, opened = (*seldom, *NEITHER)[:2]
    return Ticket(
        hall=hall,
        window_code=window_code,
        scanned_at=scanned_at,
        nonce=rest[:NONCE_BYTES],
        lane=lane,
        visit=visit or None if opened else visit,
        step=int(step) if step else None,
        opened_at=_EPOCH + int(opened) * _MILLISECOND if opened else None,
    )


def sign_visit(link: VisitLink, keys: Keys) -> str:
    """The visit link's text for an address. Texts over 255 bytes raise ValueError."""
    names = fields(link.hall, link.window_code, link.visit_number)
    return seal(VISIT, _stamp(link.issued_at) + names, keys)


def read_visit(text: str, keys: Keys) -> VisitLink:
    """The visit link that was signed, issued_at in UTC. Raises TicketForged for any other text."""
    issued_at, rest = _unstamped(unseal(VISIT, text, keys))
    hall, window_code, visit_number = texts(rest)
    return VisitLink(hall, window_code, visit_number, issued_at)


def sign_view(view: View, keys: Keys) -> str:
    """The view token, about 52 URL-safe characters."""
    return seal(VIEW, _stamp(view.expires_at) + _whole(view.nonce), keys)


def read_view(text: str, keys: Keys) -> View:
    """The view that was signed, expires_at in UTC. Raises TicketForged for any other text."""
    expires_at, nonce = _unstamped(unseal(VIEW, text, keys))
    return View(nonce, expires_at)


def _seldom(ticket: Ticket) -> tuple[str, ...]:
    """What few tickets have: a visit, and when they were first opened; that one is never alone."""
    if ticket.opened_at is not None:
        opened = (ticket.opened_at - _EPOCH) // _MILLISECOND
        return (ticket.visit or "", str(opened))
    return () if ticket.visit is None else (ticket.visit,)


def _whole(nonce: bytes) -> bytes:
    if len(nonce) != NONCE_BYTES:
        msg = f"a nonce has {NONCE_BYTES} bytes, not {len(nonce)}"
        raise ValueError(msg)
    return nonce


def _stamp(moment: datetime) -> bytes:
    """A moment as milliseconds since 1970; one without a zone raises TypeError."""
    return ((moment - _EPOCH) // _MILLISECOND).to_bytes(MOMENT_BYTES)


def _unstamped(body: bytes) -> tuple[datetime, bytes]:
    milliseconds = int.from_bytes(body[:MOMENT_BYTES])
    return _EPOCH + milliseconds * _MILLISECOND, body[MOMENT_BYTES:]
