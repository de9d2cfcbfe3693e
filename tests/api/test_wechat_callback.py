"""Is what WeChat tells us kept once, answered at once, and everything else turned away?"""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import session
from server.models.wechat_accounts import WechatEvent
from server.queries.wechat.events import KEEPING, event_text
from server.settings import Settings
from tests.house.installation import NOW, Clock, a_settings
from tests.house.kept import moved
from wechat.account import Account
from wechat.callback import sealed, signature
from wechat.standin import ACCOUNT

PATH = "/wechat/callback"
OPENID = "o-who-agreed-to-messages"
EVENT: Mapping[str, Any] = {
    "ToUserName": "gh_1",
    "FromUserName": OPENID,
    "CreateTime": 1764036000,
    "MsgType": "event",
    "Event": "subscribe_msg_popup_event",
    "List": {"TemplateId": "t", "SubscribeStatusString": "accept"},
}
SERVERS = 4
OURS = {
    "WECHAT_APPID": ACCOUNT.appid,
    "WECHAT_SECRET": ACCOUNT.secret,
    "WECHAT_CALLBACK_TOKEN": ACCOUNT.callback_token,
    "WECHAT_AES_KEY": ACCOUNT.aes_key,
}


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """An installation with a mini-program."""
    return a_settings(database_url=database_url, var_dir=tmp_path, wechat=OURS)


@pytest.fixture
def client(app: Flask, clock: Clock) -> FlaskClient:
    """WeChat's servers, at ten in the morning."""
    del clock
    return app.test_client()


def tell(client: FlaskClient, event: Mapping[str, Any] = EVENT, **more: Any) -> TestResponse:
    """WeChat tells an event, with its own account and clock unless others are given."""
    query, body = sealed(event, more.get("account", ACCOUNT), more.get("now", NOW))
    return send(client, query, body)


def send(client: FlaskClient, query: Mapping[str, str], body: bytes) -> TestResponse:
    return client.post(PATH, query_string=query, data=body, content_type="application/json")


def kept(app: Flask) -> list[WechatEvent]:
    with app.app_context():
        return list(session.scalars(select(WechatEvent)))


def test_the_address_is_confirmed_by_its_echo(client: FlaskClient) -> None:
    stamp = {"timestamp": str(int(NOW.timestamp())), "nonce": "1514711492"}
    right = signature(ACCOUNT.callback_token, *stamp.values())

    answers = [
        client.get(
            PATH, query_string={**stamp, "signature": each, "echostr": "5927782489442352469"}
        )
        for each in (right, right[::-1], "")
    ]

    assert [answer.status_code for answer in answers] == [200, 403, 403]
    assert answers[0].text == "5927782489442352469"
    assert answers[0].mimetype == "text/plain"
    assert all("5927782489442352469" not in answer.text for answer in answers[1:])


def test_an_event_is_kept_sealed_and_answered_success(
    app: Flask, client: FlaskClient, settings: Settings
) -> None:
    answer = tell(client)

    (event,) = kept(app)
    assert (answer.status_code, answer.text) == (200, "success")
    assert (event.name, event.state, event.received_at) == (EVENT["Event"], "waiting", NOW)
    assert OPENID.encode() not in (event.sealed or b"")
    with app.app_context():
        assert event_text(event.key, settings.keys(KEEPING)) == EVENT


def test_told_again_it_is_answered_again_and_kept_once(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    query, body = sealed(EVENT, ACCOUNT, NOW)
    said = [send(client, query, body).text for _time in range(3)]
    clock.forward(timedelta(seconds=10))

    again = tell(client, now=NOW + timedelta(seconds=10))

    assert [*said, again.text] == ["success"] * 4
    assert len(kept(app)) == 1


def test_told_by_two_servers_at_once_it_is_kept_once(app: Flask, clock: Clock) -> None:
    del clock
    start = Barrier(SERVERS)

    def told(_server: int) -> str:
        client = app.test_client()
        start.wait()
        return tell(client).text

    with ThreadPoolExecutor(SERVERS) as servers:
        said = list(servers.map(told, range(SERVERS)))

    assert (said, len(kept(app))) == (["success"] * SERVERS, 1)


def test_two_of_one_person_in_one_second_stay_two(app: Flask, client: FlaskClient) -> None:
    other = {**EVENT, "List": {"TemplateId": "t", "SubscribeStatusString": "reject"}}

    said = [tell(client, event).text for event in (EVENT, other)]

    assert (said, len(kept(app))) == (["success"] * 2, 2)


SECOND = timedelta(seconds=1)
ANOTHERS = Account(ACCOUNT.appid, ACCOUNT.secret, callback_token="another", aes_key=ACCOUNT.aes_key)
FOREIGN = Account(
    "wxfedcba9876543210",
    ACCOUNT.secret,
    callback_token=ACCOUNT.callback_token,
    aes_key=ACCOUNT.aes_key,
)


@pytest.mark.parametrize(
    "more",
    [
        {"account": ANOTHERS},
        {"account": FOREIGN},
        {"now": NOW - 301 * SECOND},
        {"now": NOW + 301 * SECOND},
    ],
    ids=["forged", "of another app", "too old", "of the future"],
)
def test_what_is_not_for_us_from_wechat_and_now_is_refused_and_not_kept(
    app: Flask, client: FlaskClient, more: dict[str, Any]
) -> None:
    answer = tell(client, **more)

    assert (answer.status_code, kept(app)) == (403, [])
    assert OPENID not in answer.text


@pytest.mark.parametrize("age", [300, -300])
def test_five_minutes_are_let_pass(client: FlaskClient, age: int) -> None:
    assert tell(client, now=NOW - age * SECOND).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"<xml><Encrypt>x</Encrypt></xml>", b"[]", b"\xff\x00", json.dumps(EVENT).encode()],
    ids=["nothing", "XML", "a list", "no text", "plain mode"],
)
def test_what_cannot_be_opened_is_refused(app: Flask, client: FlaskClient, body: bytes) -> None:
    query, _body = sealed(EVENT, ACCOUNT, NOW)

    assert (send(client, query, body).status_code, kept(app)) == (403, [])


def test_a_body_that_was_touched_is_refused(app: Flask, client: FlaskClient) -> None:
    query, body = sealed(EVENT, ACCOUNT, NOW)
    place = body.index(b"Encrypt") + 30
    touched = body[:place] + (b"A" if body[place : place + 1] != b"A" else b"B") + body[place + 1 :]

    assert (send(client, query, touched).status_code, kept(app)) == (403, [])


@pytest.mark.parametrize(("size", "status"), [(64 * 1024, 403), (64 * 1024 + 1, 413)])
def test_more_than_64_kilobytes_are_not_read(
    app: Flask, client: FlaskClient, size: int, status: int
) -> None:
    query, _body = sealed(EVENT, ACCOUNT, NOW)

    assert (send(client, query, b" " * size).status_code, kept(app)) == (status, [])


@pytest.mark.parametrize("missing", ["WECHAT_APPID", "WECHAT_CALLBACK_TOKEN", "WECHAT_AES_KEY"])
def test_where_it_is_not_set_up_there_is_no_such_address(
    database_url: str, tmp_path: Path, clock: Clock, missing: str
) -> None:
    del clock
    half = {name: value for name, value in OURS.items() if name != missing}
    unset = a_settings(database_url=database_url, var_dir=tmp_path, wechat=half)
    with moved(unset, has_entrances=True) as app:
        client = app.test_client()

        assert [tell(client).status_code, client.get(PATH).status_code] == [404, 404]
        assert kept(app) == []


def test_a_page_of_another_site_cannot_send_one(client: FlaskClient) -> None:
    query, body = sealed(EVENT, ACCOUNT, NOW)

    answer = client.post(
        PATH, query_string=query, data=body, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
