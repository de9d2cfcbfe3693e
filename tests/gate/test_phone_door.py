"""What is a bound phone told where a route asks for more than a phone shows?"""

from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from api.errors import answer_on
from server.db import session
from server.gate import PASSWORD_SHOWN, SIGNED_IN, Door, console_actor, console_title, open_to
from server.models.audit import AuditRecord
from server.rules.accounts.roles import Permission, Role
from server.settings import Settings
from tests.build import a_hall
from tests.house.installation import Clock, installed
from tests.house.phones import a_phone, holding
from tests.house.signed_in import an_account


@open_to(Door.CONSOLE, SIGNED_IN)
def own() -> str:
    return f"{console_actor().name}, {console_title()}"


@open_to(Door.CONSOLE, Permission.APPROVE_NOTICES, needs_fresh=True)
def publish() -> str:
    return "published"


@open_to(Door.CONSOLE, Permission.SEE_IDENTITY)
def identity() -> str:
    return "somebody"


@open_to(Door.CONSOLE, PASSWORD_SHOWN)
def half_way() -> str:
    return "half"


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    del clock
    with installed(settings) as app:
        routes = Blueprint("t", __name__, url_prefix="/api/v1/t")
        answer_on(routes)
        for view in (own, publish, identity, half_way):
            routes.add_url_rule(f"/{view.__name__}", view.__name__, view, methods=["POST"])
        app.register_blueprint(routes)
        yield app


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    """Of somebody who publishes and supervises."""
    with app.app_context():
        person = an_account(a_hall(), Role.SUPERVISOR, Role.PUBLISHER)
        openid = a_phone(person)
    return holding(app.test_client(), openid)


def test_a_phone_does_what_any_signed_in_person_may(phone: FlaskClient) -> None:
    answer = phone.post("/api/v1/t/own")

    assert answer.status_code == 200
    assert answer.text.startswith("supervisor-")
    assert answer.text.endswith(", 王某")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("route", ["publish", "half_way"])
def test_what_asks_for_a_factor_is_done_at_the_console(phone: FlaskClient, route: str) -> None:
    answer = phone.post(f"/api/v1/t/{route}")

    assert answer.status_code == 403
    assert answer.get_json()["code"] == "phone.console_needed"


def test_what_no_phone_may_see_is_not_there_and_the_try_is_on_record(
    app: Flask, phone: FlaskClient
) -> None:
    answer = phone.post("/api/v1/t/identity")

    with app.app_context():
        line = session.scalars(select(AuditRecord).filter_by(act="route_refused")).one()
    assert answer.status_code == 404
    assert (line.result, line.object) == ("refused", "t.identity")
