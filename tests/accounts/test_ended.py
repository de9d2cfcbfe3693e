"""S8: what ends a sign-in ends it at once and everywhere."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.accounts.change_password import change_password
from server.actions.accounts.disable_account import disable_account
from server.actions.accounts.end_other_sign_ins import end_other_sign_ins
from server.actions.accounts.end_role import end_role
from server.actions.accounts.end_sessions import end_sessions
from server.actions.accounts.grant_role import grant_role
from server.actions.accounts.reset_account import reset_account
from server.actions.accounts.sign_out import sign_out
from server.rules.accounts.roles import Grant, Role
from server.settings import Settings
from tests.accounts.people import PASSWORD, STEP, Person, a_person, found, signed_in
from tests.build import TestHall, a_hall
from tests.house.installation import NOW, Clock, installed

LATER = NOW + 4 * STEP
End = Callable[[Person, TestHall, str], object]


@pytest.fixture
def place(app: Flask, clock: Clock) -> Iterator[TestHall]:
    clock.move_to(LATER)
    with app.app_context():
        yield a_hall()


@pytest.fixture
def another_node(place: TestHall, settings: Settings) -> Iterator[Flask]:
    """A second program on the same database."""
    del place
    with installed(replace(settings)) as node:
        yield node


def status(app: Flask, token: str) -> int:
    """What a browser with that token is answered."""
    client: FlaskClient = app.test_client()
    client.set_cookie("__Host-console", token)
    return client.get("/console/me").status_code


def disabled(person: Person, _: TestHall, __: str) -> None:
    disable_account(person.name, by="李某", now=LATER)


def ended_by_an_administrator(person: Person, _: TestHall, __: str) -> None:
    end_sessions(person.name, by="李某", now=LATER)


def given_another_role(person: Person, place: TestHall, _: str) -> None:
    grant_role(person.name, Grant(Role.PUBLISHER, place.hall.id), by="李某", now=LATER)


def without_the_role(person: Person, place: TestHall, _: str) -> None:
    end_role(person.name, Grant(Role.SUPERVISOR, place.hall.id), by="李某", now=LATER)


def given_a_new_password(person: Person, _: TestHall, __: str) -> None:
    reset_account(person.name, by="李某", now=LATER)


def signed_out(_: Person, __: TestHall, token: str) -> None:
    sign_out(found(token), now=LATER)


def with_a_changed_password(_: Person, __: TestHall, token: str) -> None:
    """The cookie from before the change, which somebody may have copied."""
    change_password(found(token), PASSWORD, "harbour-Lantern-9-moss", now=LATER)


ENDS: tuple[End, ...] = (
    disabled,
    ended_by_an_administrator,
    given_another_role,
    without_the_role,
    given_a_new_password,
    signed_out,
    with_a_changed_password,
)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__.replace("_", " "))
def test_the_old_cookie_opens_nothing_on_any_node(
    app: Flask, another_node: Flask, place: TestHall, end: End
) -> None:
    person = a_person(app, place)
    token = signed_in(person, now=LATER)
    before = status(app, token), status(another_node, token)

    end(person, place, token)

    assert before == (200, 200)
    assert (status(app, token), status(another_node, token)) == (303, 303)


def test_a_changed_password_ends_the_others_and_keeps_this_one(app: Flask, place: TestHall) -> None:
    person = a_person(app, place)
    other = signed_in(person, now=LATER - STEP)
    mine = signed_in(person, now=LATER)

    renewed = change_password(found(mine), PASSWORD, "harbour-Lantern-9-moss", now=LATER)

    assert [status(app, token) for token in (other, mine, renewed)] == [303, 303, 200]


def test_one_may_end_ones_own_others(app: Flask, place: TestHall) -> None:
    person = a_person(app, place)
    other = signed_in(person, now=LATER - STEP)
    mine = signed_in(person, now=LATER)

    assert end_other_sign_ins(found(mine), now=LATER) == 2  # the one of setting up is another
    assert [status(app, token) for token in (other, mine)] == [303, 200]


def test_a_token_chosen_by_somebody_else_is_never_taken_on(app: Flask, place: TestHall) -> None:
    """Fixation: a cookie planted before signing in is not the one after it."""
    person = a_person(app, place, Role.STAFF)
    client = app.test_client()
    client.set_cookie("__Host-console", "planted")

    client.post("/console/login", data={"name": person.name, "password": PASSWORD})

    cookie = client.get_cookie("__Host-console")
    assert cookie is not None
    assert cookie.value != "planted"
    assert status(app, "planted") == 303


def test_the_token_after_the_second_factor_is_another(app: Flask, place: TestHall) -> None:
    person = a_person(app, place)
    client = app.test_client()
    client.post("/console/login", data={"name": person.name, "password": PASSWORD})
    half = client.get_cookie("__Host-console")

    code = person.code(LATER).typed
    client.post("/console/second", data={"one_time_code": code})
    whole = client.get_cookie("__Host-console")

    assert half is not None
    assert whole is not None
    assert (status(app, half.value), status(app, whole.value)) == (303, 200)


def test_the_cookie_is_for_this_host_no_script_and_no_other_site(
    app: Flask, place: TestHall
) -> None:
    person = a_person(app, place, Role.STAFF)

    answer = app.test_client().post(
        "/console/login", data={"name": person.name, "password": PASSWORD}
    )

    session_cookie = next(
        line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-console=")
    )
    marks = {part.strip() for part in session_cookie.split(";")[1:]}
    assert marks == {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"}
