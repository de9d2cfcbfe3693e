"""What does the server hand a window's tablet ahead, so that it can take a rating without network?

Sealed by ``qr.seals``. The moment is the server's; the tablet adds how long it waited since.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qr.seals import Keys, fields, seal, texts, unseal
from qr.tickets import NONCE_BYTES

SLIP = "slip/v1"
MOMENT_BYTES = 6

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Slip:
    """One rating that a tablet may take. ``issued_at`` has a zone, kept to the millisecond."""

    hall: str
    window_code: str
    issued_at: datetime
    nonce: bytes


def sign_slip(slip: Slip, keys: Keys) -> str:
    """The slip as URL-safe characters. Texts over 255 bytes raise ValueError."""
    moment = ((slip.issued_at - _EPOCH) // _MILLISECOND).to_bytes(MOMENT_BYTES)
    return seal(SLIP, moment + slip.nonce + fields(slip.hall, slip.window_code), keys)


def read_slip(text: str, keys: Keys) -> Slip:
    """The slip that was signed. Raises TicketForged for any other text."""
    body = unseal(SLIP, text, keys)
    moment, rest = body[:MOMENT_BYTES], body[MOMENT_BYTES:]
    hall, window_code = texts(rest[NONCE_BYTES:])
    issued_at = _EPOCH + int.from_bytes(moment) * _MILLISECOND
    return Slip(hall, window_code, issued_at, rest[:NONCE_BYTES])
