"""Can everybody work with the console: small screens, dark, by keyboard, without scripts?"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.console_pages.conftest import Bureau
from tests.house.barriers import LOOKS as BY_DAY_AND_NIGHT
from tests.house.barriers import grave_findings
from tests.house.chromium import DESKTOP, PHONE, NewPage
from tests.web.public.months import FIRST

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP}
PAGES = {
    "overview": "/console/dashboard?month=2026-10",
    "overview-empty": "/console/dashboard",
    "attention": "/console/attention",
    "windows": "/console/registry/windows",
    "people": "/console/registry/people",
    "groups": "/console/registry/groups",
    "matters-none": "/console/registry/matters",
    "roster": "/console/registry/roster",
    "reattributions": "/console/registry/reattributions",
    "history": "/console/registry/history",
    "import": "/console/registry/import",
    "settings": "/console/settings",
    "setting": "/console/settings/counting_lanes",
    "codes": "/console/codes",
    "code": "/console/codes/windows/A01",
    "strays": "/console/codes/strays",
    "calendar": "/console/calendar?year=2026",
    "calendar-unknown": "/console/calendar?year=2028",
    "day": "/console/calendar/days/2026-10-10",
    "load-notice": "/console/calendar/load",
    "notices": "/console/notices",
    "notice": f"/console/notices/published/{FIRST}",
    "draft": "/console/notices/drafts/2026-10",
    "accounts": "/console/accounts",
    "account-new": "/console/accounts/new",
    "account": "/console/accounts/people/{number}",
    "audit": "/console/audit",
    "verify": "/console/audit/verify",
    "jobs": "/console/operations",
    "outbox": "/console/operations/outbox",
    "webhooks": "/console/operations/webhooks",
    "inbox": "/console/inbox",
    "nothing": "/console/nothing",
    "english": "/console/dashboard?month=2026-10&lang=en",
}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What stands alone and is lower than 44 pixels; links inside a sentence or a cell follow the
# line, as WCAG 2.5.8 allows.
TARGETS = """() => [...document.querySelectorAll(
    '.btn, .tabs a, .side a, .pager a, summary, select, .kp a, .lst a, .hb a')]
  .filter(each => each.checkVisibility())
  .map(each => [each.outerHTML.slice(0, 80), Math.round(each.getBoundingClientRect().height)])
  .filter(([_, height]) => height < 44)"""


def at_the_desk(new_page: NewPage, bureau: Bureau, **look: Any) -> Page:
    page = new_page(**look)
    page.context.add_cookies([bureau.cookie()])
    return page


def addresses(bureau: Bureau) -> dict[str, str]:
    return {name: bureau.url + path.format(number=bureau.number) for name, path in PAGES.items()}


def keep(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for it."""
    if "SHOTS" in os.environ:
        page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("look", BY_DAY_AND_NIGHT)
def test_no_page_of_the_console_has_a_grave_barrier(
    new_page: NewPage, bureau: Bureau, look: str
) -> None:
    page, found = at_the_desk(new_page, bureau, **LOOKS[look]), {}
    for name, address in addresses(bureau).items():
        page.goto(address)
        keep(page, f"{name}-{look}")
        found[name] = grave_findings(page, in_the_dark=True)

    assert {name: barriers for name, barriers in found.items() if barriers} == {}


def test_nothing_is_wider_than_a_phone_and_every_target_is_large_enough(
    new_page: NewPage, bureau: Bureau
) -> None:
    page, wide, small = at_the_desk(new_page, bureau, **PHONE), {}, {}
    for name, address in addresses(bureau).items():
        page.goto(address)
        wide[name] = page.evaluate(SIDEWAYS)
        small[name] = page.evaluate(TARGETS)

    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}
    assert {name: targets for name, targets in small.items() if targets} == {}


def test_no_page_says_anything_on_the_browsers_console(new_page: NewPage, bureau: Bureau) -> None:
    page, said = at_the_desk(new_page, bureau, **DESKTOP), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name, address in addresses(bureau).items():
        if name != "nothing":
            page.goto(address)

    assert said == []


def test_a_filter_replaces_the_list_alone_and_the_address_follows(
    new_page: NewPage, bureau: Bureau
) -> None:
    page = at_the_desk(new_page, bureau, **DESKTOP)
    page.goto(f"{bureau.url}/console/registry/windows")
    page.evaluate("() => { document.querySelector('h1').dataset.same = 'yes' }")

    page.fill("#s-q", "A03")
    page.locator(".flt button").click()
    page.wait_for_url("**q=A03**")
    page.wait_for_function("() => document.querySelectorAll('#list tbody tr').length === 1")

    assert page.locator("#list tbody th").inner_text().startswith("A03")
    assert page.locator("h1").get_attribute("data-same") == "yes"


def test_the_same_filter_works_without_scripts(new_page: NewPage, bureau: Bureau) -> None:
    page = at_the_desk(new_page, bureau, **DESKTOP, java_script_enabled=False)
    page.goto(f"{bureau.url}/console/registry/windows")

    page.fill("#s-q", "A03")
    page.locator(".flt button").click()
    page.wait_for_url("**q=A03**")

    assert page.locator("#list tbody tr").count() == 1


def test_the_keyboard_reaches_the_content_past_the_navigation(
    new_page: NewPage, bureau: Bureau
) -> None:
    page = at_the_desk(new_page, bureau, **DESKTOP)
    page.goto(f"{bureau.url}/console/settings")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('main')")


def test_on_paper_there_is_the_content_and_no_navigation(new_page: NewPage, bureau: Bureau) -> None:
    page = at_the_desk(new_page, bureau, **DESKTOP)
    page.goto(f"{bureau.url}/console/dashboard?month=2026-10")

    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert page.locator("svg.ch").first.is_visible()
    assert not page.locator(".side").is_visible()
    assert not page.locator(".flt").first.is_visible()


def test_a_mistake_is_told_where_it_was_made_and_nothing_typed_is_lost(
    new_page: NewPage, bureau: Bureau
) -> None:
    page = at_the_desk(new_page, bureau, **PHONE)
    page.goto(f"{bureau.url}/console/settings/ordinary_days")

    page.fill("#f-value", "0")
    with page.expect_navigation():
        page.locator("button.main").click()

    keep(page, "setting-problem-phone")
    assert page.locator("#problems a").get_attribute("href") == "#f-value"
    assert page.input_value("#f-value") == "0"
    assert page.locator("#f-value").get_attribute("aria-invalid") == "true"
    assert grave_findings(page) == []


def test_what_cannot_be_undone_is_unfolded_first(new_page: NewPage, bureau: Bureau) -> None:
    page = at_the_desk(new_page, bureau, **PHONE)
    page.goto(f"{bureau.url}/console/codes/windows/A02")
    before = page.locator(".once").first.inner_text()

    assert not page.locator("form[action$='/replace'] button").is_visible()
    page.locator("summary", has_text="换码").click()
    with page.expect_navigation():
        page.locator("form[action$='/replace'] button").click()

    assert page.locator(".said").is_visible()
    assert page.locator(".once").first.inner_text() != before
