"""The operator takes a window's code out of use and gives it no other."""

from datetime import datetime

from server.actions.audit.record import record
from server.actions.codes.revoking import check_current, revoke_valid
from server.db import transaction
from server.queries.registry.windows import window_numbered
from server.rules.accounts.roles import Actor, name_of


def revoke_code(
    hall_id: int,
    window_number: str,
    *,
    by: Actor | str,
    now: datetime,
    instead_of: str | None = None,
) -> int:
    """The operator takes a window's code out of use; how many codes that were.

    ``instead_of`` is the code that the page showed. Raises UnknownWindow, StepNotAllowed.
    """
    with transaction() as session:
        window = window_numbered(hall_id, window_number)
        check_current(window, instead_of)
        ended = revoke_valid(session, window.id, by=name_of(by), now=now)
        record(session, hall_id, by, "code_revoked", window.number, facts={"codes": ended}, now=now)
        return ended
