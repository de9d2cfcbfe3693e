"""Which slips does a window's tablet get ahead, and what does one prove?"""

import secrets
from datetime import datetime

from qr.slips import Slip, read_slip, sign_slip
from qr.tickets import NONCE_BYTES
from server.errors import TicketUnreadable
from server.queries.codes.scanned import ScannedWindow
from server.queries.codes.scans import ticket_keys
from server.rules.kiosk import MOST_SLIPS
from server.settings import Settings


def fresh_slips(
    place: ScannedWindow, settings: Settings, *, has: int, now: datetime
) -> tuple[str, ...]:
    """So many slips that the tablet has MOST_SLIPS; nothing is stored."""
    keys = ticket_keys(settings)
    return tuple(
        sign_slip(Slip(place.hall.code, place.code, now, secrets.token_bytes(NONCE_BYTES)), keys)
        for _ in range(MOST_SLIPS - min(max(has, 0), MOST_SLIPS))
    )


def slip_of(text: str, place: ScannedWindow, settings: Settings) -> Slip:
    """The slip, if it was made for that window. Raises TicketUnreadable."""
    slip = read_slip(text, ticket_keys(settings))
    if (slip.hall, slip.window_code) != (place.hall.code, place.code):
        raise TicketUnreadable
    return slip
