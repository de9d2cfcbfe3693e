"""The operator takes a window's code out of use and gives it no other."""

from datetime import datetime

from server.actions.codes.revoking import revoke_valid
from server.db import transaction
from server.queries.registry.windows import window_numbered


def revoke_code(hall_id: int, window_number: str, *, by: str, now: datetime) -> int:
    """The operator takes a window's code out of use; how many codes that were.

    Raises UnknownWindow.
    """
    with transaction() as session:
        window = window_numbered(hall_id, window_number)
        return revoke_valid(session, window.id, by=by, now=now)
