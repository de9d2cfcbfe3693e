"""Does an inspector go round with a phone: begin, look, find, sign, close, check again?"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.actions.inspections.take_order_step import take_order_step
from server.db import session
from server.models.inspections import InspectionFinding
from server.queries.inspections.findings import finding_numbered
from server.queries.inspections.rounds import draw_of, round_row
from server.rules.accounts.roles import Role
from server.rules.inspections.orders import OrderForm, OrderStepName
from tests.actions.inspections.rounds_build import SCHEME, Team, a_team, order
from tests.api.calls import BOUNDARY, KEY, ROOT, a_picture, fields_of, multipart
from tests.appraisal_build import an_adopted_scheme
from tests.build import MORNING, TestHall, a_hall
from tests.house.signed_in import TestAccount, an_account, sign_in

PHOTO = f"multipart/form-data; boundary={BOUNDARY}"
FOUND = {
    "window": "A01",
    "event": "finding",
    "item": "A1",
    "severity": "light",
    "words": "未着工装",
}


@pytest.fixture
def team(app: Flask, place: TestHall) -> Team:
    """Who inspects, under a scheme with items."""
    with app.app_context():
        an_adopted_scheme(place, SCHEME)
        return a_team(place)


@pytest.fixture
def inspector(app: Flask, team: Team) -> FlaskClient:
    """The browser of the inspector."""
    return browser(app, team.inspector)


def browser(app: Flask, account: TestAccount) -> FlaskClient:
    return sign_in(app.test_client(), account)


def read(client: FlaskClient, path: str = "") -> Any:
    answer = client.get(f"{ROOT}/inspections{path}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def send(client: FlaskClient, path: str, key: str = "", **said: Any) -> Any:
    headers = {KEY: key} if key else {}
    return client.post(f"{ROOT}/inspections{path}", json=said, headers=headers)


def begun(client: FlaskClient, **more: Any) -> str:
    answer = send(client, "", **{"kind": "patrol", "leader": "王某", **more})
    assert answer.status_code == 201, answer.text
    number: str = answer.get_json()["number"]
    return number


def findings(app: Flask) -> int:
    with app.app_context():
        return session.scalar(select(func.count()).select_from(InspectionFinding)) or 0


def test_a_round_goes_from_what_is_due_to_its_end(inspector: FlaskClient) -> None:
    due = read(inspector, "/today")["plan"]
    number = begun(inspector)

    for window in ("A01", "A01"):
        assert send(inspector, f"/{number}/looks", window=window).status_code == 201
    whole = read(inspector, f"/{number}")
    closed = send(inspector, f"/{number}/close", notes="一切正常")
    again = send(inspector, f"/{number}/close")

    assert [(one["title"], one["is_made"]) for one in due] == [("今日日检查", False)]
    assert [one["is_made"] for one in read(inspector, "/today")["plan"]] == [True]
    assert [(one["window"], one["look"]) for one in whole["targets"]] == [
        ("A01", "normal"), ("A02", "waiting"),
    ]  # fmt: skip
    assert closed.get_json()["state"] == "closed"
    assert (again.status_code, again.get_json()["code"]) == (409, "api.step_refused")
    assert "这次巡查已经结束" in again.get_json()["detail"]


def test_a_random_check_is_drawn_by_its_seed_and_begins_once(
    app: Flask, place: TestHall, inspector: FlaskClient
) -> None:
    said = {"kind": "random", "seed": "2026330", "count": 1, "team": "赵某"}

    first, again = (
        send(inspector, "", key="key-of-the-round-1", leader="王某", **said) for _ in range(2)
    )

    assert first.get_json() == again.get_json()
    number = first.get_json()["number"]
    told = read(inspector, f"/{number}")
    with app.app_context():
        kept = draw_of(place.hall.id, round_row(place.hall.id, number).id)
    assert kept is not None
    assert tuple(told["draw"]["drawn"]) == kept.draw.drawn
    assert [one["window"] for one in told["targets"]] == told["draw"]["drawn"]


def test_all_that_is_wrong_with_a_round_or_a_finding_is_named(inspector: FlaskClient) -> None:
    number = begun(inspector)

    started = send(inspector, "", kind="random", leader="", count=0)
    found = send(inspector, f"/{number}/findings", **{**FOUND, "item": "A2", "value": "-9"})

    assert fields_of(started) == {
        "leader": "inspections.leader_missing",
        "team": "inspections.team_small",
        "seed": "inspections.seed_unfit",
        "count": "inspections.count_unfit",
    }
    assert fields_of(found) == {
        "value": "inspections.value_unfit", "reason": "inspections.reason_missing",
    }  # fmt: skip


def test_what_was_kept_without_a_network_is_recorded_once_and_when_it_was_seen(
    app: Flask, place: TestHall, clock: Any, inspector: FlaskClient
) -> None:
    number = begun(inspector)
    form = {"form": f"{ROOT}/inspections/{number}/findings", "sent_with": "key-of-the-finding"}
    sent = inspector.post(
        f"{ROOT}/staff/me/photos", data=multipart(form, a_picture()), content_type=PHOTO
    )
    seen_at = (MORNING + timedelta(minutes=3)).isoformat()
    said = {**FOUND, "photos": [sent.get_json()["reference"]], "seen_at": seen_at}

    clock.move_to(MORNING + timedelta(minutes=8))
    first, again = (
        send(inspector, f"/{number}/findings", key="key-of-the-finding", **said) for _ in range(2)
    )

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert first.get_json()["state"] == "counted"
    assert findings(app) == 1
    with app.app_context():
        found = finding_numbered(place.hall.id, first.get_json()["number"])
    assert found.found_at == MORNING + timedelta(minutes=3)
    whole = read(inspector, f"/findings/{found.number}")
    photo = f"{ROOT}/inspections/findings/{found.number}/photos/{whole['photo_names'][0]}"
    assert inspector.get(photo).mimetype == "image/jpeg"


def test_points_within_a_range_are_signed_by_another_inspector(
    app: Flask, team: Team, inspector: FlaskClient
) -> None:
    number = begun(inspector)
    said = {**FOUND, "item": "A2", "value": "2", "reason": "造成重复跑", "witness": "赵某"}
    found = send(inspector, f"/{number}/findings", **said).get_json()
    signature = f"{ROOT}/inspections/findings/{found['number']}/signature"
    second = browser(app, team.second)

    own, other, twice = (client.put(signature) for client in (inspector, second, second))

    assert found["state"] == "waiting"
    assert own.status_code == 403
    assert (other.status_code, other.get_json()["state"]) == (200, "counted")
    assert twice.status_code == 409
    assert "已经签批" in twice.get_json()["detail"]


def test_what_was_an_error_is_taken_back_while_the_round_goes_on(inspector: FlaskClient) -> None:
    number = begun(inspector)
    found = send(inspector, f"/{number}/findings", **FOUND).get_json()["number"]

    back = inspector.delete(f"{ROOT}/inspections/findings/{found}")

    assert back.get_json()["state"] == "withdrawn"
    assert inspector.delete(f"{ROOT}/inspections/findings/{found}").status_code == 409


def test_the_form_offers_all_that_a_phone_needs_without_a_network(inspector: FlaskClient) -> None:
    number = begun(inspector, witness="赵某")

    form = read(inspector, f"/{number}/form")

    assert [(one["code"], one["is_range"]) for one in form["items"]] == [
        ("A1", False),
        ("A2", True),
    ]
    assert form["places"][0] == {
        "window": "A01", "window_name": "综合受理窗口", "department": "D1",
    }  # fmt: skip
    assert [one["value"] for one in form["units"][0]["people"]] == ["0137", "0138"]
    assert form["witness"] == "赵某"
    assert read(inspector, f"/{number}/windows/A01") == {"present": ["0137"]}


def test_an_order_that_was_answered_is_checked_again(
    app: Flask, place: TestHall, team: Team, inspector: FlaskClient
) -> None:
    with app.app_context():
        number = order(place, team)
        answer = OrderForm("已统一着装", OrderStepName.ANSWER)
        take_order_step(place.hall, number, answer, by=team.head.actor, now=MORNING)
    early = read(inspector, f"/orders/{number}")

    failed = send(inspector, f"/orders/{number}/steps", step="fail", words="还差工牌", term="short")
    passed = send(inspector, f"/orders/{number}/steps", step="pass")

    assert [one["step"] for one in early["next_steps"]] == ["pass", "fail", "cancel"]
    assert failed.get_json()["state_title"] == "待答复"
    assert (passed.status_code, passed.get_json()["code"]) == (409, "api.step_refused")
    assert read(inspector, "/orders")["rectifications"][0]["number"] == number


def test_a_head_of_department_reads_and_does_not_inspect(app: Flask, team: Team) -> None:
    number = begun(browser(app, team.inspector))
    head = browser(app, team.head)

    assert read(head, f"/{number}")["goes_on"] is False
    assert read(head, "/today")["may_inspect"] is False
    assert send(head, f"/{number}/looks", window="A01").status_code == 404


def test_nobody_of_another_hall_sees_a_round(app: Flask, inspector: FlaskClient) -> None:
    number = begun(inspector)
    with app.app_context():
        stranger = an_account(a_hall("H2", windows=("B01",), staff=("0999",)), Role.INSPECTOR)

    assert browser(app, stranger).get(f"{ROOT}/inspections/{number}").status_code == 404
