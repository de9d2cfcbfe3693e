"""How does a binding end, whatever it was that ended it?"""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.actions.wechat.binding_codes import close_codes
from server.models.accounts import Account
from server.models.wechat import WechatBinding
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def let_go(session: Session, account: Account, *, why: str, by: Actor | str, now: datetime) -> bool:
    """The account's phone stands for nobody from now on; whether there was one.

    In the caller's transaction, with its own line of the audit. Its openid is erased, and codes
    that would bind another are worth nothing any more.
    """
    close_codes(session, account.id, now=now)
    if not end_binding(session, account.id, why=why, now=now):
        return False
    record(session, INSTALLATION, by, "phone_let_go", account.name, facts={"why": why}, now=now)
    return True


def end_binding(session: Session, account_id: int, *, why: str, now: datetime) -> bool:
    """Ends the account's living binding; whether there was one."""
    ended = (
        update(WechatBinding)
        .where(WechatBinding.account_id == account_id, WechatBinding.ended_at.is_(None))
        .values(ended_at=now, why=why, openid_hash=None, openid_sealed=None)
        .execution_options(synchronize_session=False)
    )
    return count_of(session.connection(), ended) == 1
