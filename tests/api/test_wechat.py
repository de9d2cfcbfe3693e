"""A phone signs in by WeChat, is bound to an account, works, and is let go again."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_phone import invite_phone
from server.db import session
from server.gate import wiring
from server.models.audit import AuditRecord
from server.rules.accounts.roles import Role
from tests.api.calls import Caller
from tests.build import MORNING, TestHall, a_hall
from tests.house.installation import Clock
from tests.house.mini_program import set_up, settings_for
from tests.house.phones import a_phone, an_openid, holding, showing
from tests.house.signed_in import TestAccount, an_account
from tests.web.console.desk import statements_of
from wechat.standin import StandIn

ROOT = "/api/v1/wechat"
Trouble = Callable[[Flask, StandIn], None]


@pytest.fixture
def person(app: Flask, place: TestHall) -> TestAccount:
    """A window worker who supervises as well."""
    with app.app_context():
        return an_account(place, Role.STAFF, Role.SUPERVISOR, staff="0137")


def log_in(app: Flask, code: str) -> TestResponse:
    return app.test_client().post(f"{ROOT}/login", json={"code": code})


def a_code(app: Flask, person: TestAccount) -> str:
    """What the console gives out for that person."""
    with app.app_context():
        keys = wiring().settings.keys(PURPOSE)
        return invite_phone(person.name, keys=keys, by="李某", now=MORNING).code


def test_a_phone_signs_in_is_bound_works_and_is_let_go(
    app: Flask, mini_program: StandIn, person: TestAccount
) -> None:
    openid = an_openid()
    signed_in = log_in(app, mini_program.login_code(openid))
    phone = showing(app.test_client(), signed_in.get_json()["token"])
    code = a_code(app, person)

    bound = phone.post(f"{ROOT}/bind", json={"code": f"{code[:4]} {code[4:8]}-{code[8:].lower()}"})
    me = phone.get(f"{ROOT}/me")
    worked = phone.get("/api/v1/staff/me/ratings")
    let_go = phone.delete(f"{ROOT}/bind")
    after = phone.get("/api/v1/staff/me/ratings")

    assert signed_in.get_json()["person"] is None
    assert signed_in.get_json()["expires_in"] == 7200
    assert bound.get_json()["person"] == me.get_json()["person"]
    assert (worked.status_code, let_go.get_json(), after.status_code) == (
        200,
        {"person": None},
        401,
    )


def test_whoever_has_bound_a_phone_is_known_with_the_next_sign_in(
    app: Flask, mini_program: StandIn, person: TestAccount
) -> None:
    with app.app_context():
        openid = a_phone(person)

    signed_in = log_in(app, mini_program.login_code(openid)).get_json()

    assert signed_in["person"] == {
        "title": "张某",
        "roles": ["staff", "supervisor"],
        "permissions": signed_in["person"]["permissions"],
        "hall": {"code": "H1", "name": "示例区政务服务中心"},
        "halls": [{"code": "H1", "name": "示例区政务服务中心"}],
        "staff": True,
    }
    with app.app_context():
        last = session.scalars(select(AuditRecord).order_by(AuditRecord.position.desc())).first()
    assert last is not None
    assert (last.act, last.actor, last.facts) == ("signed_in", person.name, '{"by":"phone"}')
    assert {"see_own", "handle_cases"} <= set(signed_in["person"]["permissions"])
    assert "see_identity" not in signed_in["person"]["permissions"]


def test_of_a_citizens_phone_nothing_is_written(app: Flask, mini_program: StandIn) -> None:
    code = mini_program.login_code(an_openid())
    with statements_of(app) as sent:
        log_in(app, code)

    assert [one for one in sent if not one.startswith(("SELECT", "BEGIN"))] == []


def test_who_works_in_two_halls_chooses_one(app: Flask, place: TestHall) -> None:
    with app.app_context():
        second = a_hall("H2", windows=("B01",), staff=("0999",))
        person = an_account(place, Role.SUPERVISOR)
        everywhere = an_account(second, Role.INSPECTOR)
        phone, elsewhere = a_phone(person), a_phone(everywhere)

    first = holding(app.test_client(), phone).get(f"{ROOT}/me?hall=H1").get_json()["person"]
    other = holding(app.test_client(), elsewhere).get(f"{ROOT}/me?hall=H1").get_json()["person"]
    foreign = holding(app.test_client(), phone).get("/api/v1/inspections?hall=H2")

    assert (first["hall"]["code"], other["hall"]["code"]) == ("H1", "H2")
    assert foreign.status_code == 404


def never_given(_: Clock, __: StandIn) -> str:
    return "0123456789abcdef"


def of_somebody_at_risk(_: Clock, standin: StandIn) -> str:
    openid = an_openid()
    standin.faults.blocked.add(openid)
    return standin.login_code(openid)


def older_than_five_minutes(clock: Clock, standin: StandIn) -> str:
    code = standin.login_code(an_openid())
    clock.forward(timedelta(minutes=5, seconds=1))
    return code


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (never_given, (422, "wechat.code_invalid")),
        (older_than_five_minutes, (422, "wechat.code_invalid")),
        (of_somebody_at_risk, (403, "wechat.account_blocked")),
    ],
    ids=["never given", "older than five minutes", "of somebody at risk"],
)
def test_a_code_that_opens_nothing_is_told_as_what_it_is(
    app: Flask,
    mini_program: StandIn,
    clock: Clock,
    wrong: Callable[[Clock, StandIn], str],
    told: tuple[int, str],
) -> None:
    answer = log_in(app, wrong(clock, mini_program))

    assert (answer.status_code, answer.get_json()["code"]) == told


def test_a_code_opens_once(app: Flask, mini_program: StandIn) -> None:
    code = mini_program.login_code(an_openid())

    answers = [log_in(app, code) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 422]
    assert answers[1].get_json()["code"] == "wechat.code_used"


@pytest.mark.parametrize("code", ["", "with <signs>", "x" * 129])
def test_what_can_be_no_code_is_not_even_asked_about(
    app: Flask, mini_program: StandIn, code: str
) -> None:
    assert log_in(app, code).status_code == 422
    assert mini_program.asked == []


def no_network(app: Flask, standin: StandIn) -> None:
    set_up(app, settings_for(replace(standin.account, base_url="http://127.0.0.1:9")))


def busy(_: Flask, standin: StandIn) -> None:
    standin.faults.busy = 100


def a_gateway_answers(_: Flask, standin: StandIn) -> None:
    standin.faults.gateways = 100


def another_appid(app: Flask, standin: StandIn) -> None:
    set_up(app, settings_for(replace(standin.account, appid="wxfedcba9876543210")))


def another_secret(app: Flask, standin: StandIn) -> None:
    set_up(app, settings_for(replace(standin.account, secret="f" * 32)))


def no_mini_program(app: Flask, _: StandIn) -> None:
    set_up(app, {})


AWAY = (no_network, busy, a_gateway_answers, another_appid, another_secret, no_mini_program)


@pytest.mark.parametrize("trouble", AWAY, ids=lambda each: each.__name__.replace("_", " "))
def test_where_wechat_cannot_tell_signing_in_waits_and_rating_goes_on(
    app: Flask, mini_program: StandIn, caller: Caller, trouble: Trouble
) -> None:
    code = mini_program.login_code(an_openid())
    trouble(app, mini_program)

    answer = log_in(app, code)
    rated = caller.rate()

    assert (answer.status_code, answer.get_json()["code"]) == (503, "phone.sign_in_away")
    assert "评价和投诉不需要登录" in answer.get_json()["detail"]
    assert rated.status_code == 201


def test_no_log_holds_an_openid_a_code_or_the_secret(
    app: Flask, mini_program: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even the most talkative one."""
    openid = an_openid()
    code = mini_program.login_code(openid)

    with caplog.at_level(logging.DEBUG):
        token = log_in(app, code).get_json()["token"]
        log_in(app, code)
        set_up(app, settings_for(replace(mini_program.account, secret="f" * 32)))
        log_in(app, mini_program.login_code(openid))
    said = "\n".join(record.getMessage() for record in caplog.records)

    hidden = (openid, code, token, mini_program.account.secret)
    assert [one for one in hidden if one in said] == []
    assert "could not serve" in said
