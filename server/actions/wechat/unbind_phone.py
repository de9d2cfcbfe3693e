"""An administrator ends what a person's phone stands for."""

from datetime import datetime

from server.actions.accounts.granted import managed_account
from server.actions.wechat.ending import let_go
from server.db import transaction
from server.rules.accounts.refusals import PhoneNotBound
from server.rules.accounts.roles import Actor


def unbind_phone(name: str, *, by: Actor | str, now: datetime) -> None:
    """An administrator ends what a person's phone stands for, at once and everywhere.

    Raises UnknownAccount, OwnRoles and PhoneNotBound.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        if not let_go(session, account, why="unbound", by=by, now=now):
            raise PhoneNotBound
