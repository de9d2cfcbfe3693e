"""Is only what WeChat sent, to us, just now, ever opened?"""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wechat.account import Account, misshapen
from wechat.callback import echo, event_key, listed, opened, sealed, signature
from wechat.errors import (
    CallbackForged,
    CallbackOfAnotherApp,
    CallbackRefused,
    CallbackTooOld,
    CallbackUnreadable,
)
from wechat.standin import ACCOUNT

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
EVENT: dict[str, Any] = {
    "ToUserName": "gh_0123456789ab",
    "FromUserName": "o-person",
    "CreateTime": 1762045200,
    "MsgType": "event",
    "Event": "subscribe_msg_popup_event",
    "List": {"TemplateId": "t1", "SubscribeStatusString": "accept", "PopupScene": "0"},
}
# Vectors of WeChat's own pages, and one of the company edition, which seals in the same way.
CHECKS = [
    ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
    ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
]
SEALED = "4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q=="
OF_SEALED = Account(
    appid="wx49f0ab532d5d035a",
    secret="",
    callback_token="123456",
    aes_key="kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",
)


@pytest.mark.parametrize(("stamp", "nonce", "expected"), CHECKS)
def test_the_check_of_the_address_answers_the_echo(stamp: str, nonce: str, expected: str) -> None:
    query = {"timestamp": stamp, "nonce": nonce, "signature": expected, "echostr": "4375120948"}
    account = replace(ACCOUNT, callback_token="AAAAA")

    said = echo(query, account, datetime.fromtimestamp(int(stamp), UTC))

    assert said == "4375120948"


def test_a_sealed_text_of_wechats_is_opened() -> None:
    query = {
        "timestamp": "1411443780",
        "nonce": "437374425",
        "msg_signature": "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96",
    }
    body = json.dumps({"Encrypt": SEALED}).encode()
    then = datetime.fromtimestamp(1411443780, UTC)

    # The vector holds a number where an event stands: opened as far as its content.
    with pytest.raises(CallbackUnreadable) as refused:
        opened(query, body, OF_SEALED, then)

    assert refused.value.data == {"reason": "format"}
    with pytest.raises(CallbackOfAnotherApp):
        opened(query, body, replace(OF_SEALED, appid=ACCOUNT.appid), then)


def test_a_signature_is_made_of_the_parts_in_any_order() -> None:
    parts = ("123456", "1411443780", "437374425", SEALED)

    assert signature(*parts) == signature(*reversed(parts))
    assert signature(*parts) == "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96"


@pytest.mark.parametrize("words", ["", "您好", "字" * 1000, "a" * 31, "a" * 32, "a" * 33])
def test_what_was_sealed_is_opened_again(words: str) -> None:
    event = {**EVENT, "Content": words}

    query, body = sealed(event, ACCOUNT, NOW)

    assert opened(query, body, ACCOUNT, NOW) == event
    assert not words or words not in body.decode()


@pytest.mark.parametrize(
    ("seconds", "is_taken"),
    [(-301, False), (-300, True), (0, True), (300, True), (301, False)],
)
def test_five_minutes_either_way_are_taken(seconds: int, *, is_taken: bool) -> None:
    query, body = sealed(EVENT, ACCOUNT, NOW)
    then = NOW + timedelta(seconds=seconds)

    if is_taken:
        assert opened(query, body, ACCOUNT, then) == EVENT
    else:
        with pytest.raises(CallbackTooOld):
            opened(query, body, ACCOUNT, then)


def signed(content: bytes, stamp: str = str(int(NOW.timestamp()))) -> dict[str, str]:
    encrypted = str(json.loads(content)["Encrypt"])
    made = signature(ACCOUNT.callback_token, stamp, "7", encrypted)
    return {"timestamp": stamp, "nonce": "7", "msg_signature": made}


def enveloped(encrypted: object) -> bytes:
    return json.dumps({"Encrypt": encrypted}).encode()


QUERY, BODY = sealed(EVENT, ACCOUNT, NOW)
OTHER_KEY = replace(ACCOUNT, aes_key="z" * 42 + "A")
TURNED = enveloped(base64.b64encode(b"\x00" * 64).decode())
REFUSED: list[tuple[str, dict[str, str], bytes, type[CallbackRefused]]] = [
    ("no query", {}, BODY, CallbackForged),
    ("another signature", {**QUERY, "msg_signature": "0" * 40}, BODY, CallbackForged),
    ("the weak signature alone", {**QUERY, "msg_signature": ""}, BODY, CallbackForged),
    ("another nonce", {**QUERY, "nonce": "1"}, BODY, CallbackForged),
    ("another moment", {**QUERY, "timestamp": "1"}, BODY, CallbackForged),
    ("signs of another script", {**QUERY, "msg_signature": "é"}, BODY, CallbackForged),
    ("a body that was changed", QUERY, enveloped("AAAA"), CallbackForged),
    ("a moment in another script", signed(BODY, stamp="²"), BODY, CallbackTooOld),
    ("no moment", signed(BODY, stamp=""), BODY, CallbackTooOld),
    ("nothing sealed", QUERY, json.dumps(EVENT).encode(), CallbackUnreadable),
    ("XML", QUERY, b" <xml></xml>", CallbackUnreadable),
    ("no JSON", QUERY, b"{", CallbackUnreadable),
    ("a list", QUERY, b"[]", CallbackUnreadable),
    ("lists without end", QUERY, b"[" * 100_000, CallbackUnreadable),
    ("more than an event is long", QUERY, BODY + b" " * 128 * 1024, CallbackUnreadable),
    ("not text", QUERY, b"\xff\xfe", CallbackUnreadable),
    ("a number that was sealed", QUERY, enveloped(5), CallbackUnreadable),
    ("not base64", signed(enveloped("a")), enveloped("a"), CallbackUnreadable),
    ("no whole block", signed(enveloped("AAAA")), enveloped("AAAA"), CallbackUnreadable),
    ("nothing in it", signed(enveloped("")), enveloped(""), CallbackUnreadable),
    ("other blocks", signed(TURNED), TURNED, CallbackUnreadable),
    ("another key", *sealed(EVENT, OTHER_KEY, NOW), CallbackUnreadable),
    (
        "another app",
        *sealed(EVENT, replace(ACCOUNT, appid="wx" + "f" * 16), NOW),
        CallbackOfAnotherApp,
    ),
    (
        "another token",
        *sealed(EVENT, replace(ACCOUNT, callback_token="other"), NOW),
        CallbackForged,
    ),
]


@pytest.mark.parametrize(
    ("query", "body", "error"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_is_refused(query: dict[str, str], body: bytes, error: type[CallbackRefused]) -> None:
    with pytest.raises(CallbackRefused) as refused:
        opened(query, body, ACCOUNT, NOW)

    assert type(refused.value) is error


@pytest.mark.parametrize("lacking", [{"callback_token": ""}, {"aes_key": ""}])
def test_without_token_and_key_nothing_is_heard(lacking: dict[str, str]) -> None:
    account = replace(ACCOUNT, **lacking)

    with pytest.raises(CallbackUnreadable) as refused:
        opened(QUERY, BODY, account, NOW)

    assert refused.value.data == {"reason": "unset"}


@pytest.mark.parametrize("key", ["short", "!" * 43, "a" * 44])
def test_a_key_of_another_length_is_said_to_be_one(key: str) -> None:
    with pytest.raises(CallbackUnreadable):
        opened(QUERY, BODY, replace(ACCOUNT, aes_key=key), NOW)


def test_an_echo_is_given_to_nobody_else() -> None:
    with pytest.raises(CallbackForged):
        echo({"echostr": "<script>", "signature": ""}, ACCOUNT, NOW)


def test_an_event_that_comes_again_has_the_same_key() -> None:
    again = dict(reversed(EVENT.items()))

    assert event_key(EVENT) == event_key({**again, "Encrypt": "other"})


DIFFERENT: list[dict[str, Any]] = [
    {**EVENT, "FromUserName": "o-other"},
    {**EVENT, "CreateTime": 1762045201},
    {**EVENT, "Event": "subscribe_msg_change_event"},
    {**EVENT, "List": {**EVENT["List"], "TemplateId": "t2"}},
    {**EVENT, "MsgId": 1},
    {**EVENT, "MsgId": 2},
]


def test_two_events_have_two_keys() -> None:
    keys = [event_key(event) for event in (EVENT, *DIFFERENT)]

    assert len(set(keys)) == len(keys)
    assert not [key for key in keys if "o-person" in key or len(key) != 64]


def test_a_message_is_known_by_its_number() -> None:
    assert event_key({**EVENT, "MsgId": 1}) == event_key({"MsgId": 1, "CreateTime": 5})


ENTRY = EVENT["List"]


@pytest.mark.parametrize(
    ("event", "entries"),
    [
        (EVENT, (ENTRY,)),
        ({**EVENT, "List": [ENTRY, ENTRY]}, (ENTRY, ENTRY)),
        ({"Event": "wxa_media_check"}, ()),
    ],
    ids=["one", "two", "none"],
)
def test_one_entry_and_several_read_alike(event: dict[str, Any], entries: object) -> None:
    assert listed(event) == entries


SHAPES: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({}, ()),
    ({"callback_token": "", "aes_key": ""}, ()),
    ({"appid": "wx123"}, ("appid",)),
    ({"appid": "WX" + "0" * 16}, ("appid",)),
    ({"secret": "0" * 31}, ("secret",)),
    ({"callback_token": "ab"}, ("callback_token",)),
    ({"callback_token": "a" * 33}, ("callback_token",)),
    ({"aes_key": "a" * 42}, ("aes_key",)),
    ({"aes_key": "a" * 44}, ("aes_key",)),
    ({"env_version": "formal"}, ("env_version",)),
]


@pytest.mark.parametrize(("given", "found"), SHAPES)
def test_a_part_that_was_copied_by_half_is_seen(
    given: dict[str, str], found: tuple[str, ...]
) -> None:
    account = replace(ACCOUNT, **given)

    assert misshapen(account) == found
