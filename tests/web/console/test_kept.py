"""Nothing typed is ever lost: over an expired sign-in, a form comes back filled in."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.db import session
from server.models.accounts import Draft
from server.rules.accounts.roles import Role
from server.texts import say
from tests.build import TestHall
from tests.case_build import a_case
from tests.house.installation import Clock
from tests.house.signed_in import TestAccount, an_account, sign_in
from tests.web.forms import Form, form_to, words_of

EXPIRED = timedelta(minutes=11)
NOTE = "已电话核实 <b>两次</b> & 留了言"


@pytest.fixture
def case(app: Flask, place: TestHall) -> str:
    with app.app_context():
        return a_case(place)


@pytest.fixture
def account(app: Flask, place: TestHall) -> TestAccount:
    with app.app_context():
        return an_account(place, Role.SUPERVISOR)


@pytest.fixture
def client(app: Flask, account: TestAccount) -> FlaskClient:
    return sign_in(app.test_client(), account)


def note_form(client: FlaskClient, case: str, query: str = "") -> Form:
    """The form for an internal note on the page of the case."""
    page = client.get(f"/console/cases/{case}{query}")
    return form_to(page, f"/console/cases/{case}/note")


def words_field(form: Form) -> str:
    """The name of the field that takes the note."""
    return next(name for name in form.fields if name not in {"nonce", "version", "kept"})


def drafts(app: Flask) -> int:
    with app.app_context():
        return session.scalar(select(func.count()).select_from(Draft)) or 0


def test_a_form_sent_too_late_comes_back_filled_in(
    app: Flask, client: FlaskClient, account: TestAccount, case: str, clock: Clock
) -> None:
    form = note_form(client, case)
    field = words_field(form)
    clock.forward(EXPIRED)

    answer = form.send(client, **{field: NOTE})
    door = client.get(answer.headers["Location"])
    sign_in(client, account)
    again = note_form(client, case, "?kept=1")

    assert answer.headers["Location"].startswith("/console/login?next=")
    assert say("account.kept_for_you", "zh") in words_of(door)
    assert again.value(field) == NOTE
    assert again.value("kept") == f"/console/cases/{case}"
    assert drafts(app) == 1


def test_once_it_was_sent_it_is_kept_no_longer(
    app: Flask, client: FlaskClient, account: TestAccount, case: str, clock: Clock
) -> None:
    form = note_form(client, case)
    field = words_field(form)
    clock.forward(EXPIRED)
    form.send(client, **{field: NOTE})
    sign_in(client, account)

    sent = note_form(client, case, "?kept=1").send(client)

    assert sent.status_code == 303
    assert drafts(app) == 0
    assert NOTE.partition("<")[0] in client.get(f"/console/cases/{case}").text


def test_somebody_else_at_the_same_browser_sees_nothing_of_it(
    app: Flask, client: FlaskClient, place: TestHall, case: str, clock: Clock
) -> None:
    form = note_form(client, case)
    field = words_field(form)
    clock.forward(EXPIRED)
    form.send(client, **{field: NOTE})
    with app.app_context():
        other = an_account(place, Role.SUPERVISOR)
    sign_in(client, other)

    page = note_form(client, case, "?kept=1")

    assert page.value(field) == ""
    assert drafts(app) == 1


def test_words_whose_form_is_gone_stand_above_the_page(
    client: FlaskClient, account: TestAccount, case: str, clock: Clock
) -> None:
    clock.forward(EXPIRED)
    client.post(f"/console/cases/{case}/close", data={"reason": NOTE})
    sign_in(client, account)

    page = client.get(f"/console/cases/{case}?kept=1")

    assert say("account.given_back_beside", "zh") in words_of(page)
    assert NOTE in words_of(page).replace("&lt;", "<").replace("&amp;", "&")


def test_asking_for_a_factor_again_loses_nothing_either(
    client: FlaskClient, account: TestAccount, case: str, clock: Clock
) -> None:
    del account
    clock.forward(timedelta(minutes=6))

    answer = client.post(f"/console/cases/{case}/look", data={"reason": NOTE})

    assert answer.headers["Location"].startswith("/console/fresh?next=")
    assert NOTE in client.get(f"/console/cases/{case}?kept=1").text.replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&amp;", "&")


def test_a_script_is_sent_to_the_door_as_a_whole_page(
    client: FlaskClient, case: str, clock: Clock
) -> None:
    clock.forward(EXPIRED)

    answer = client.get(f"/console/cases/{case}", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/console/login?next=")
