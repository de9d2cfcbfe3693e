"""Somebody was asked on a window's tablet and did not rate."""

from datetime import datetime
from hashlib import sha256

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.models.kiosk import NotRated
from server.queries.codes.scanned import ScannedWindow
from server.rules.months import day_of


def note_not_rated(place: ScannedWindow, nonce: bytes, *, asked_at: datetime) -> None:
    """Count that nobody rated, on the day of asking; told again it is once."""
    with transaction() as session:
        connection = session.connection()
        row = insert_into(connection, table_of(NotRated)).values(
            hall_id=place.hall.id,
            nonce_hash=sha256(nonce).digest(),
            window_id=place.window_id,
            day=day_of(asked_at, place.hall.zone),
        )
        connection.execute(row.on_conflict_do_nothing())
