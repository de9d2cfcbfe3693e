"""The operator ends every screen of a window."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.db import transaction
from server.models.codes import Screen
from server.queries.registry.windows import window_numbered
from server.rules.accounts.roles import Actor


def revoke_screens(hall_id: int, window_number: str, *, by: Actor | str, now: datetime) -> int:
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
        facts = {"screens": ended.rowcount}
        record(session, hall_id, by, "screens_revoked", window.number, facts=facts, now=now)
        return ended.rowcount
