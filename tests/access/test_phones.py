"""The same table on a bound phone: the API alone, never more than a cookie opens, often less."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.accounts.disable_account import disable_account
from server.actions.operations.issue_token import issue_token
from server.actions.wechat.unbind_phone import unbind_phone
from server.rules.accounts.phones import NOT_ON_PHONES
from server.rules.accounts.roles import Role
from tests.access.house import House, looks, outcome, pairs
from tests.access.rows import Route, Row
from tests.house.installation import NOW
from tests.house.phones import a_phone, an_openid, holding, showing

ROLES = tuple(Role)
ON_PHONES = tuple(role for role in Role if role not in NOT_ON_PHONES)


def of_api(house: House) -> list[tuple[Route, Row]]:
    return [(route, row) for route, row in pairs(house) if route.is_of_api]


def expected(row: Row, role: Role) -> str:
    """What the row says of somebody with that role on a phone."""
    if role in NOT_ON_PHONES:
        return "door"
    if not row.phone or role not in row.roles():
        return "absent"
    if row.fresh:
        return "console"
    return "in" if role in row.roles_on_phones() else "absent"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_in_where_the_table_says_and_nowhere_else(house: House, role: Role) -> None:
    found = {
        route.name: (outcome(house.ask(house.phone_of(role), route, row)), expected(row, role))
        for route, row in of_api(house)
    }

    assert {name: told for name, told in found.items() if told[0] != told[1]} == {}


@pytest.mark.parametrize("role", ON_PHONES)
def test_what_is_foreign_and_what_is_absent_look_the_same(house: House, role: Role) -> None:
    apart = []
    for route, row in of_api(house):
        if row.object and row.phone and not row.fresh and role in row.roles():
            phone = house.phone_of(role)
            foreign, absent = (house.ask(phone, route, row, one) for one in ("foreign", "absent"))
            if looks(foreign) != looks(absent) or outcome(absent) != "absent":
                apart.append(route.name)

    assert apart == []


def test_whoever_shows_no_living_token_of_a_bound_phone_stays_outside(house: House) -> None:
    let_in = [
        f"{who}: {route.name}"
        for who, phone in strangers(house).items()
        for route, row in of_api(house)
        if outcome(house.ask(phone, route, row, "absent")) != "door"
    ]

    assert let_in == []


def strangers(house: House) -> dict[str, FlaskClient]:
    """Phones that are nobody's, or nobody's any more, by what is wrong with them."""
    supervisor, late = Role.SUPERVISOR, NOW - timedelta(hours=2, seconds=1)
    with house.app.app_context():
        closed, let_go = house.person(supervisor), house.person(supervisor)
        of_closed, of_let_go = a_phone(closed), a_phone(let_go)
        disable_account(closed.name, by="李某", now=NOW)
        unbind_phone(let_go.name, by="李某", now=NOW)
        of_system = issue_token(house.own.hall.id, "queue", now=NOW)
    client = house.app.test_client
    return {
        "a citizen's phone": holding(client(), an_openid()),
        "a token that is over": house.phone(supervisor, now=late),
        "a token from the future": house.phone(supervisor, now=NOW + timedelta(seconds=61)),
        "a closed account": holding(client(), of_closed),
        "a phone that was let go": holding(client(), of_let_go),
        "another system": showing(client(), of_system),
        "a forged token": showing(client(), "A" * 91),
    }


def test_a_bad_token_is_not_made_good_by_a_cookie(house: House) -> None:
    """Who shows both has said by which of them they come."""
    browser = house.client(Role.SUPERVISOR)
    showing(browser, "A" * 91)

    let_in = [
        route.name
        for route, row in of_api(house)
        if outcome(house.ask(browser, route, row, "absent")) != "door"
    ]

    assert let_in == []


def test_no_page_takes_a_phones_token(house: House) -> None:
    phone = house.phone(*ON_PHONES)

    let_in = [
        route.name
        for route, row in pairs(house)
        if not route.is_of_api and outcome(house.ask(phone, route, row, "absent")) != "door"
    ]

    assert let_in == []


def test_a_role_of_no_phone_adds_nothing_to_one_that_is(program: Flask, house: House) -> None:
    """A supervisor who is the discipline contact as well is a supervisor on the phone."""
    both, one = house.phone(Role.SUPERVISOR, Role.DISCIPLINE), house.phone_of(Role.SUPERVISOR)

    me = both.get("/api/v1/wechat/me").get_json()["person"]

    assert program is house.app
    assert me["roles"] == ["supervisor"]
    assert me["permissions"] == one.get("/api/v1/wechat/me").get_json()["person"]["permissions"]
    assert not set(me["permissions"]) & {"see_tip_offs", "see_identity", "export"}
