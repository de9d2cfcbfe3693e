"""An administrator lets a person choose a password anew."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.actions.accounts.granted import managed_account
from server.actions.accounts.invite import open_invitation
from server.actions.accounts.opening import end_sign_ins
from server.actions.audit.record import record
from server.actions.wechat.ending import let_go
from server.db import transaction
from server.models.accounts import Account, RecoveryCode
from server.rules.accounts.refusals import UnknownAccount
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def reset_account(
    name: str, *, by: Actor | str, now: datetime, drops_second_factor: bool = False
) -> str:
    """An administrator ends a password that was forgotten; the secret of an invitation.

    The second factor stays, so that a reset does not get around it (ASVS 5.0, 6.4.3); where the
    telephone was lost as well, ``drops_second_factor`` takes it away too with the binding of that
    phone, and the audit says so.
    Raises UnknownAccount (also for a closed account) and OwnRoles.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        if account.state == "disabled":
            raise UnknownAccount(name=name)
        account.password_hash = ""
        if drops_second_factor:
            _drop_second_factor(session, account)
            let_go(session, account, why="lost", by=by, now=now)
        session.flush()
        end_sign_ins(session, account.id, why="reset", now=now)
        token = open_invitation(session, account.id, by=by, now=now)
        facts = {"second_factor": "dropped" if drops_second_factor else "kept"}
        record(session, INSTALLATION, by, "account_reset", account.name, facts=facts, now=now)
    return token


def _drop_second_factor(session: Session, account: Account) -> None:
    account.totp_sealed, account.is_totp_on = None, False
    session.connection().execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
