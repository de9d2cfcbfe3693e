"""Whose sign-in is this, and how far did it come?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.accounts import Account, AccountRole, KnownDevice, RecoveryCode, SignIn
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.accounts.sign_ins import Times


@dataclass(frozen=True)
class FoundSignIn:
    """One browser's sign-in and the person it stands for, as both are at this moment.

    ``is_ended``: it was ended, or its account may not sign in any more; ``why`` it was. What is
    ``is_verified`` has shown the second factor, or needs none.
    """

    hash: bytes
    actor: Actor
    title: str
    times: Times
    is_ended: bool
    why: str
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
        why=sign_in.ended if account.state == "active" else account.state,
        is_verified=sign_in.is_verified,
        has_second_factor=account.is_totp_on,
        password_set_at=account.password_set_at,
    )


@dataclass(frozen=True)
class OwnSignIn:
    """A living sign-in as its owner sees it in the list."""

    started_at: datetime
    seen_at: datetime
    is_this: bool


def living_sign_ins(sign_in: FoundSignIn) -> tuple[OwnSignIn, ...]:
    """The person's sign-ins that nobody ended, the latest used first."""
    rows = session.execute(
        select(SignIn.started_at, SignIn.seen_at, SignIn.hash)
        .where(SignIn.account_id == sign_in.actor.account_id, SignIn.ended == "")
        .order_by(SignIn.seen_at.desc())
    )
    return tuple(OwnSignIn(start, seen, found == sign_in.hash) for start, seen, found in rows)


@dataclass(frozen=True)
class OwnDevice:
    """A browser that the account signed in on, as its owner sees it in the list."""

    known_since: datetime
    seen_at: datetime


def known_devices(account_id: int) -> tuple[OwnDevice, ...]:
    """The browsers on which others' failures do not count, the latest used first."""
    rows = session.execute(
        select(KnownDevice.known_since, KnownDevice.seen_at)
        .where(KnownDevice.account_id == account_id)
        .order_by(KnownDevice.seen_at.desc())
    )
    return tuple(OwnDevice(*row) for row in rows)


def recovery_codes_left(account_id: int) -> int:
    """How many recovery codes of the account were not used yet."""
    unused = (RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused)) or 0


def grants_of(account_id: int) -> tuple[Grant, ...]:
    """The roles that the account holds now."""
    rows = session.execute(
        select(AccountRole.role, AccountRole.hall_id, AccountRole.department_id)
        .where(AccountRole.account_id == account_id, AccountRole.ended_at.is_(None))
        .order_by(AccountRole.granted_at, AccountRole.id)
    )
    return tuple(Grant(Role(role), hall, department) for role, hall, department in rows)
