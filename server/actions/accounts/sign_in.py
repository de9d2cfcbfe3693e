"""A person shows their name and password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.accounts import opening
from server.actions.accounts.tries import Key, count_try, forgive, keys_of_name
from server.actions.audit.record import record
from server.actions.audit.record_refusal import record_refusal
from server.db import transaction
from server.models.accounts import Account
from server.passwords import hash_password, is_password, needs_rehash
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.granting import plain_name
from server.rules.accounts.refusals import SignInRefused
from server.rules.accounts.roles import needs_second_factor
from server.rules.audit import INSTALLATION, AuditResult

NOBODY = "?"  # a mistyped name may be a password; it is written nowhere


@dataclass(frozen=True)
class Credentials:
    """What a person typed, on which browser, from where.

    ``device_token`` is what the browser's device cookie holds; ``source`` stands for the
    network address, keyed, so that it names no place.
    """

    name: str
    password: str
    device_token: str
    source: str


@dataclass(frozen=True)
class Opened:
    """A sign-in that began: the token for the cookie, and whether a second factor must follow."""

    token: str
    is_verified: bool


@dataclass(frozen=True)
class _Found:
    id: int | None
    password_hash: str
    is_active: bool
    keys: tuple[Key, ...]


def sign_in(typed: Credentials, *, now: datetime) -> Opened:
    """A person shows a name and a password at that moment, and a sign-in begins.

    Raises SignInRefused, which says the same whatever was wrong and takes the same time, and
    TooManyTries.
    """
    name, device_hash = plain_name(typed.name), opening.hash_of(typed.device_token)
    with transaction() as session:
        found = _find(session, name, device_hash, typed.source)
        for key in found.keys:
            count_try(session, key, now)
    is_right = is_password(typed.password, found.password_hash)
    if found.id is None or not is_right or not found.is_active:
        known = name if found.id else NOBODY
        facts = {"source": typed.source}
        failed = AuditResult.FAILED
        record_refusal(INSTALLATION, known, "signed_in", facts=facts, result=failed, now=now)
        raise SignInRefused
    kept = hash_password(typed.password) if needs_rehash(found.password_hash) else ""
    with transaction() as session:
        for key in found.keys:
            forgive(session, key)
        if kept:
            session.execute(
                update(Account).values(password_hash=kept).where(Account.id == found.id)
            )
        return _open(session, found.id, device_hash, now)


def _find(session: Session, name: str, device_hash: bytes, source: str) -> _Found:
    account = session.scalars(select(Account).where(Account.name == name)).first()
    account_id = account.id if account else None
    keys = keys_of_name(
        session, name, account_id=account_id, device_hash=device_hash, source=source
    )
    if account is None:
        return _Found(None, "", is_active=False, keys=keys)
    return _Found(account.id, account.password_hash, account.state == "active", keys)


def _open(session: Session, account_id: int, device_hash: bytes, now: datetime) -> Opened:
    account = session.get_one(Account, account_id)
    is_verified = not (account.is_totp_on or needs_second_factor(grants_of(account_id)))
    token = opening.open_sign_in(
        session, account_id, device_hash=device_hash, is_verified=is_verified, now=now
    )
    session.flush()
    if is_verified:
        opening.know_device(session, account_id, device_hash, now=now)
        record(session, INSTALLATION, account.name, "signed_in", now=now)
    return Opened(token, is_verified)
