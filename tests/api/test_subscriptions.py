"""Which messages may a phone ask for, is each consent counted, and whose phone is it?"""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server.db import session
from server.envelope import unseal
from server.gate import wiring
from server.models.operations import Erasure
from server.models.subscriptions import CaseOpenid, Consent
from server.queries.messages.followers import SEALING, follower_context
from server.rules.accounts.roles import Role
from server.settings import Settings
from tests.api.calls import ROOT, Caller, fields_of
from tests.build import TestHall
from tests.house.installation import a_settings
from tests.house.phones import a_phone, an_openid, holding
from tests.house.signed_in import an_account, sign_in
from tests.subscribe_build import SETTING

OPENID = an_openid()
KEY = {"Idempotency-Key": "a-key-of-the-tests-0001"}


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """An installation whose operator chose templates."""
    chosen = {"WECHAT_TEMPLATES": SETTING}
    return a_settings(database_url=database_url, var_dir=tmp_path, wechat=chosen)


@pytest.fixture
def phone(app: Flask, place: TestHall) -> FlaskClient:
    """The bound phone of somebody who works here."""
    with app.app_context():
        account = an_account(place, Role.STAFF, staff="0137")
        a_phone(account, openid=OPENID)
    return holding(app.test_client(), OPENID)


@pytest.fixture
def followed(app: Flask, place: TestHall) -> FlaskClient:
    """The phone of a citizen of that hour, signed in and bound to nobody."""
    del place
    return holding(app.test_client(), OPENID)


def names(answer: Any) -> dict[str, int]:
    return {one["name"]: one["remaining"] for one in answer.get_json()}


def test_templates_are_told_by_whom_they_are_for(caller: Caller) -> None:
    staff = caller.get("/wechat/templates?for=staff").get_json()
    citizen = caller.get("/wechat/templates?for=citizen&lang=en").get_json()

    assert [one["name"] for one in citizen] == ["case_accepted", "case_answered", "reminder"]
    assert citizen[0] == {"name": "case_accepted", "id": "t-accepted", "title": "Case taken up"}
    assert "case_accepted" not in [one["name"] for one in staff]
    assert {"name": "notice", "id": "t-notice", "title": "公示通知"} in staff


def test_what_a_phone_accepts_is_counted_and_shown(phone: FlaskClient) -> None:
    path = f"{ROOT}/wechat/subscriptions"
    results = {"t-notice": "accept", "t-reminder": "acceptWithAudio", "t-batch": "reject"}

    told = phone.post(path, json={"results": {**results, "t-unknown": "accept"}})
    again = phone.post(path, json={"results": {"t-notice": "accept"}})

    assert told.status_code == 200
    assert (names(told)["notice"], names(told)["reminder"]) == (1, 1)
    assert names(told)["rating_batch"] == 0
    assert names(again)["notice"] == names(phone.get(path))["notice"] == 2


def test_a_consent_that_is_told_twice_with_a_key_counts_once(phone: FlaskClient) -> None:
    path, told = f"{ROOT}/wechat/subscriptions", {"results": {"t-notice": "accept"}}

    first = phone.post(path, json=told, headers=KEY)
    second = phone.post(path, json=told, headers=KEY)

    assert first.data == second.data
    assert names(phone.get(path))["notice"] == 1


@pytest.mark.parametrize(
    "results",
    [[], {"t-notice": "yes"}, {"t-notice": True}, {f"t-{n}": "accept" for n in range(11)}],
    ids=["a list", "no answer", "no word", "too many"],
)
def test_what_is_no_answer_of_a_phone_is_refused(phone: FlaskClient, results: Any) -> None:
    answer = phone.post(f"{ROOT}/wechat/subscriptions", json={"results": results})

    assert answer.status_code == 422


def test_without_a_bound_phone_nothing_is_counted(app: Flask, place: TestHall) -> None:
    with app.app_context():
        account = an_account(place, Role.STAFF, staff="0137")
        desk = sign_in(app.test_client(), account)

    shown = desk.get(f"{ROOT}/wechat/subscriptions")
    refused = desk.post(
        f"{ROOT}/wechat/subscriptions",
        json={"results": {"t-notice": "accept"}},
        headers={"Origin": "https://pingjia.example.gov.cn"},
    )

    assert set(names(shown).values()) == {0}
    assert refused.status_code in {403, 409}
    with app.app_context():
        assert session.scalars(select(Consent)).all() == []


def a_complaint(caller: Caller) -> dict[str, Any]:
    """Number and secret code."""
    opened: dict[str, Any] = caller.complain().get_json()
    return opened


def test_a_citizen_follows_a_case_and_their_phone_is_sealed_with_it(
    app: Flask, caller: Caller, followed: FlaskClient
) -> None:
    opened = a_complaint(caller)
    results = {"t-accepted": "accept", "t-answered": "reject"}

    told = followed.post(f"{ROOT}/cases/subscribe", json={**opened, "results": results})
    looked = followed.post(f"{ROOT}/cases/subscribe", json={**opened, "results": {}})

    assert (
        names(told)
        == names(looked)
        == {
            "case_accepted": 1,
            "case_answered": 0,
            "reminder": 0,
        }
    )
    with app.app_context():
        row = session.scalars(select(CaseOpenid)).one()
        keys = wiring().settings.keys(SEALING)
        context = follower_context(row.hall_id, row.case_id)
        assert unseal(row.sealed, keys, context=context) == OPENID
        assert OPENID.encode() not in row.sealed


def test_who_accepts_nothing_leaves_nothing(
    app: Flask, caller: Caller, followed: FlaskClient
) -> None:
    results = {"t-accepted": "reject", "t-unknown": "accept"}

    followed.post(f"{ROOT}/cases/subscribe", json={**a_complaint(caller), "results": results})

    with app.app_context():
        assert session.scalars(select(CaseOpenid)).all() == []


def test_another_phone_takes_the_place_of_the_first_and_begins_at_nothing(
    app: Flask, caller: Caller, followed: FlaskClient
) -> None:
    opened = a_complaint(caller)
    accept = {**opened, "results": {"t-accepted": "accept"}}
    followed.post(f"{ROOT}/cases/subscribe", json=accept)
    followed.post(f"{ROOT}/cases/subscribe", json=accept)

    other = holding(app.test_client(), an_openid())
    told = other.post(f"{ROOT}/cases/subscribe", json=accept)

    assert names(told)["case_accepted"] == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"secret_code": "ZZZZZZZZZZZZZZZZ"}, 404), ({"number": "ZZZZZZZZZZ"}, 404)],
    ids=["another secret", "another number"],
)
def test_only_who_can_open_the_case_follows_it(
    app: Flask, caller: Caller, followed: FlaskClient, wrong: dict[str, str], status: int
) -> None:
    wish = {**a_complaint(caller), "results": {"t-accepted": "accept"}, **wrong}

    answer = followed.post(f"{ROOT}/cases/subscribe", json=wish)

    assert answer.status_code == status
    with app.app_context():
        assert session.scalars(select(Consent)).all() == []


def test_without_a_phone_that_signed_in_nobody_follows(caller: Caller) -> None:
    answer = caller.post("/cases/subscribe", {**a_complaint(caller), "results": {}})

    assert answer.status_code == 401


def test_following_ends_when_the_citizen_says_so_with_a_line_in_the_register(
    app: Flask, caller: Caller, followed: FlaskClient
) -> None:
    opened = a_complaint(caller)
    accept = {**opened, "results": {"t-accepted": "accept"}}
    followed.post(f"{ROOT}/cases/subscribe", json=accept)

    ended = caller.post("/cases/unsubscribe", opened)
    again = caller.post("/cases/unsubscribe", opened)

    assert (ended.get_json(), again.get_json()) == ({"erased": True}, {"erased": False})
    with app.app_context():
        assert session.scalars(select(CaseOpenid)).all() == []
        assert session.scalars(select(Consent)).all() == []
        assert [(row.data_class, row.rows) for row in session.scalars(select(Erasure))] == [
            ("follower", 1)
        ]


def test_templates_that_cannot_be_right_are_offered_to_nobody(
    caller: Caller, settings: Settings
) -> None:
    assert isinstance(settings.wechat, dict)
    settings.wechat["WECHAT_TEMPLATES"] = "{"

    assert caller.get("/wechat/templates?for=staff").get_json() == []


def test_for_whom_must_be_said(caller: Caller) -> None:
    assert fields_of(caller.get("/wechat/templates")) == {"for": "api.missing"}
