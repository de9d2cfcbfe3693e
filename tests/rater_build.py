"""Accounts of phones in tests: whose rating it is, and which phone is bound to whom."""

from datetime import date
from hashlib import sha256

from server.db import transaction
from server.ids import new_id
from server.models.wechat import WechatBinding
from server.rules.ratings.raters import Rater, known_by
from tests.build import FOUNDED_AT
from tests.house.signed_in import TestAccount

SEALING, BINDING = (sha256(name.encode()).digest() for name in ("sealing", "binding"))


def a_rater(openid: str = "o-1") -> Rater:
    """The account of that phone, with the keys of the tests."""
    return Rater(openid, (SEALING,), (BINDING,))


def bind(account: TestAccount, openid: str, *, key: bytes = BINDING) -> None:
    """The phone stands for that person."""
    with transaction() as session:
        session.add(
            WechatBinding(
                id=new_id(date(2026, 11, 1)),
                account_id=account.id,
                openid_hash=known_by(openid, key),
                openid_sealed=b"sealed",
                bound_at=FOUNDED_AT,
            )
        )
