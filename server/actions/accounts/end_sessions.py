"""An administrator ends a person's sign-ins."""

from datetime import datetime

from server.actions.accounts.granted import managed_account
from server.actions.accounts.opening import end_sign_ins
from server.actions.audit.record import record
from server.db import transaction
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def end_sessions(name: str, *, by: Actor | str, now: datetime) -> int:
    """An administrator ends all sign-ins of a person, on every node; how many.

    Raises UnknownAccount and OwnRoles.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        ended = end_sign_ins(session, account.id, why="ended", now=now)
        record(
            session,
            INSTALLATION,
            by,
            "sign_ins_ended",
            account.name,
            facts={"count": ended},
            now=now,
        )
    return ended
