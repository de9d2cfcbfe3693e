"""The operator gives every window that never had a code its first one."""

from datetime import datetime

from sqlalchemy import exists, select

from qr.codes import new_code
from server.actions.audit.record import record
from server.db import transaction
from server.models.codes import WindowCode
from server.models.registry import Window
from server.rules.accounts.roles import Actor, name_of


def issue_codes(hall_id: int, *, by: Actor | str, now: datetime) -> int:
    """The operator gives every open window that never had a code one; how many got one.

    A window whose code was revoked keeps none until the operator replaces it.
    """
    with transaction() as session:
        had_code = exists().where(WindowCode.window_id == Window.id)
        windows = session.scalars(
            select(Window.id).where(
                Window.hall_id == hall_id, Window.closed_on.is_(None), ~had_code
            )
        ).all()
        session.add_all(
            WindowCode(
                code=new_code(),
                hall_id=hall_id,
                window_id=window,
                issued_at=now,
                issued_by=name_of(by),
            )
            for window in windows
        )
        if windows:
            record(session, hall_id, by, "codes_issued", facts={"codes": len(windows)}, now=now)
        return len(windows)
