"""Has each of WeChat's codes its error, and each error a sentence for whom it is for?"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from server.texts import is_known, say
from tests.senders.web_servers import Receiver, answering
from wechat import errors
from wechat.client import MemoryStore, Wechat
from wechat.standin import ACCOUNT, HandClock

CODES: list[tuple[int, type[errors.WechatError]]] = [
    (-1, errors.WechatBusy),
    (40001, errors.TokenInvalid),
    (40003, errors.OpenidUnknown),
    (40013, errors.WrongAppid),
    (40014, errors.TokenInvalid),
    (40029, errors.CodeInvalid),
    (40037, errors.TemplateUnknown),
    (40125, errors.WrongSecret),
    (40163, errors.CodeUsed),
    (40164, errors.AddressNotListed),
    (40169, errors.SceneUnfit),
    (40226, errors.AccountBlocked),
    (41030, errors.PageUnpublished),
    (42001, errors.TokenInvalid),
    (43101, errors.ConsentUsedUp),
    (43104, errors.OpenidUnknown),
    (45009, errors.QuotaUsedUp),
    (45011, errors.TooFrequent),
    (47003, errors.TemplateFieldUnfit),
    (61010, errors.OpenidUnknown),
    (45168, errors.WechatRefused),
    (99999, errors.WechatRefused),
]


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with answering(Receiver(), tls=None) as receiver:
        yield receiver


def client_at(receiver: Receiver, answer: bytes) -> Wechat:
    receiver.body = answer
    account = replace(ACCOUNT, base_url=f"http://127.0.0.1:{receiver.port}")
    return Wechat(account, MemoryStore(), HandClock(), pause=lambda _: None)


@pytest.mark.parametrize(("errcode", "kind"), CODES)
def test_a_code_is_an_error(
    receiver: Receiver, errcode: int, kind: type[errors.WechatError]
) -> None:
    wechat = client_at(receiver, b'{"errcode": %d, "errmsg": "openid o-person rid: 1"}' % errcode)

    with pytest.raises(errors.WechatError) as refused:
        wechat.code_to_session("c")

    assert type(refused.value) is kind
    assert refused.value.data["errcode"] == errcode
    assert "o-person" not in str(refused.value)


def test_the_table_holds_no_other_code() -> None:
    named = {errcode for errcode, kind in CODES if kind is not errors.WechatRefused}

    assert set(errors.ERRORS) == named


def test_where_a_token_is_asked_for_40001_speaks_of_the_secret(receiver: Receiver) -> None:
    wechat = client_at(receiver, b'{"errcode": 40001, "errmsg": "invalid credential"}')

    with pytest.raises(errors.WrongSecret):
        wechat.token()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("errcode", "_kind"), CODES)
def test_each_has_a_sentence_for_the_reader_and_one_for_the_operator(
    errcode: int, _kind: object, lang: str
) -> None:
    words = "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist; data.thing1.value invalid"

    error = errors.error_of(errcode, words)

    assert is_known(error.code)
    assert "{" not in say(error.code, lang, **error.data)
    assert "{" not in say(error.for_operators, lang, **error.data)


@pytest.mark.parametrize(
    ("words", "ip"),
    [
        ("invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist", "1.2.3.4"),
        ("invalid ip 2001:db8::1, not in whitelist rid: 6", "2001:db8::1"),
        ("something else", "?"),
    ],
)
def test_the_address_is_read_from_wechats_words(words: str, ip: str) -> None:
    assert errors.error_of(40164, words).data["ip"] == ip
