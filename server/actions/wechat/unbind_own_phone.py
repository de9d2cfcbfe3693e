"""A person ends what their own phone stands for, on it or at the console."""

from datetime import datetime

from server.actions.wechat.ending import let_go
from server.db import transaction
from server.models.accounts import Account
from server.rules.accounts.refusals import PhoneNotBound
from server.rules.accounts.roles import Actor


def unbind_own_phone(actor: Actor, *, now: datetime) -> None:
    """A person ends what their own phone stands for. Raises PhoneNotBound."""
    with transaction() as session:
        account = session.get_one(Account, actor.account_id, with_for_update=True)
        if not let_go(session, account, why="own", by=actor, now=now):
            raise PhoneNotBound
