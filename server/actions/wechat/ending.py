"""How does a binding end, whatever it was that ended it?"""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.actions.wechat.binding_codes import close_codes
from server.models.accounts import Account
from server.models.registry import Staff
from server.models.wechat import WechatBinding
from server.queries.registry.halls import Hall
from server.queries.wechat.phones import LIVING
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION
from server.rules.months import day_of


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


def let_go_of_leavers(session: Session, hall: Hall, *, by: Actor | str, now: datetime) -> None:
    """The phones of window workers who have left the hall stand for nobody from now on."""
    gone = (Staff.hall_id == hall.id, Staff.closed_on <= day_of(now, hall.zone))
    wanted = (
        select(Account)
        .join(Staff, Staff.id == Account.staff_id)
        .where(*gone, exists().where(WechatBinding.account_id == Account.id, LIVING))
        .order_by(Account.id)
        .with_for_update(of=Account)
    )
    for account in session.scalars(wanted).all():
        let_go(session, account, why="left", by=by, now=now)


def end_binding(session: Session, account_id: int, *, why: str, now: datetime) -> bool:
    """Ends the account's living binding; whether there was one."""
    ended = (
        update(WechatBinding)
        .where(WechatBinding.account_id == account_id, LIVING)
        .values(ended_at=now, why=why, openid_hash=None, openid_sealed=None)
        .execution_options(synchronize_session=False)
    )
    return count_of(session.connection(), ended) == 1
