"""An invited person chooses a password."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.accounts.opening import end_sign_ins, hash_of
from server.actions.accounts.passwords import check_password
from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.accounts import Account, Invitation
from server.passwords import hash_password
from server.rules.accounts.refusals import InvitationClosed
from server.rules.audit import INSTALLATION


def set_password(invitation: str, password: str, *, now: datetime) -> str:
    """Who holds an invitation chooses the password of its account; the account's name.

    The invitation works once; a second factor that is in force stays in force. Raises
    InvitationClosed, and FormProblems with everything that is wrong with the password.
    """
    with transaction() as session:
        name = _invited(session, hash_of(invitation), now).name
    check_password(password, name)
    kept = hash_password(password)
    with transaction() as session:
        account = _invited(session, hash_of(invitation), now)
        _use_up(session, hash_of(invitation), now)
        account.password_hash, account.password_set_at = kept, now
        account.state = "active"
        end_sign_ins(session, account.id, why="password", now=now)
        record(session, INSTALLATION, account.name, "invitation_used", now=now)
    return name


def _invited(session: Session, invitation_hash: bytes, now: datetime) -> Account:
    found = session.scalars(
        select(Account)
        .join(Invitation, Invitation.account_id == Account.id)
        .where(
            Invitation.hash == invitation_hash,
            Invitation.used_at.is_(None),
            Invitation.expires_at >= now,
            Account.state != "disabled",
        )
    ).first()
    if found is None:
        raise InvitationClosed
    return found


def _use_up(session: Session, invitation_hash: bytes, now: datetime) -> None:
    used = (
        update(Invitation)
        .where(Invitation.hash == invitation_hash, Invitation.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if count_of(session.connection(), used) != 1:
        raise InvitationClosed
