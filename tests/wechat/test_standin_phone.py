"""Can whatever stands in for a phone get over HTTP what a phone gets; do events arrive?"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from server import clock
from tests.senders.web_servers import Receiver, answering
from tests.wechat.phones import OPENID, PICTURE, TEMPLATE, agreed_message, client_of, log_in
from tests.wechat.raw import raw
from wechat.callback import event_key, opened
from wechat.client import Suggest, Wechat
from wechat.standin import HandClock, StandIn, check_address, push, standing_in


@pytest.fixture
def ours(standin: StandIn) -> Iterator[Receiver]:
    """Our callback address."""
    with answering(Receiver(body=b"success"), tls=None) as receiver:
        standin.callback_url = f"http://127.0.0.1:{receiver.port}/wechat/callback"
        yield receiver


def heard(standin: StandIn, receiver: Receiver) -> list[dict[str, Any]]:
    """What arrived, opened with our own hands."""
    return [
        opened(
            dict(parse_qsl(urlsplit(asked.path).query)),
            asked.body,
            standin.account,
            standin.clock(),
        )
        for asked in receiver.asked
    ]


def test_a_phone_logs_in_over_http(wechat: Wechat, standin: StandIn) -> None:
    code = raw(standin, "/standin/login_code", {"openid": "o-new"})["code"]

    assert wechat.code_to_session(code).openid == "o-new"


def test_a_phone_answers_a_request_for_messages(wechat: Wechat, standin: StandIn) -> None:
    wish = {"openid": OPENID, "template_id": TEMPLATE}

    said = raw(standin, "/standin/accept", {**wish, "answer": "accept"})
    refused = raw(standin, "/standin/accept", {**wish, "answer": "reject"})

    assert (said[TEMPLATE], refused[TEMPLATE]) == ("accept", "reject")
    assert standin.agreed[OPENID, TEMPLATE] == 1
    assert agreed_message(wechat, standin)


def test_a_phone_is_asked_for_templates_that_are_there(standin: StandIn) -> None:
    said = raw(standin, "/standin/accept", {"openid": OPENID, "template_id": "none"})

    assert said["errCode"] == 20001


def test_a_phone_shows_its_number(wechat: Wechat, standin: StandIn) -> None:
    wish = {"openid": OPENID, "phone": "13800138000"}

    code = raw(standin, "/standin/phone_code", wish)["code"]

    assert wechat.phone_number(code) == "13800138000"


def test_templates_and_the_callback_address_are_set_over_http(standin: StandIn) -> None:
    raw(standin, "/standin/template", {"id": "t2", "fields": ["thing1"]})
    raw(standin, "/standin/callback", {"url": "http://127.0.0.1:9/x"})

    assert standin.templates["t2"].fields == ("thing1",)
    assert standin.callback_url == "http://127.0.0.1:9/x"


def test_what_arrived_on_phones_can_be_read(wechat: Wechat, standin: StandIn) -> None:
    agreed_message(wechat, standin)

    (sent,) = raw(standin, "/standin/sent", {})["sent"]
    assert (sent["openid"], sent["data"]["thing1"]) == (OPENID, "您的意见已答复")


def test_the_calls_of_a_phone_are_not_those_of_a_server(standin: StandIn) -> None:
    raw(standin, "/standin/login_code", {"openid": OPENID})

    assert standin.asked == []


def test_the_callback_address_is_checked_by_its_echo(standin: StandIn, ours: Receiver) -> None:
    ours.body = b"5927782489442352469"
    is_right = check_address(standin)
    ours.body = b'"5927782489442352469"'

    assert [is_right, check_address(standin)] == [True, False]


def test_events_arrive_sealed_and_signed(wechat: Wechat, standin: StandIn, ours: Receiver) -> None:
    agreed_message(wechat, standin)
    standin.turn_off(OPENID, TEMPLATE)
    wechat.check_picture(PICTURE, openid=OPENID)

    deliveries = push(standin)

    events = [event["Event"] for event in heard(standin, ours)]
    assert events == [
        "subscribe_msg_popup_event",
        "subscribe_msg_sent_event",
        "subscribe_msg_change_event",
        "wxa_media_check",
    ]
    assert all(delivery.is_heard for delivery in deliveries)
    assert not [asked for asked in ours.asked if OPENID.encode() in asked.body]


def test_the_list_of_one_template_is_no_list(standin: StandIn, ours: Receiver) -> None:
    standin.accept(OPENID, TEMPLATE)

    push(standin)

    (event,) = heard(standin, ours)
    assert event["List"]["SubscribeStatusString"] == "accept"


@pytest.mark.parametrize(
    ("suggest", "label", "told"), [(Suggest.PASS, 100, 100), (Suggest.RISKY, 20002, "20002")]
)
def test_a_picture_is_judged_later_under_its_number(
    standin: StandIn, ours: Receiver, suggest: Suggest, label: int, told: object
) -> None:
    standin.judge_picture("/p/1", suggest, label)

    trace_id = client_of(standin).check_picture(PICTURE, openid=OPENID)
    push(standin)

    (event,) = heard(standin, ours)
    assert event["trace_id"] == trace_id
    assert event["result"] == {"suggest": suggest, "label": told}
    assert "media_url" not in event


@pytest.mark.parametrize(("status", "errcode"), [(200, 0), (404, -1008)])
def test_a_picture_that_cannot_be_fetched_is_not_judged(
    standin: StandIn, ours: Receiver, status: int, errcode: int
) -> None:
    standin.fetches = True
    with answering(Receiver(status=status), tls=None) as pictures:
        url = f"http://127.0.0.1:{pictures.port}/p/1?s=x"
        client_of(standin).check_picture(url, openid=OPENID)
        push(standin)

    (event,) = heard(standin, ours)
    assert event["errcode"] == errcode
    assert [asked.path for asked in pictures.asked] == ["/p/1?s=x"]


@pytest.mark.parametrize(
    ("statuses", "tries", "is_heard"),
    [([], 1, True), ([500], 2, True), ([500] * 3, 4, True), ([500] * 4, 4, False)],
)
def test_an_event_comes_up_to_three_times_more(
    standin: StandIn, ours: Receiver, statuses: list[int], tries: int, *, is_heard: bool
) -> None:
    ours.statuses = statuses
    standin.accept(OPENID, TEMPLATE)

    deliveries = push(standin)

    keys = {event_key(event) for event in heard(standin, ours)}
    assert (len(deliveries), deliveries[-1].is_heard) == (tries, is_heard)
    assert len(keys) == 1
    assert push(standin) == []


def test_another_answer_than_success_is_none(standin: StandIn, ours: Receiver) -> None:
    ours.body = b"<html>ok</html>"
    standin.accept(OPENID, TEMPLATE)

    assert [one.is_heard for one in push(standin)] == [False] * 4


def test_nobody_at_the_address_is_told_in_vain(standin: StandIn) -> None:
    standin.callback_url = "http://127.0.0.1:9/wechat/callback"
    standin.accept(OPENID, TEMPLATE)

    assert {one.status for one in push(standin)} == {0}


def test_events_may_deliver_themselves() -> None:
    with (
        answering(Receiver(body=b"success"), tls=None) as ours,
        standing_in(HandClock(), pushes=True) as standin,
    ):
        standin.callback_url = f"http://127.0.0.1:{ours.port}/"
        standin.accept(OPENID, TEMPLATE)
        for _ in range(10_000):
            if ours.asked:
                break
            log_in(client_of(standin), standin)

    assert len(ours.asked) == 1


def test_it_runs_alone_and_says_how_to_set_us_up() -> None:
    asked = [sys.executable, "-m", "wechat.standin", "--port", "0", "--template", "t1=thing1"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        told = dict(program.stdout.readline().strip().split("=", 1) for _ in range(5))
        with standing_in() as spare:
            alone = StandIn(
                clock.now,
                replace(spare.account, base_url=told["WECHAT_API_URL"]),
                1,
            )
            code = raw(alone, "/standin/login_code", {"openid": OPENID})["code"]
            wechat = client_of(alone)
            openid = wechat.code_to_session(code).openid
            picture = wechat.code_image("A1", "pages/rate/rate")
        program.terminate()

    assert (openid, picture[:4]) == (OPENID, b"\x89PNG")
    assert told["WECHAT_APPID"] == alone.account.appid
    assert program.returncode == 0
