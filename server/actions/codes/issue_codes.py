"""The operator gives every window without a code its first one."""

from datetime import datetime

from sqlalchemy import exists, select

from qr.codes import new_code
from server.db import transaction
from server.models.codes import WindowCode
from server.models.registry import Window


def issue_codes(hall_id: int, *, by: str, now: datetime) -> int:
    """The operator gives every open window without a valid code one; how many got one."""
    with transaction() as session:
        has_code = exists().where(
            WindowCode.window_id == Window.id, WindowCode.revoked_at.is_(None)
        )
        windows = session.scalars(
            select(Window.id).where(
                Window.hall_id == hall_id, Window.closed_on.is_(None), ~has_code
            )
        ).all()
        session.add_all(
            WindowCode(
                code=new_code(), hall_id=hall_id, window_id=window, issued_at=now, issued_by=by
            )
            for window in windows
        )
        return len(windows)
