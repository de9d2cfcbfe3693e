"""Do the office and the units work on cases over the API as at the console, and see no more?"""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.next_steps import NEEDS_FRESH
from server.rules.cases.step_names import StepName
from tests.access.rows import console_routes
from tests.api.calls import BOUNDARY, KEY, ROOT, a_picture, fields_of, multipart
from tests.build import TestHall, at
from tests.case_build import CONTACT, a_case, a_supervisor, case_row, step, walked_to
from tests.house.signed_in import an_account, sign_in

PHOTO = f"multipart/form-data; boundary={BOUNDARY}"


@pytest.fixture
def office(app: Flask, place: TestHall) -> FlaskClient:
    """The browser of a supervisor."""
    return of(app, place, Role.SUPERVISOR)


def of(app: Flask, place: TestHall, role: Role, department: str | None = None) -> FlaskClient:
    """The browser of somebody with that role."""
    with app.app_context():
        account = an_account(place, role, department=department)
    return sign_in(app.test_client(), account)


def filed(app: Flask, place: TestHall, *, state: CaseState | None = None, **more: Any) -> str:
    """A complaint, at that state; its number."""
    with app.app_context():
        number = a_case(place, **more)
        return walked_to(place, number, state, a_supervisor(place)) if state else number


def read(client: FlaskClient, path: str) -> Any:
    answer = client.get(f"{ROOT}/office/{path}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def take(client: FlaskClient, number: str, name: str, key: str = "", **said: Any) -> Any:
    headers = {KEY: key} if key else {}
    body = {"step": name, "seen_version": 1, **said}
    return client.post(f"{ROOT}/office/cases/{number}/steps", json=body, headers=headers)


def state_of(app: Flask, place: TestHall, number: str) -> str:
    with app.app_context():
        return case_row(place, number).state


def test_the_queue_counts_and_begins_with_what_is_most_urgent(
    app: Flask, place: TestHall, office: FlaskClient
) -> None:
    late = filed(app, place, moment=at("2026-11-10 10:00"))
    fresh = filed(app, place)

    whole, overdue = read(office, "cases"), read(office, "cases?urgency=overdue")

    assert [one["number"] for one in whole["cases"]] == [late, fresh]
    assert whole["cases"][0]["days_left"] < 0
    assert {one["filter"]: one["n"] for one in whole["filters"]}["all"] == 2
    assert [one["number"] for one in overdue["cases"]] == [late]
    assert read(office, f"cases?q={fresh}")["cases"][0]["number"] == fresh


def test_a_case_is_told_whole_and_never_the_contact(
    app: Flask, place: TestHall, office: FlaskClient
) -> None:
    number = filed(app, place, contact=CONTACT)

    answer = office.get(f"{ROOT}/office/cases/{number}")
    told = answer.get_json()

    assert CONTACT not in answer.text
    assert (told["words"], told["has_contact"], told["looks"]) == (
        "等了四十分钟，没有人。",
        True,
        0,
    )
    assert told["deadline"]["days"][0]["note"] == "起"
    assert [one["title"] for one in told["steps"]] == ["收到"]
    assert told["next_steps"][0]["step"] == "accept"
    assert [one["is_main"] for one in told["next_steps"]][:2] == [True, False]


def test_a_step_moves_the_case_and_sent_again_is_the_same_step(
    app: Flask, place: TestHall, office: FlaskClient
) -> None:
    number = filed(app, place)

    first = take(office, number, "accept", key="key-of-the-phone-1", words={"message": "已受理"})
    again = take(office, number, "accept", key="key-of-the-phone-1", words={"message": "已受理"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert first.get_json()["state_title"] == "已受理"
    assert state_of(app, place, number) == "accepted"
    assert read(office, f"cases/{number}")["version"] == 2


def test_whoever_acts_on_an_older_view_is_told_who_was_first(
    app: Flask, place: TestHall, office: FlaskClient
) -> None:
    number = filed(app, place)
    with app.app_context():
        other = a_supervisor(place)
        step(place, number, StepName.ACCEPT, other)

    answer = take(office, number, "refuse", words={"remedy": "请找主管部门"})

    assert answer.status_code == 409
    assert answer.get_json()["code"] == "error.case_moved"
    assert other.name in answer.get_json()["detail"]


def test_all_that_is_missing_is_named_by_the_fields_of_this_api(
    app: Flask, place: TestHall, office: FlaskClient
) -> None:
    number = filed(app, place, state=CaseState.INVESTIGATING)

    answer = take(office, number, "decide", seen_version=3, facts={"finding": "partly"})

    assert fields_of(answer) == {
        "facts.outcome": "problem.choice_missing",
        "facts.cause": "problem.choice_missing",
        "words.reason": "problem.words_missing",
    }


@pytest.mark.parametrize("name", sorted(NEEDS_FRESH))
def test_what_asks_for_a_fresh_factor_is_done_at_the_desk(
    app: Flask, place: TestHall, office: FlaskClient, name: StepName
) -> None:
    number = filed(app, place, kind=CaseKind.BAD_RATING, contact=CONTACT)

    answer = take(office, number, name, facts={"reason": "evidence"}, words={"reason": "核实"})

    assert answer.status_code == 409
    assert "在电脑上办理" in answer.get_json()["detail"]
    assert name not in {one["step"] for one in read(office, f"cases/{number}")["next_steps"]}


def test_the_steps_that_are_closed_are_those_for_which_the_console_asks_again(app: Flask) -> None:
    asking = {
        route.rule.rule.rpartition("/")[2]
        for route in console_routes(app)
        if route.rule.rule.startswith("/console/cases/") and route.need.is_fresh
    }

    assert asking == set(NEEDS_FRESH)


def test_a_unit_sees_its_own_cases_without_the_offices_notes(app: Flask, place: TestHall) -> None:
    head = of(app, place, Role.DEPARTMENT_HEAD, "D1")
    other, own = filed(app, place), filed(app, place, state=CaseState.ASSIGNED)
    with app.app_context():
        step(place, own, StepName.NOTE, a_supervisor(place))

    told = read(head, f"cases/{own}")

    assert [one["number"] for one in read(head, "cases")["cases"]] == [own]
    assert head.get(f"{ROOT}/office/cases/{other}").status_code == 404
    assert "内部备注" not in {line["title"] for line in told["steps"]}
    assert told["looks"] is None
    assert {one["filter"] for one in read(head, "cases")["filters"]} == {
        "all", "for_citizen", "for_unit",
    }  # fmt: skip


def test_a_photo_belongs_to_the_form_and_the_person_it_was_sent_for(
    app: Flask, place: TestHall, office: FlaskClient
) -> None:
    number, other = filed(app, place), filed(app, place)
    form = {"form": f"{ROOT}/office/cases/{number}/steps", "sent_with": "key-of-the-phone-2"}
    sent = office.post(
        f"{ROOT}/staff/me/photos", data=multipart(form, a_picture()), content_type=PHOTO
    )
    said = {"words": {"evidence": "叫号记录"}, "photos": [sent.get_json()["reference"]]}

    elsewhere = take(office, other, "add_evidence", key="key-of-the-phone-2", **said)
    stranger = take(
        of(app, place, Role.SUPERVISOR), number, "add_evidence", key="key-of-the-phone-2", **said
    )
    here = take(office, number, "add_evidence", key="key-of-the-phone-2", **said)

    assert [answer.status_code for answer in (elsewhere, stranger, here)] == [422, 422, 201]
    name = read(office, f"cases/{number}")["steps"][-1]["photos"][0]
    picture = office.get(f"{ROOT}/office/cases/{number}/photos/{name}")
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert office.get(f"{ROOT}/office/cases/{other}/photos/{name}").status_code == 404


def test_a_reply_is_advised_and_not_sent(app: Flask, place: TestHall, office: FlaskClient) -> None:
    number = filed(app, place, state=CaseState.DECIDED)
    replying = next(
        one for one in read(office, f"cases/{number}")["next_steps"] if one["step"] == "reply"
    )

    answer = office.post(f"{ROOT}/office/cases/{number}/reply-check", json={"reply": "已处理。"})

    assert replying["may_be_checked"]
    assert "没有写哪天" in answer.get_json()["lacking"]
    assert state_of(app, place, number) == "decided"
