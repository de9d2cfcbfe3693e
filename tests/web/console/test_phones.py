"""Phones in the console: a code that is shown once, who is bound since when, letting go."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.wechat.bind_phone import ShownCode, bind_phone
from server.actions.wechat.binding_codes import PURPOSE
from server.gate import wiring
from server.queries.accounts.listed import listed_accounts
from server.queries.wechat.phones import phone_keys, phone_of
from server.rules.accounts.roles import Role
from tests.build import MORNING
from tests.house.mini_program import set_up, settings_for
from tests.house.phones import an_openid
from tests.house.signed_in import TestAccount, an_account, sign_in
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to
from wechat.standin import ACCOUNT

ME = "/console/me"
CODE = re.compile(r"\b([0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{2})\b")


@pytest.fixture(autouse=True)
def a_mini_program(desk: Desk) -> None:
    """The installation has a mini-program."""
    set_up(desk.app, settings_for(ACCOUNT))


@pytest.fixture
def person(desk: Desk) -> TestAccount:
    """A window worker."""
    with desk.app.app_context():
        return an_account(desk.place, Role.STAFF, staff="0137")


@pytest.fixture
def administrator(desk: Desk) -> FlaskClient:
    """The browser of the security administrator."""
    return desk.of(Role.SECURITY_ADMIN)


def page_of(desk: Desk, person: TestAccount) -> str:
    with desk.app.app_context():
        number = next(one.number for one in listed_accounts() if one.name == person.name)
    return f"/console/accounts/people/{number}"


def press(client: FlaskClient, page: str, what: str) -> TestResponse:
    return form_to(client.get(page), f"{page}/{what}").send(client)


def bind(desk: Desk, answer: TestResponse) -> str:
    """A phone shows the code of that page; its openid."""
    shown, openid = CODE.search(words_of(answer)), an_openid()
    assert shown
    with desk.app.app_context():
        settings = wiring().settings
        keys = settings.keys(PURPOSE)
        bind_phone(ShownCode(shown[1], openid, keys, phone_keys(settings)), now=MORNING)
    return openid


def holder(desk: Desk, openid: str) -> str:
    with desk.app.app_context():
        found = phone_of(openid, phone_keys(wiring().settings), MORNING)
    return found.actor.name if found else ""


def test_an_administrator_gives_a_code_once_sees_the_binding_and_ends_it(
    desk: Desk, person: TestAccount, administrator: FlaskClient
) -> None:
    page = page_of(desk, person)
    shown = press(administrator, page, "phone")
    while_waiting = words_of(administrator.get(page))
    openid = bind(desk, shown)
    while_bound = words_of(administrator.get(page))
    was = holder(desk, openid)

    done = press(administrator, page, "phone/unbind")
    after = words_of(administrator.get(done.headers["Location"]))

    assert "2026年11月28日 10:00" in words_of(shown)  # 72 hours
    assert not CODE.search(while_waiting)
    assert "已发出一个绑定码" in while_waiting
    assert "已绑定 自 2026年11月25日 10:00 起" in while_bound
    assert (was, holder(desk, openid)) == (person.name, "")
    assert "已解除微信绑定。" in after


def test_one_binds_and_lets_go_of_ones_own(desk: Desk, person: TestAccount) -> None:
    client = sign_in(desk.app.test_client(), person)

    openid = bind(desk, press(client, ME, "phone"))
    was = holder(desk, openid)
    press(client, ME, "phone/unbind")

    assert (was, holder(desk, openid)) == (person.name, "")


def test_letting_go_twice_is_told_on_the_page_itself(desk: Desk, person: TestAccount) -> None:
    client = sign_in(desk.app.test_client(), person)
    bind(desk, press(client, ME, "phone"))
    form = form_to(client.get(ME), f"{ME}/phone/unbind")
    form.send(client)

    again = form.send(client)

    assert again.status_code == 409
    assert "没有绑定微信，不需要解除。" in words_of(again)


def test_who_has_nothing_to_do_on_a_phone_is_told_so_and_has_no_button(
    administrator: FlaskClient,
) -> None:
    page = administrator.get(ME)

    assert "不需要绑定微信" in words_of(page)
    assert f"{ME}/phone" not in page.text


def test_the_pages_are_there_in_english(
    desk: Desk, person: TestAccount, administrator: FlaskClient
) -> None:
    page = page_of(desk, person)
    shown = administrator.post(f"{page}/phone?lang=en")
    bind(desk, shown)
    own = sign_in(desk.app.test_client(), person).get(f"{ME}?lang=en")

    assert untranslated(shown) == []
    assert untranslated(administrator.get(f"{page}?lang=en")) == []
    assert untranslated(own) == []


def test_without_a_mini_program_no_page_speaks_of_phones(
    desk: Desk, person: TestAccount, administrator: FlaskClient
) -> None:
    set_up(desk.app, {})

    pages = [administrator.get(page_of(desk, person)), administrator.get(ME)]

    assert [page.status_code for page in pages] == [200, 200]
    assert [page for page in pages if "微信" in page.text] == []
