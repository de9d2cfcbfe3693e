"""An administrator opens a closed account again."""

from datetime import datetime

from server.actions.accounts.granted import managed_account
from server.actions.accounts.invite import open_invitation
from server.actions.audit.record import record
from server.db import transaction
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def enable_account(name: str, *, by: Actor | str, now: datetime) -> str:
    """An administrator opens a closed account again; the secret of an invitation, shown once.

    The old password is not in force again: its holder chooses a new one. Raises UnknownAccount
    and OwnRoles.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        account.state, account.disabled_at, account.password_hash = "invited", None, ""
        session.flush()
        token = open_invitation(session, account.id, by=by, now=now)
        record(session, INSTALLATION, by, "account_enabled", account.name, now=now)
    return token
