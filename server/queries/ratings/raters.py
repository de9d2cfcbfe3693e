"""What is known of an account that rates: the month's keys, and whether it is of the hall."""

from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from sqlalchemy import exists, or_, select

from server.db import connection
from server.envelope import unseal
from server.models.accounts import Account, AccountRole
from server.models.registry import Staff
from server.models.wechat import WechatBinding
from server.models.wechat_accounts import MonthKey
from server.rules.months import Month
from server.rules.ratings.raters import KeyPurpose

SEALING = "rater/month"
"""The purpose of the keys that seal the keys of months."""


def month_keys(
    hall_id: int, month: Month, sealing: Sequence[bytes]
) -> Mapping[KeyPurpose, bytes | None]:
    """The keys of a month, opened; None for one that the secrets of this program do not open.

    One statement; a purpose that has no key yet is left out.
    """
    rows = connection().execute(
        select(MonthKey.purpose, MonthKey.sealed).where(
            MonthKey.hall_id == hall_id, MonthKey.month == str(month)
        )
    )
    return {
        KeyPurpose(purpose): _opened(sealed, sealing, key_context(hall_id, str(month), purpose))
        for purpose, sealed in rows
    }


def is_of_the_hall(hall_id: int, bound_as: Sequence[bytes]) -> bool:
    """Whether a phone is bound to somebody who works at the hall or holds a role there.

    ``bound_as`` are the names that the phone may be known by. Roles for all halls are of each.
    """
    has_role = exists().where(
        AccountRole.account_id == Account.id,
        AccountRole.ended_at.is_(None),
        or_(AccountRole.hall_id == hall_id, AccountRole.hall_id.is_(None)),
    )
    works_there = exists().where(Staff.id == Account.staff_id, Staff.hall_id == hall_id)
    bound = (
        select(Account.id)
        .join(WechatBinding, WechatBinding.account_id == Account.id)
        .where(
            WechatBinding.openid_hash.in_(bound_as),
            WechatBinding.ended_at.is_(None),  # only of those the index holds the hashes
            or_(has_role, works_there),
        )
    )
    return connection().execute(bound).first() is not None


def key_context(hall_id: int, month: str, purpose: str) -> str:
    """What binds the sealed key of a month to its row."""
    return f"month_key|{hall_id}|{month}|{purpose}"


def _opened(sealed: bytes, sealing: Sequence[bytes], context: str) -> bytes | None:
    try:
        return bytes.fromhex(unseal(sealed, sealing, context=context))
    except InvalidTag:
        return None
