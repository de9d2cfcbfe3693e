"""The operator lets a device at a window become its screen."""

from datetime import datetime, timedelta
from hashlib import sha256

from qr.codes import new_code
from server.actions.audit.record import record
from server.db import transaction
from server.ids import new_id
from server.models.codes import Screen
from server.queries.registry.windows import window_numbered
from server.rules.accounts.roles import Actor, name_of

PAIRING_LIFE = timedelta(minutes=10)


def issue_pairing(hall_id: int, window_number: str, *, by: Actor | str, now: datetime) -> str:
    """The operator gets a code that makes one device the window's screen, within ten minutes.

    Only its SHA-256 is kept. Raises UnknownWindow.
    """
    code = new_code()
    with transaction() as session:
        window = window_numbered(hall_id, window_number)
        session.add(
            Screen(
                id=new_id(now.date()),
                hall_id=hall_id,
                window_id=window.id,
                pairing_hash=sha256(code.encode()).digest(),
                pairing_until=now + PAIRING_LIFE,
                issued_by=name_of(by),
            )
        )
        record(session, hall_id, by, "screen_offered", window.number, now=now)
    return code
