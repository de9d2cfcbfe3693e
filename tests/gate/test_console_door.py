"""Who comes in at the console's door, and what are the others told?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server.db import session
from server.gate import SIGNED_IN, Door, console_actor, console_hall, open_to
from server.models.accounts import Draft
from server.models.audit import AuditRecord
from server.queries.accounts.drafts import KeptForm, draft_of
from server.rules.accounts.roles import Permission, Role
from server.settings import Settings
from tests.build import TestHall, a_hall
from tests.house.installation import Clock, installed
from tests.house.signed_in import CREATED_AT, an_account, sign_in
from tests.web.forms import words_of


@open_to(Door.CONSOLE, Permission.SEE_CASES)
def queue() -> str:
    return f"{console_actor().name} in {console_hall().code}"


@open_to(Door.CONSOLE, Permission.EXPORT, needs_fresh=True)
def export() -> str:
    return "rows"


@open_to(Door.CONSOLE, SIGNED_IN)
def own() -> str:
    return "own"


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    del clock
    with installed(settings) as app:
        app.add_url_rule("/console/t/queue", "t.queue", queue, methods=["GET", "POST"])
        app.add_url_rule("/console/t/export", "t.export", export)
        app.add_url_rule("/console/t/own", "t.own", own)
        app.add_url_rule("/api/v1/t", "t.api", queue)
        yield app


@pytest.fixture
def place(app: Flask) -> TestHall:
    with app.app_context():
        return a_hall()


def signed_in(app: Flask, place: TestHall, *roles: Role) -> FlaskClient:
    with app.app_context():
        account = an_account(place, *roles)
    return sign_in(app.test_client(), account)


def test_nobody_is_sent_to_the_door_and_back(app: Flask) -> None:
    answer = app.test_client().get("/console/t/queue?kind=complaint")

    assert answer.status_code == 303
    assert answer.headers["Location"] == (
        "/console/login?next=%2Fconsole%2Ft%2Fqueue%3Fkind%3Dcomplaint"
    )


def test_a_program_without_a_sign_in_is_told_so(app: Flask) -> None:
    assert app.test_client().get("/api/v1/t").status_code == 401


def test_the_right_role_comes_in_and_nothing_is_kept_by_its_browser(
    app: Flask, place: TestHall
) -> None:
    answer = signed_in(app, place, Role.SUPERVISOR).get("/console/t/queue")

    assert answer.text.endswith(f"in {place.hall.code}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "img-src 'self' data: blob:;" in answer.headers["Content-Security-Policy"]


def test_another_role_is_told_nothing_and_the_audit_everything(app: Flask, place: TestHall) -> None:
    answer = signed_in(app, place, Role.PUBLISHER).get("/console/t/queue")

    assert answer.status_code == 404
    with app.app_context():
        line = session.scalars(select(AuditRecord)).one()
    assert (line.hall_id, line.act, line.object) == (place.hall.id, "route_refused", "t.queue")


def test_a_hall_of_others_and_one_that_is_none_look_the_same(app: Flask, place: TestHall) -> None:
    with app.app_context():
        a_hall("H2")
    client = signed_in(app, place, Role.SUPERVISOR)

    foreign, absent = (client.get(f"/console/t/queue?hall={code}") for code in ("H2", "H9"))

    assert words_of(foreign) == words_of(absent)
    assert (foreign.status_code, absent.status_code) == (404, 404)


def test_own_pages_are_open_to_every_role(app: Flask, place: TestHall) -> None:
    assert signed_in(app, place, Role.STAFF).get("/console/t/own").text == "own"


@pytest.mark.parametrize(("seconds", "status"), [(300, 200), (301, 303)])
def test_an_export_asks_for_a_factor_of_the_last_five_minutes(
    app: Flask, place: TestHall, clock: Clock, seconds: int, status: int
) -> None:
    client = signed_in(app, place, Role.SUPERVISOR)

    clock.forward(timedelta(seconds=seconds))

    assert client.get("/console/t/export").status_code == status


@pytest.mark.parametrize(("seconds", "status"), [(599, 200), (600, 200), (601, 303)])
def test_an_unused_sign_in_is_over_after_ten_minutes(
    app: Flask, place: TestHall, clock: Clock, seconds: int, status: int
) -> None:
    client = signed_in(app, place, Role.SUPERVISOR)

    clock.forward(timedelta(seconds=seconds))

    assert client.get("/console/t/queue").status_code == status


def test_one_that_is_used_goes_on_until_twelve_hours(
    app: Flask, place: TestHall, clock: Clock
) -> None:
    client = signed_in(app, place, Role.SUPERVISOR)
    seen = []

    for _ in range(75):
        clock.forward(timedelta(minutes=10))
        seen.append(client.get("/console/t/queue").status_code)

    assert seen == [200] * 72 + [303] * 3


def test_another_site_cannot_send_in_a_persons_name(app: Flask, place: TestHall) -> None:
    client = signed_in(app, place, Role.SUPERVISOR)

    answer = client.post("/console/t/queue", headers={"Sec-Fetch-Site": "same-site"})

    assert answer.status_code == 403


@pytest.mark.parametrize(("days", "status"), [(89, 200), (90, 200), (91, 303)])
def test_where_passwords_age_an_old_one_opens_own_pages_only(
    settings: Settings, clock: Clock, days: int, status: int
) -> None:
    with installed(replace(settings, password_days=90)) as app:
        app.add_url_rule("/console/t/queue", "t.queue", queue)
        app.add_url_rule("/console/t/own", "t.own", own)
        with app.app_context():
            account = an_account(a_hall(), Role.SUPERVISOR)
        clock.move_to(CREATED_AT + timedelta(days=days))
        client = sign_in(app.test_client(), account)

        assert client.get("/console/t/queue").status_code == status
        assert client.get("/console/t/own").status_code == 200


def test_what_was_typed_over_an_expiry_waits_for_its_owner_alone(
    app: Flask, place: TestHall, clock: Clock
) -> None:
    with app.app_context():
        account, other = (an_account(place, Role.SUPERVISOR) for _ in range(2))
    client = sign_in(app.test_client(), account)
    clock.forward(timedelta(minutes=11))

    answer = client.post("/console/t/queue?lang=en", data={"reason": "三天未答复", "password": "x"})

    assert answer.headers["Location"] == (
        "/console/login?next=%2Fconsole%2Ft%2Fqueue%3Flang%3Den%26kept%3D1%23kept"
    )
    with app.app_context():
        keys = app.extensions["chuangping"].settings.keys("draft")
        kept = draft_of(account.id, "/console/t/queue", keys)
        assert draft_of(other.id, "/console/t/queue", keys) is None
        assert kept == KeptForm("/console/t/queue", (("reason", "三天未答复"),))
        assert "三天".encode() not in session.scalars(select(Draft.sealed)).one()


@pytest.mark.parametrize("token", ["", "forged-token"])
def test_a_stranger_leaves_nothing_behind(app: Flask, place: TestHall, token: str) -> None:
    del place
    client = app.test_client()
    client.set_cookie("__Host-console", token)

    client.post("/console/t/queue", data={"reason": "任意内容"})

    with app.app_context():
        assert session.scalars(select(Draft)).all() == []
