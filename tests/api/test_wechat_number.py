"""A phone hands over its own number, to be put into a form; nothing keeps it."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.house.installation import Clock
from tests.house.phones import an_openid, holding
from wechat.standin import StandIn

NUMBER = "13800001111"


def hand_over(app: Flask, code: str) -> TestResponse:
    phone = holding(app.test_client(), an_openid())
    return phone.post("/api/v1/wechat/number", json={"code": code})


def test_the_number_comes_back_once(app: Flask, mini_program: StandIn) -> None:
    code = mini_program.phone_code(an_openid(), NUMBER)

    first, second = hand_over(app, code), hand_over(app, code)

    assert first.get_json() == {"number": NUMBER}
    assert second.status_code == 422


def test_a_code_of_six_minutes_ago_opens_nothing(
    app: Flask, mini_program: StandIn, clock: Clock
) -> None:
    code = mini_program.phone_code(an_openid(), NUMBER)
    clock.forward(timedelta(minutes=6))

    assert hand_over(app, code).status_code == 422


@pytest.mark.usefixtures("mini_program")
def test_whoever_did_not_sign_in_gets_no_number(app: Flask) -> None:
    answer = app.test_client().post("/api/v1/wechat/number", json={"code": "x"})

    assert answer.status_code == 401


def test_without_wechat_the_number_is_to_be_typed(app: Flask, mini_program: StandIn) -> None:
    mini_program.faults.busy_rate = 1

    answer = hand_over(app, mini_program.phone_code(an_openid(), NUMBER))

    assert answer.status_code == 503
    assert answer.get_json()["code"] == "phone.number_away"
