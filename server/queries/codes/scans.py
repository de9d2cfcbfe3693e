"""What does opening a window's code prove, and how does the form carry that until it is sent?

Both entrances ask this, so that a page and the API judge a scan alike. Nothing is stored.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from qr import receipts, screens, tickets
from qr.seals import Keys
from server.errors import ChuangpingError, TicketUnreadable
from server.queries.codes.scanned import ScannedWindow
from server.rules.ratings.form import Scan
from server.rules.ratings.levels import Lane
from server.rules.visit import check_ticket
from server.settings import Settings

KEY_ID = 1  # which key; a change of keys adds a second one


@dataclass(frozen=True)
class Shown:
    """What the opened address holds beside the code: a screen's code, a queue system's link."""

    rotating_code: str = ""
    visit_link: str = ""


def fresh_scan(place: ScannedWindow, shown: Shown, settings: Settings, *, now: datetime) -> Scan:
    """A new scan: verified by a visit link, present by a live screen code, else printed.

    A link proves its visit for two hours, and the visit's moment is when it was issued. What is
    not valid, or no longer, proves nothing and is no error: the poster's code stands beside it.
    """
    nonce = secrets.token_bytes(tickets.NONCE_BYTES)
    link = _valid_link(place, shown.visit_link, settings, now)
    if link is not None:
        return Scan(place.code, link.issued_at, nonce, Lane.VERIFIED, visit=link.visit_number)
    step = screens.live_step(shown.rotating_code, screen_key(place, settings), moment=now)
    lane = Lane.PRINTED if step is None else Lane.PRESENT
    return Scan(place.code, now, nonce, lane, step=step)


def ticket_of(scan: Scan, hall_code: str, settings: Settings) -> str:
    """The signed text that carries the scan in a form."""
    ticket = tickets.Ticket(
        hall=hall_code,
        window_code=scan.code,
        scanned_at=scan.scanned_at,
        nonce=scan.nonce,
        lane=scan.lane,
        visit=scan.visit,
        step=scan.step,
        opened_at=scan.opened_at,
    )
    return tickets.sign(ticket, ticket_keys(settings))


def scan_of(ticket: str, settings: Settings, *, code: str | None = None) -> Scan:
    """The scan that a form carries. Raises TicketUnreadable, also for another window's code."""
    read = tickets.read(ticket, ticket_keys(settings))
    if code not in {None, read.window_code}:
        raise TicketUnreadable
    return Scan(
        code=read.window_code,
        scanned_at=read.scanned_at,
        nonce=read.nonce,
        lane=Lane(read.lane),
        visit=read.visit,
        step=read.step,
        opened_at=read.opened_at,
    )


def ticket_keys(settings: Settings) -> Keys:
    """The keys of everything that is signed: tickets, visit links, views."""
    return {KEY_ID: settings.key("ticket")}


def screen_key(place: ScannedWindow, settings: Settings) -> bytes:
    """The key of the window's rotating code."""
    return screens.window_key(settings.key("screen"), hall=place.hall.code, window_code=place.code)


def receipt_of(nonce: bytes, settings: Settings) -> str:
    """The receipt of the rating that the form with that nonce gives; the same for a repeat."""
    return receipts.receipt(nonce, settings.key("receipt"))


def case_code_of(nonce: bytes, settings: Settings) -> str:
    """The secret code of the case that the form with that nonce opens; the same for a repeat."""
    return receipts.receipt(nonce, settings.key("case-code"))


def _valid_link(
    place: ScannedWindow, text: str, settings: Settings, now: datetime
) -> tickets.VisitLink | None:
    if not text:
        return None
    try:
        link = tickets.read_visit(text, ticket_keys(settings))
        check_ticket(link.issued_at, now)
    except ChuangpingError:
        return None
    is_ours = (link.hall, link.window_code) == (place.hall.code, place.code)
    return link if is_ours else None
