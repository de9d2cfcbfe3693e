"""Accounts in the console: invited with a link shown once, given roles, closed, reset."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from server.db import transaction
from server.models.accounts import SignIn
from server.queries.accounts.listed import ListedAccount, listed_accounts
from server.rules.accounts.roles import Role
from tests.build import MORNING
from tests.house.signed_in import TestAccount, an_account, sign_in
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to

PATH = "/console/accounts"
LINK = re.compile(r"https://\S+/console/invitation/([\w-]+)")


@pytest.fixture
def person(desk: Desk) -> TestAccount:
    """A supervisor whose account is managed."""
    with desk.app.app_context():
        return an_account(desk.place, Role.SUPERVISOR)


def listed(desk: Desk, name: str) -> ListedAccount:
    with desk.app.app_context():
        return next(each for each in listed_accounts() if each.name == name)


def press(client: FlaskClient, account: ListedAccount, what: str, **values: str) -> TestResponse:
    here = f"{PATH}/people/{account.number}"
    return form_to(client.get(here), f"{here}/{what}").send(client, **values)


def invited(client: FlaskClient, **values: str) -> TestResponse:
    typed = {"name": "wang-mou", "title": "王某", "role": "supervisor", **values}
    return form_to(client.get(f"{PATH}/new"), f"{PATH}/new").send(client, **typed)


def test_only_the_security_administrator_sees_accounts(desk: Desk, person: TestAccount) -> None:
    here = f"{PATH}/people/{listed(desk, person.name).number}"
    statuses = {
        role: {client.get(path).status_code for path in (PATH, f"{PATH}/new", here)}
        for role in (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR)
        for client in [desk.of(role)]
    }

    assert statuses.pop(Role.SECURITY_ADMIN) == {200}
    assert set(map(frozenset, statuses.values())) == {frozenset({404})}


def test_the_pages_are_there_in_english(desk: Desk, person: TestAccount) -> None:
    client, number = desk.of(Role.SECURITY_ADMIN), listed(desk, person.name).number

    for path in (PATH, f"{PATH}/new", f"{PATH}/people/{number}"):
        assert untranslated(client.get(f"{path}?lang=en")) == []


def test_who_is_invited_gets_a_link_that_is_shown_once_and_works(desk: Desk) -> None:
    client = desk.of(Role.SECURITY_ADMIN)

    page = words_of(invited(client))
    found = LINK.search(page)

    assert found
    assert listed(desk, "wang-mou").state == "invited"
    opened = desk.app.test_client().get(f"/console/invitation/{found[1]}")
    assert opened.status_code == 200
    later = client.get(f"{PATH}/people/{listed(desk, 'wang-mou').number}")
    assert not LINK.search(words_of(later))


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ({"name": ""}, 422, "请填写登录名"),
        ({"role": ""}, 422, "请选择角色"),
        ({"title": "长" * 61}, 422, "最多 60 字"),
        ({"staff": "9999"}, 422, ""),
    ],
    ids=["no name", "no role", "a long title", "an unknown staff number"],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    desk: Desk, typed: dict[str, str], status: int, told: str
) -> None:
    answer = invited(desk.of(Role.SECURITY_ADMIN), **({"title": "王某"} | typed))

    assert answer.status_code == status
    assert told in words_of(answer)
    assert form_to(answer, f"{PATH}/new").value("title") == typed.get("title", "王某")


def test_a_name_that_is_taken_is_told(desk: Desk, person: TestAccount) -> None:
    answer = invited(desk.of(Role.SECURITY_ADMIN), name=person.name)

    assert answer.status_code == 409
    assert form_to(answer, f"{PATH}/new").value("name") == person.name


def test_who_is_closed_is_out_at_once_and_comes_back_with_a_link(
    desk: Desk, person: TestAccount
) -> None:
    client, theirs = desk.of(Role.SECURITY_ADMIN), sign_in(desk.app.test_client(), person)
    before = theirs.get("/console/inbox").status_code

    press(client, listed(desk, person.name), "disable")
    after = theirs.get("/console/inbox")
    again = press(client, listed(desk, person.name), "enable")

    assert (before, after.status_code) == (200, 303)
    assert "/console/login" in after.headers["Location"]
    assert LINK.search(words_of(again))
    assert listed(desk, person.name).state == "invited"


def test_a_reset_keeps_the_second_factor_unless_the_telephone_was_lost(
    desk: Desk, person: TestAccount
) -> None:
    client = desk.of(Role.SECURITY_ADMIN)

    press(client, listed(desk, person.name), "reset")
    kept = listed(desk, person.name).has_second_factor
    press(client, listed(desk, person.name), "reset", second_factor="1")

    assert kept
    assert not listed(desk, person.name).has_second_factor


def test_a_role_is_given_and_taken_away(desk: Desk, person: TestAccount) -> None:
    client = desk.of(Role.SECURITY_ADMIN)

    press(client, listed(desk, person.name), "grant", role="publisher")
    given = {held.role for held in listed(desk, person.name).roles}
    press(client, listed(desk, person.name), "end-role")

    assert given == {Role.SUPERVISOR, Role.PUBLISHER}
    assert len(listed(desk, person.name).roles) == 1


def test_two_of_the_three_administrators_are_never_one_person(
    desk: Desk, person: TestAccount
) -> None:
    client = desk.of(Role.SECURITY_ADMIN)
    press(client, listed(desk, person.name), "grant", role="system_admin")

    answer = press(client, listed(desk, person.name), "grant", role="audit_admin")

    assert answer.status_code == 409
    assert Role.AUDIT_ADMIN not in {held.role for held in listed(desk, person.name).roles}


def test_nobody_changes_their_own_account(desk: Desk) -> None:
    with desk.app.app_context():
        own = an_account(desk.place, Role.SECURITY_ADMIN)
    client = sign_in(desk.app.test_client(), own)
    here = f"{PATH}/people/{listed(desk, own.name).number}"

    page = client.get(here)
    forced = client.post(f"{here}/disable")

    assert "须由别的安全管理员来改" in words_of(page)
    assert f'action="{here}/' not in page.text
    assert forced.status_code == 403
    assert listed(desk, own.name).state == "active"


def test_an_act_asks_for_a_factor_that_was_shown_lately(desk: Desk, person: TestAccount) -> None:
    client = desk.of(Role.SECURITY_ADMIN)
    with desk.app.app_context(), transaction() as current:
        current.execute(update(SignIn).values(fresh_at=MORNING - timedelta(minutes=6)))

    answer = press(client, listed(desk, person.name), "disable")

    assert answer.status_code == 303
    assert "/console/fresh" in answer.headers["Location"]
    assert listed(desk, person.name).state == "active"


def test_an_account_that_is_none_is_not_found(desk: Desk) -> None:
    assert desk.page(f"{PATH}/people/0000000000", Role.SECURITY_ADMIN).status_code == 404
