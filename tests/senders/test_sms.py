"""Does a text reach the gateway in the shape its manual asks for, and the phone no error?"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from senders.sms import Sms, SmsGateway, masked, send_sms, sms_gateway
from tests.senders.web_servers import Receiver, answering

PHONE = "13800138078"
TEXT = '您的案已答复："看看" {phone} \\ 换行\n。'
SMS = Sms(PHONE, TEXT, "m-1")
BODY = '{"mobile": "{phone}", "content": {"text": "【窗评】{text}"}, "id": ["{id}"], "n": 1}'


@pytest.fixture
def provider() -> Iterator[Receiver]:
    """A gateway in the hall's own network, without encryption, as many are."""
    with answering(Receiver(body=b'{"code":0}'), tls=None) as receiver:
        yield receiver


def gateway_at(provider: Receiver, **more: str) -> SmsGateway:
    url = f"http://127.0.0.1:{provider.port}/send"
    return sms_gateway(url, **{"body": BODY, "success": '"code":0', **more})


def test_the_template_is_filled_inside_its_strings(provider: Receiver) -> None:
    outcome = send_sms(SMS, gateway_at(provider, headers='{"Authorization": "Bearer k"}'))

    (asked,) = provider.asked
    assert outcome == Delivered()
    assert asked.headers["authorization"] == "Bearer k"
    assert asked.headers["content-type"] == "application/json"
    assert json.loads(asked.body) == {
        "mobile": PHONE,
        "content": {"text": f"【窗评】{TEXT}"},
        "id": ["m-1"],
        "n": 1,
    }


def test_a_form_is_filled_as_well(provider: Receiver) -> None:
    form = gateway_at(
        provider,
        headers='{"content-type": "application/x-www-form-urlencoded"}',
        body='{"mobile": "{phone}", "content": "{text}"}',
    )

    outcome = send_sms(SMS, form)

    assert outcome == Delivered()
    assert parse_qs(provider.asked[0].body.decode()) == {"mobile": [PHONE], "content": [TEXT]}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"status": 500}, TryLater(Reason.STATUS, "500 138****78")),
        ({"status": 403}, Refused(Reason.STATUS, "403 138****78")),
        ({"body": b'{"code":7}'}, TryLater(Reason.NO_SUCCESS, "138****78")),
        ({"body": b""}, TryLater(Reason.NO_SUCCESS, "138****78")),
        ({"status": 302}, Refused(Reason.REDIRECT, "302 138****78")),
    ],
    ids=str,
)
def test_an_error_names_the_phone_masked(
    provider: Receiver, answer: dict[str, Any], outcome: Outcome
) -> None:
    for name, value in answer.items():
        setattr(provider, name, value)

    found = send_sms(SMS, gateway_at(provider))

    assert found == outcome
    assert PHONE not in repr((SMS, found))


def test_the_words_of_success_are_looked_for_at_the_beginning_only(provider: Receiver) -> None:
    provider.body = b" " * 100_000 + b'"code":0'

    assert send_sms(SMS, gateway_at(provider)) == TryLater(Reason.NO_SUCCESS, "138****78")


@pytest.mark.parametrize(
    "phone", ["", "1380013", "13800138078,13800138079", "a@b.example", "1\r\n"]
)
def test_what_is_no_phone_is_not_sent(provider: Receiver, phone: str) -> None:
    is_short_number = phone == "1380013"

    outcome = send_sms(Sms(phone, "x", "m-1"), gateway_at(provider))

    assert (outcome == Delivered()) is is_short_number
    assert len(provider.asked) == is_short_number


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13800138078", "138****78"), ("12345678", "123****78"), ("1234567", "****"), ("", "****")],
)
def test_a_masked_phone_cannot_be_called(phone: str, shown: str) -> None:
    assert masked(phone) == shown


@pytest.mark.parametrize(
    ("url", "body", "headers"),
    [
        ("", "{}", ""),
        ("sms.example.org", "{}", ""),
        ("ftp://sms.example.org", "{}", ""),
        ("https://", "{}", ""),
        ("https://sms.example.org:x", "{}", ""),
        ("https://sms.example.org", "", ""),
        ("https://sms.example.org", "[]", ""),
        ("https://sms.example.org", "{", ""),
        ("https://sms.example.org", "{}", "[]"),
    ],
)
def test_a_gateway_that_is_half_set_up_is_none(url: str, body: str, headers: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        sms_gateway(url, body=body, headers=headers)
