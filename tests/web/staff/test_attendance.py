"""A member of staff signs at a window, asks for leave and sees their days."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.queries.registry.halls import Hall
from server.queries.registry.serving import serving
from server.rules.accounts.roles import Role
from tests.actions.attendance.place import a_punctual_hall
from tests.build import TestHall, at
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import words_of
from tests.web.forms import form_to, forms_of

MORNING = at("2026-11-25 08:55")
LEAVE = {"kind": "annual", "from": "2026-12-01", "reason": "休假"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the actions and questions are tested on both."""
    return sqlite_url


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    clock.move_to(MORNING)
    with app.app_context():
        return a_punctual_hall()


@pytest.fixture
def clerk(app: Flask, place: TestHall) -> FlaskClient:
    with app.app_context():
        return sign_in(app.test_client(), an_account(place, Role.STAFF, staff="0138"))


def serves(app: Flask, hall: Hall, window_id: int) -> list[str]:
    with app.app_context():
        found = serving(hall, window_id, at("2026-11-25 10:00"))
    return [person.number for person in found.people]


def test_signing_in_at_a_window_makes_its_ratings_ones_own(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    page = clerk.get("/staff/sign?window=A01")
    answer = form_to(page, "/staff/sign").send(clerk)

    after = clerk.get(answer.headers["Location"])

    assert "已签到" in words_of(after)
    assert "在窗口 A01 在岗" in words_of(after)
    assert serves(app, place.hall, place.windows["A01"]) == ["0138"]


def test_signing_out_gives_the_window_back(
    app: Flask, place: TestHall, clerk: FlaskClient, clock: Clock
) -> None:
    clerk.post("/staff/sign", data={"window": "A01"})
    clock.move_to(at("2026-11-25 09:00"))

    clerk.post("/staff/sign/out")

    assert serves(app, place.hall, place.windows["A01"]) == ["0137"]
    assert "现在没有签到" in words_of(clerk.get("/staff/sign"))


def test_a_window_that_is_not_ones_own_is_told(clerk: FlaskClient) -> None:
    assert "不在您的排班和部门里" in words_of(clerk.get("/staff/sign?window=Z9"))
    assert clerk.post("/staff/sign", data={"window": "Z9"}).status_code == 404


def test_the_code_of_the_window_shows_citizens_what_it_showed(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    path = f"/w/{place.codes['A02']}"

    assert words_of(clerk.get(path)) == words_of(app.test_client().get(path))


def test_leave_is_asked_for_and_taken_back(clerk: FlaskClient) -> None:
    refused = clerk.post("/staff/leave", data={**LEAVE, "from": "2026-11-29"})
    asked = clerk.post("/staff/leave", data=LEAVE)
    page = clerk.get("/staff/leave")
    action = next(form.action for form in forms_of(page) if form.action.endswith("/withdraw"))
    clerk.post(action)

    assert refused.status_code == 422
    assert "没有工作日" in words_of(refused)
    assert asked.status_code == 303
    assert "已撤回" in words_of(clerk.get("/staff/leave"))


def test_ones_month_is_there_and_one_ahead_is_not(clerk: FlaskClient) -> None:
    assert clerk.get("/staff/attendance/2026-11").status_code == 200
    assert clerk.get("/staff/attendance/2026-12").status_code == 404
    assert clerk.get("/staff/attendance/nonsense").status_code == 404
