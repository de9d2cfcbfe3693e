"""How is a binding code made, and used up once?"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.operations.statements import count_of
from server.ids import new_number
from server.models.wechat import BindingCode
from server.rules.accounts.phones import BINDING_CODE_LIFE
from server.rules.accounts.refusals import BindingCodeRefused
from server.rules.accounts.roles import Actor, name_of

PURPOSE = "wechat/binding-code"
Keys = tuple[bytes, ...]


@dataclass(frozen=True)
class IssuedCode:
    """A binding code, shown this once, and until when it can be used."""

    code: str
    expires_at: datetime


def issue_code(
    session: Session, account_id: int, *, keys: Keys, by: Actor | str, now: datetime
) -> IssuedCode:
    """A fresh code of the account, in the caller's transaction; earlier ones are worth nothing."""
    close_codes(session, account_id, now=now)
    issued = IssuedCode(new_number(), now + BINDING_CODE_LIFE)
    session.add(
        BindingCode(
            hash=hash_of(issued.code, keys[0]),
            account_id=account_id,
            issued_at=now,
            issued_by=name_of(by),
            expires_at=issued.expires_at,
        )
    )
    session.flush()
    return issued


def use_code(session: Session, code: str, *, keys: Keys, now: datetime) -> int:
    """Uses the code up, however many show it at one moment; the id of its account.

    Raises BindingCodeRefused.
    """
    mine = BindingCode.hash.in_([hash_of(code, key) for key in keys])
    used = (
        update(BindingCode)
        .where(mine, BindingCode.used_at.is_(None), BindingCode.expires_at >= now)
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if count_of(session.connection(), used) != 1:
        raise BindingCodeRefused
    account_id: int = session.execute(select(BindingCode.account_id).where(mine)).scalar_one()
    return account_id


def close_codes(session: Session, account_id: int, *, now: datetime) -> None:
    """The account's codes that nobody has used are worth nothing from now on."""
    session.connection().execute(
        update(BindingCode)
        .where(BindingCode.account_id == account_id, BindingCode.used_at.is_(None))
        .values(expires_at=now - timedelta(seconds=1))
    )


def hash_of(code: str, key: bytes) -> bytes:
    """How a code is kept. Its 50 bits could be searched behind a plain hash, behind a key not."""
    return hmac.digest(key, code.encode(), sha256)
