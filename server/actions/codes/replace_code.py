"""The operator replaces a window's code: the old poster stops working at once."""

from datetime import datetime

from qr.codes import new_code
from server.actions.codes.revoking import revoke_valid
from server.db import transaction
from server.models.codes import WindowCode
from server.queries.registry.windows import window_numbered


def replace_code(hall_id: int, window_number: str, *, by: str, now: datetime) -> str:
    """The operator replaces a window's code; the new one. Raises UnknownWindow."""
    with transaction() as session:
        window = window_numbered(hall_id, window_number)
        revoke_valid(session, window.id, by=by, now=now)
        code = new_code()
        session.add(
            WindowCode(code=code, hall_id=hall_id, window_id=window.id, issued_at=now, issued_by=by)
        )
        return code
