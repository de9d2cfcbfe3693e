"""How does a sign-in begin, move to a new token, and end?"""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.operations.statements import count_of, insert_into, table_of
from server.errors import SignInNeeded
from server.models.accounts import KnownDevice, SignIn

TOKEN_BYTES = 32
Row = dict[str, object]


def fresh_token() -> str:
    """What a cookie holds: 256 bits of chance. Only its SHA-256 is stored."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """The SHA-256 of a token."""
    return sha256(token.encode()).digest()


def open_sign_in(
    session: Session, account_id: int, *, device_hash: bytes, is_verified: bool, now: datetime
) -> str:
    """The token of a new sign-in of the account, in the caller's transaction."""
    token = fresh_token()
    session.add(
        SignIn(
            hash=hash_of(token),
            account_id=account_id,
            device_hash=device_hash,
            started_at=now,
            seen_at=now,
            fresh_at=now,
            is_verified=is_verified,
        )
    )
    return token


def device_of(session: Session, token_hash: bytes) -> bytes:
    """The browser (SHA-256) of a living sign-in. Raises SignInNeeded where it is none."""
    living = (SignIn.hash == token_hash, SignIn.ended == "")
    found = session.scalar(select(SignIn.device_hash).where(*living))
    if found is None:
        raise SignInNeeded
    return found


def renew_sign_in(session: Session, old_hash: bytes, *, now: datetime) -> str:
    """The sign-in is verified and has another token (ASVS 5.0, 7.2.4). Raises SignInNeeded."""
    token = fresh_token()
    renewed = (
        update(SignIn)
        .where(SignIn.hash == old_hash, SignIn.ended == "")
        .values(hash=hash_of(token), is_verified=True, seen_at=now, fresh_at=now)
    )
    if count_of(session.connection(), renewed) != 1:
        raise SignInNeeded
    return token


def end_sign_ins(
    session: Session, account_id: int, *, why: str, now: datetime, but: bytes = b""
) -> int:
    """Ends the account's living sign-ins on every node, all but one; how many it ended."""
    ended = (
        update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.ended == "", SignIn.hash != but)
        .values(ended=why, ended_at=now)
        .execution_options(synchronize_session=False)
    )
    return count_of(session.connection(), ended)


def know_device(session: Session, account_id: int, device_hash: bytes, *, now: datetime) -> None:
    """The account has signed in on that browser: strangers cannot lock it out there."""
    row = insert_into(session.connection(), table_of(KnownDevice)).values(
        account_id=account_id, device_hash=device_hash, known_since=now, seen_at=now
    )
    seen = row.on_conflict_do_update(
        index_elements=["account_id", "device_hash"], set_={"seen_at": now}
    )
    session.connection().execute(seen)
