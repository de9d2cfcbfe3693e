"""A device at a window becomes its screen."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import update

from qr.codes import normalise
from server import errors
from server.db import transaction
from server.models.codes import Screen


def pair_screen(typed_code: str, *, device_token: str, now: datetime) -> None:
    """A device shows the pairing code and is the window's screen from now on, by its token.

    Works once for each code. Raises PairingRefused, without saying why.
    """
    code = normalise(typed_code)
    with transaction() as session:
        paired = session.connection().execute(
            update(Screen)
            .where(
                Screen.pairing_hash == sha256(code.encode()).digest(),
                Screen.pairing_until >= now,
                Screen.device_hash.is_(None),
                Screen.revoked_at.is_(None),
            )
            .values(device_hash=sha256(device_token.encode()).digest(), paired_at=now)
        )
        if paired.rowcount != 1:
            raise errors.PairingRefused
