"""Who has bound a phone, and who was given a code to do it?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.accounts import Account
from server.models.wechat import BindingCode
from server.models.wechat import WechatBinding as Binding
from server.queries.accounts.sign_ins import grants_of
from server.queries.wechat.phones import LIVING
from server.rules.accounts.phones import grants_on_phone


@dataclass(frozen=True)
class PhoneState:
    """How an account stands with its phone; ``code_until``: a code was given that nobody used.

    ``has_use``: some role of the account may be used on a phone.
    """

    bound_at: datetime | None
    code_until: datetime | None
    has_use: bool


def phone_state(name: str, now: datetime) -> PhoneState:
    """How the account of that name stands with its phone now."""
    account_id: int = session.scalars(select(Account.id).where(Account.name == name)).one()
    living = (Binding.account_id == account_id, LIVING)
    open_codes = (
        BindingCode.account_id == account_id,
        BindingCode.used_at.is_(None),
        BindingCode.expires_at >= now,
    )
    return PhoneState(
        session.scalar(select(Binding.bound_at).where(*living)),
        session.scalar(select(BindingCode.expires_at).where(*open_codes)),
        bool(grants_on_phone(grants_of(account_id))),
    )


@dataclass(frozen=True)
class BoundAccount:
    """An account whose phone stands for it."""

    name: str
    title: str
    bound_at: datetime


def bound_accounts() -> tuple[BoundAccount, ...]:
    """Every account with a bound phone, in the order of names."""
    rows = session.execute(
        select(Account.name, Account.title, Binding.bound_at)
        .join(Binding, Binding.account_id == Account.id)
        .where(LIVING)
        .order_by(Account.name)
    )
    return tuple(BoundAccount(*row) for row in rows)
