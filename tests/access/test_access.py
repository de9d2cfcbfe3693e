"""S1: every route behind the console's door, for every role, on own, foreign and absent objects.

A route without a row in routes.toml fails here, with the row ready to be reviewed and pasted.
"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from server.actions.accounts.disable_account import disable_account
from server.rules.accounts.roles import Role
from tests.access.house import House, looks, outcome, pairs, reviewed
from tests.access.rows import AT_THE_DOOR, console_routes
from tests.house.installation import NOW
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import statements_of

ROLES = tuple(Role)
CHANGES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE)(?!.*\b(sign_in|audit_record|audit_head)\b)", re.DOTALL
)


def test_every_route_has_a_reviewed_row_and_every_row_a_route(program: Flask) -> None:
    routes = {route.name: route for route in console_routes(program)}
    missing = [route.row_to_paste() for name, route in routes.items() if name not in reviewed()]
    gone = sorted(set(reviewed()) - set(routes))

    assert not missing, "review, and paste into tests/access/routes.toml:\n" + "\n".join(missing)
    assert not gone, f"rows of routes that are not there any more: {gone}"


def test_the_code_asks_for_what_the_table_says(program: Flask) -> None:
    routes = [route for route in console_routes(program) if route.name in reviewed()]

    apart = [
        route.row_to_paste()
        for route in routes
        for row in [reviewed()[route.name]]
        if (row.may, row.fresh, row.phone)
        != (route.declared(), route.need.is_fresh, not route.is_shut_to_phones)
    ]

    assert not apart, "the code says otherwise; review:\n" + "\n".join(apart)


def test_nobody_comes_in_without_a_whole_sign_in(house: House) -> None:
    stranger = house.app.test_client()
    half = house.client(Role.SUPERVISOR, is_verified=False)
    late = house.client(Role.SUPERVISOR, now=NOW - timedelta(minutes=11))
    ended = house.client(Role.SUPERVISOR, ended="signed_out")

    let_in = [
        f"{name}: {route.name}"
        for route, row in pairs(house)
        for name, client in (
            ("stranger", stranger),
            ("late", late),
            ("ended", ended),
            ("half", half),
        )
        if not (name == "half" and row.may == AT_THE_DOOR)
        if outcome(house.ask(client, route, row)) != "door"
    ]

    assert let_in == []


def test_a_disabled_account_comes_in_nowhere(house: House) -> None:
    with house.app.app_context():
        account = an_account(house.own, *(set(Role) - {Role.STAFF}))
    client = sign_in(house.app.test_client(), account)
    with house.app.app_context():
        disable_account(account.name, by="李某", now=NOW)

    let_in = [
        route.name
        for route, row in pairs(house)
        if outcome(house.ask(client, route, row)) != "door"
    ]

    assert let_in == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_in_where_the_table_says_and_nowhere_else(house: House, role: Role) -> None:
    wrong = []
    for route, row in pairs(house):
        if row.may == AT_THE_DOOR:
            continue  # for those who are half in; the others are sent on
        answer = house.ask(house.of(role), route, row)
        expected = "in" if role in row.roles() & row.seeing() else "absent"
        if outcome(answer) != expected:
            wrong.append(f"{route.name}: {role} is {outcome(answer)}, not {expected}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_foreign_and_what_is_absent_look_the_same(house: House, role: Role) -> None:
    apart = []
    for route, row in pairs(house):
        if row.object and role in row.roles():
            client = house.of(role)
            foreign, absent = (
                house.ask(client, route, row, which) for which in ("foreign", "absent")
            )
            if looks(foreign) != looks(absent) or outcome(absent) != "absent":
                apart.append(f"{route.name}: {role} {foreign.status_code} {absent.status_code}")

    assert not apart, "\n".join(apart)


def test_what_is_not_for_a_role_looks_as_if_it_were_not_there(house: House) -> None:
    apart = []
    for route, row in pairs(house):
        for role in sorted(row.roles() - row.seeing()) if row.object else ():
            client = house.of(role)
            own, absent = (house.ask(client, route, row, which) for which in ("own", "absent"))
            if looks(own) != looks(absent):
                apart.append(f"{route.name}: {role}")

    assert not apart, "\n".join(apart)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DISCIPLINE}))
def test_a_tip_off_is_there_for_the_discipline_contact_alone(house: House, role: Role) -> None:
    apart = []
    for route, row in pairs(house):
        if row.object == "case" and role in row.roles():
            client, of_tip_off = house.of(role), replace(row, object="tip_off")
            own, absent = (
                house.ask(client, route, of_tip_off, which) for which in ("own", "absent")
            )
            if looks(own) != looks(absent):
                apart.append(f"{route.name}: {role}")

    assert not apart, "\n".join(apart)


def test_looking_changes_nothing(house: House) -> None:
    """Beside the moment a sign-in was last used, and the lines of what was looked at."""
    written = []
    with house.app.app_context(), statements_of(house.app) as said:
        for route, row in pairs(house):
            if route.method == "GET":
                client, path = house.of(min(row.roles())), house.path(route, row)
                said.clear()
                client.get(path)
                written += [f"{route.name}: {one}" for one in said if CHANGES.match(one)]

    assert not written, "\n".join(written)


def test_a_stale_sign_in_is_asked_again_where_the_table_says(house: House) -> None:
    wrong = []
    for route, row in pairs(house):
        if row.fresh:
            role = min(row.roles())
            client = house.client(role, fresh_at=NOW - timedelta(seconds=301))
            if outcome(house.ask(client, route, row)) != "fresh":
                wrong.append(route.name)

    assert not wrong, "\n".join(wrong)
