"""The operator ends every screen of a window."""

from datetime import datetime

from sqlalchemy import update

from server.db import transaction
from server.models.codes import Screen
from server.queries.registry.windows import window_numbered


def revoke_screens(hall_id: int, window_number: str, *, now: datetime) -> int:
    """The operator ends every screen and open pairing of a window; how many there were.

    Raises UnknownWindow.
    """
    with transaction() as session:
        window = window_numbered(hall_id, window_number)
        ended = session.connection().execute(
            update(Screen)
            .where(Screen.window_id == window.id, Screen.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        return ended.rowcount
