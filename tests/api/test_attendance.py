"""A machine tells of signs; a member of staff signs, asks for leave and sees their days."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.rules.accounts.roles import Role
from tests.api.calls import ROOT, Caller, fields_of
from tests.build import TestHall
from tests.house.signed_in import an_account, sign_in

SIGN = {"staff": "0137", "at": "2026-11-25T08:58:31+08:00"}
BAD = [
    {"staff": "0999", "at": "2026-11-25T08:58:31+08:00"},
    {"staff": "0137", "at": "2026-11-26T08:58:31+08:00", "direction": "in"},
]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the actions and questions are tested on both."""
    return sqlite_url


@pytest.fixture
def clerk(app: Flask, place: TestHall) -> FlaskClient:
    with app.app_context():
        return sign_in(app.test_client(), an_account(place, Role.STAFF, staff="0137"))


def test_what_a_machine_tells_again_is_known(system: Caller) -> None:
    first = system.post("/attendance", {"signs": [SIGN]})
    again = system.post("/attendance", {"signs": [SIGN, {**SIGN, "direction": "out"}]})

    assert first.get_json() == {"added": 1, "known": 0}
    assert again.get_json() == {"added": 1, "known": 1}


def test_one_bad_sign_takes_none_and_each_is_named(system: Caller) -> None:
    refused = system.post("/attendance", {"signs": [SIGN, *BAD]})
    after = system.post("/attendance", {"signs": [SIGN]})

    assert refused.status_code == 422
    fields = {error["field"] for error in refused.get_json()["errors"]}
    assert fields == {"signs.1.staff", "signs.2.at"}
    assert after.get_json()["added"] == 1


def test_what_is_no_object_in_a_list_is_named(system: Caller) -> None:
    refused = system.post("/attendance", {"signs": [None, 7]})

    assert fields_of(refused) == {"signs.0": "api.not_null", "signs.1": "api.not_object"}


def test_a_machine_without_a_token_is_turned_away(caller: Caller) -> None:
    assert caller.post("/attendance", {"signs": [SIGN]}).status_code == 401


def test_one_signs_and_sees_it_among_ones_days(clerk: FlaskClient) -> None:
    came = clerk.post(f"{ROOT}/staff/me/sign", json={"direction": "in", "window": "A01"})
    days = clerk.get(f"{ROOT}/staff/me/attendance?month=2026-11").get_json()["days"]

    assert came.get_json() == {"is_new": True, "window": "A01"}
    assert [(day["day"], len(day["signs"])) for day in days] == [("2026-11-25", 1)]


def test_business_is_told_within_one_day(clerk: FlaskClient) -> None:
    said = {
        "from_at": "2026-11-25T06:00:00Z",
        "until_at": "2026-11-25T17:00:00+08:00",
        "reason": "送件",
    }

    told = clerk.post(f"{ROOT}/staff/me/business", json=said)
    again = clerk.post(f"{ROOT}/staff/me/business", json=said)

    assert (told.get_json()["since"], told.get_json()["until"]) == ("14:00", "17:00")
    assert again.status_code == 422


def test_one_asks_for_leave_and_takes_it_back(clerk: FlaskClient) -> None:
    form = {
        "kind": "annual",
        "from_day": "2026-12-01",
        "to_day": "2026-12-01",
        "reason": "休假",
    }

    asked = clerk.post(f"{ROOT}/staff/me/leave", json=form)
    number = asked.get_json()["number"]
    back = clerk.delete(f"{ROOT}/staff/me/leave/{number}")

    assert asked.status_code == 201
    assert back.get_json()["state"] == "withdrawn"
