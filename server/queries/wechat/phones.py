"""Whose phone is this, and which phone has somebody bound?"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from server.db import session
from server.envelope import unseal
from server.models.accounts import Account
from server.models.registry import Hall, Staff
from server.models.wechat import WechatBinding
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.phones import CLOSED_TO_PHONES, grants_on_phone
from server.rules.accounts.roles import Actor
from server.rules.months import day_of
from server.settings import Settings

HASHING, SEALING = "wechat/binding", "wechat/openid"
LIVING = WechatBinding.ended_at.is_(None)


@dataclass(frozen=True)
class PhoneKeys:
    """What openids are hashed with and sealed with: the present key, then the old ones."""

    hashing: tuple[bytes, ...]
    sealing: tuple[bytes, ...]

    def hashes(self, openid: str) -> tuple[bytes, ...]:
        """By what a binding of that openid may be found, the present form first."""
        return tuple(hmac.digest(key, openid.encode(), sha256) for key in self.hashing)


@dataclass(frozen=True)
class FoundPhone:
    """A bound phone and the person it stands for, with what a phone may do and no more."""

    actor: Actor
    title: str
    bound_at: datetime


def phone_keys(settings: Settings) -> PhoneKeys:
    """The keys of this installation."""
    return PhoneKeys(settings.keys(HASHING), settings.keys(SEALING))


def phone_of(openid: str, keys: PhoneKeys, now: datetime) -> FoundPhone | None:
    """The phone of that openid, as it is now; None where it stands for nobody who may sign in.

    Who has left the hall by now may not. Its actor has no role where none of the person's may be
    used on a phone.
    """
    row = session.execute(
        select(WechatBinding.bound_at, Account, Staff.closed_on, Hall.zone)
        .join(Account, Account.id == WechatBinding.account_id)
        .outerjoin(Staff, Staff.id == Account.staff_id)
        .outerjoin(Hall, Hall.id == Staff.hall_id)
        .where(WechatBinding.openid_hash.in_(keys.hashes(openid)), LIVING)
        .where(Account.state == "active")
    ).first()
    if row is None:
        return None
    bound_at, account, closed_on, zone = row
    if closed_on is not None and closed_on <= day_of(now, ZoneInfo(zone)):
        return None
    grants = grants_on_phone(grants_of(account.id))
    actor = Actor(account.id, account.name, grants, account.staff_id, CLOSED_TO_PHONES)
    return FoundPhone(actor, account.title, bound_at)


def openid_of(account_id: int, keys: PhoneKeys) -> str | None:
    """What WeChat calls the phone of that account's person, to write to them there.

    None where there is none, or none of the keys opens it.
    """
    row = session.execute(
        select(WechatBinding.id, WechatBinding.openid_sealed).where(
            WechatBinding.account_id == account_id, LIVING
        )
    ).first()
    if row is None:
        return None
    try:
        return unseal(row.openid_sealed, keys.sealing, context=openid_context(row.id))
    except InvalidTag:
        return None


def openid_context(binding_id: int) -> str:
    """What a sealed openid is bound to: its row."""
    return f"wechat_binding.openid_sealed|{binding_id}"
