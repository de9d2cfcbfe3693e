"""Which passwords are good enough, and when is one too old?"""

from datetime import UTC, datetime, timedelta

import pytest

from server.packs.common_passwords import common_passwords
from server.rules.accounts.passwords import is_expired, password_problems

WORDS = ("wang-mou", "H1", "示例区政务服务中心", "chuangping")
SET_AT = datetime(2026, 1, 1, tzinfo=UTC)


def problems(password: str) -> list[str]:
    found = password_problems(password, common=common_passwords(), words=WORDS)
    return [problem.code.removeprefix("account.password_") for problem in found]


@pytest.mark.parametrize(
    "password",
    [
        "gu7K-fm2q-",
        "correct horse battery staple",
        "窗外细雨洗杏花十六字一句话不用符号",
        "bamboo-Kettle-7",
        "x" * 60 + "abcdefgh",
    ],
)
def test_a_good_password_is_let_through(password: str) -> None:
    assert problems(password) == []


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("gu7K-fm2q", ["short"]),
        ("gukefmuqas", ["plain"]),
        ("gukefmuqaswertz", ["plain"]),
        ("gukEfmuqas", ["plain"]),
        ("a1B" * 43, ["long", "common"]),
        ("Password2026!", ["common"]),
        ("P@ssw0rd2026", ["common"]),
        ("woaini1314520", ["plain", "common"]),
        ("1234567890123456", ["common"]),
        ("ababababABAB1212", ["common"]),
        ("Wang-Mou-7788", ["obvious"]),
        ("ChuangPing#2026", ["common"]),
        ("Chu4ngp1ng#2026", ["obvious"]),
        ("示例区政务服务中心Aa1", ["obvious"]),
    ],
)
def test_a_weak_one_is_refused_with_every_reason(password: str, why: list[str]) -> None:
    assert problems(password) == why


def test_at_least_three_thousand_common_passwords_ship() -> None:
    assert len(common_passwords()) >= 3_000


@pytest.mark.parametrize(
    ("days", "age", "expired"),
    [(0, 3_650, False), (90, 89, False), (90, 90, False), (90, 91, True)],
)
def test_a_password_ages_only_where_it_is_said(days: int, age: int, expired: bool) -> None:
    now = SET_AT + timedelta(days=age)

    assert is_expired(SET_AT, days=days, now=now) is expired
