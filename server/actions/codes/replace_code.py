"""The operator replaces a window's code: the old poster stops working at once."""

from datetime import datetime

from qr.codes import new_code
from server.actions.audit.record import record
from server.actions.codes.revoking import check_current, revoke_valid
from server.db import transaction
from server.models.codes import WindowCode
from server.queries.registry.windows import window_numbered
from server.rules.accounts.roles import Actor, name_of


def replace_code(
    hall_id: int,
    window_number: str,
    *,
    by: Actor | str,
    now: datetime,
    instead_of: str | None = None,
) -> str:
    """The operator replaces a window's code; the new one.

    ``instead_of`` is the code that the page showed ('' for none): whoever sends the same form
    again does not take the new poster out of use. Raises UnknownWindow, StepNotAllowed.
    """
    with transaction() as session:
        window = window_numbered(hall_id, window_number)
        check_current(window, instead_of)
        revoke_valid(session, window.id, by=name_of(by), now=now)
        code = new_code()
        session.add(
            WindowCode(
                code=code,
                hall_id=hall_id,
                window_id=window.id,
                issued_at=now,
                issued_by=name_of(by),
            )
        )
        record(session, hall_id, by, "code_replaced", window.number, now=now)
        return code
