"""An administrator closes an account."""

from datetime import datetime

from server.actions.accounts.granted import managed_account
from server.actions.accounts.opening import end_sign_ins
from server.actions.audit.record import record
from server.actions.wechat.ending import let_go
from server.db import transaction
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def disable_account(name: str, *, by: Actor | str, now: datetime) -> None:
    """An administrator closes an account; whoever is signed in to it is out at once, everywhere.

    So is the phone that was bound to it. Raises UnknownAccount and OwnRoles.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        account.state, account.disabled_at = "disabled", now
        session.flush()
        end_sign_ins(session, account.id, why="disabled", now=now)
        let_go(session, account, why="disabled", by=by, now=now)
        record(session, INSTALLATION, by, "account_disabled", account.name, now=now)
