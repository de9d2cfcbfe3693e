"""A new person comes to the console: from the link to their own page, by hand and eye."""

import re
from typing import TYPE_CHECKING, Any

import pyotp
import pytest

from server import clock
from server.rules.accounts.roles import Role
from server.texts import say
from tests.browser.door.conftest import Office
from tests.house.barriers import grave_findings
from tests.house.chromium import DESKTOP, PHONE, NewPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PASSWORD = "bamboo-Kettle-7-orbit"
SHAPES: list[Any] = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]


def press(page: "Page", code: str) -> None:
    page.get_by_role("button", name=say(code, "zh"), exact=True).click()


def accept(page: "Page", link: str) -> str:
    """The link, the button, a password; the name that the account is signed in with."""
    page.goto(link)
    press(page, "account.go_on")
    page.get_by_label(re.compile(say("account.new_password", "zh"))).fill(PASSWORD)
    page.get_by_label(say("account.password_again", "zh")).fill(PASSWORD)
    press(page, "account.keep_password")
    page.wait_for_url("**/console/login**")
    return PASSWORD


def sign_in(page: "Page", name: str) -> None:
    page.get_by_label(say("account.name", "zh")).fill(name)
    page.get_by_label(say("account.password", "zh"), exact=True).fill(PASSWORD)
    press(page, "account.sign_in")


def fits(page: "Page") -> bool:
    """Whether nothing stands out of the page to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("shape", SHAPES)
def test_from_the_link_to_ones_own_page(
    new_page: NewPage, office: Office, shape: dict[str, Any]
) -> None:
    page = new_page(**shape)
    link = office.link(Role.SUPERVISOR)
    name = f"supervisor-{len(office.links[Role.SUPERVISOR])}"

    accept(page, link)
    assert link.rpartition("/")[2] not in page.url
    sign_in(page, name)
    page.wait_for_url("**/console/enrol**")
    assert page.get_by_alt_text(say("account.enrol_symbol", "zh")).is_visible()
    assert fits(page)
    assert grave_findings(page) == []
    page.get_by_text(say("account.enrol_by_hand", "zh"), exact=True).click()
    seed = page.locator(".code-text").inner_text().replace(" ", "")
    page.get_by_label(say("account.first_code", "zh")).fill(pyotp.TOTP(seed).at(clock.now()))
    press(page, "account.go_on")
    page.get_by_role("heading", name=say("account.codes_title", "zh")).wait_for()
    assert page.locator("li.code-text").count() == 10
    assert fits(page)
    assert grave_findings(page) == []
    page.goto(f"{office.url}/console/me")

    assert page.get_by_text(say("account.codes_left", "zh", count=10)).is_visible()
    assert fits(page)
    assert grave_findings(page) == []


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(
    new_page: NewPage, office: Office
) -> None:
    page = new_page(**PHONE)
    page.goto(f"{office.url}/console/me")
    page.get_by_label(say("account.name", "zh")).fill("nobody")
    page.get_by_label(say("account.password", "zh"), exact=True).fill("wrong-Kettle-7")
    press(page, "account.sign_in")

    page.get_by_role("alert").wait_for()
    assert say("account.sign_in_refused", "zh") in page.get_by_role("alert").inner_text()
    name = page.get_by_role("textbox", name=say("account.name", "zh"))
    assert name.input_value() == "nobody"
    assert grave_findings(page) == []


def test_without_a_script_it_works_as_well(new_page: NewPage, office: Office) -> None:
    page = new_page(**DESKTOP, java_script_enabled=False)
    link = office.link(Role.STAFF)
    name = f"staff-{len(office.links[Role.STAFF])}"

    accept(page, link)
    sign_in(page, name)
    page.goto(f"{office.url}/console/me")

    assert page.get_by_text(say("account.no_second", "zh")).is_visible()
