"""Whose sign-in is this, and how far did it come?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.accounts import Account, AccountRole, SignIn
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.accounts.sign_ins import Times


@dataclass(frozen=True)
class FoundSignIn:
    """One browser's sign-in and the person it stands for, as both are at this moment.

    ``is_ended``: it was ended, or its account may not sign in any more. ``is_verified``: the
    second factor was shown, or the account needs none.
    """

    hash: bytes
    actor: Actor
    title: str
    times: Times
    is_ended: bool
    is_verified: bool
    has_second_factor: bool
    password_set_at: datetime | None


def sign_in_of(token_hash: bytes) -> FoundSignIn | None:
    """The sign-in whose cookie has this SHA-256, alive or not; None if there never was one."""
    row = session.execute(
        select(SignIn, Account)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.hash == token_hash)
    ).first()
    if row is None:
        return None
    sign_in, account = row
    return FoundSignIn(
        hash=token_hash,
        actor=Actor(account.id, account.name, grants_of(account.id), account.staff_id),
        title=account.title,
        times=Times(sign_in.started_at, sign_in.seen_at, sign_in.fresh_at),
        is_ended=bool(sign_in.ended) or account.state != "active",
        is_verified=sign_in.is_verified,
        has_second_factor=account.is_totp_on,
        password_set_at=account.password_set_at,
    )


def grants_of(account_id: int) -> tuple[Grant, ...]:
    """The roles that the account holds now."""
    rows = session.execute(
        select(AccountRole.role, AccountRole.hall_id, AccountRole.department_id)
        .where(AccountRole.account_id == account_id, AccountRole.ended_at.is_(None))
        .order_by(AccountRole.granted_at, AccountRole.id)
    )
    return tuple(Grant(Role(role), hall, department) for role, hall, department in rows)
