"""The queue and the case in a real browser: usable by everybody, on a phone and on a desk."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.console_cases.conftest import Bureau
from tests.house.barriers import LOOKS as BY_DAY_AND_NIGHT
from tests.house.barriers import grave_findings
from tests.house.chromium import DESKTOP, PHONE, NewPage

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP}
STATES = {
    "queue": "/console/cases",
    "queue-empty": "/console/cases?filter=mine",
    "search": "/console/cases?q=四十分钟",
    "search-none": "/console/cases?q=没有这句",
    "case-fresh": "/console/cases/{fresh}",
    "case-middle": "/console/cases/{middle}",
    "case-late": "/console/cases/{late}",
    "case-bad": "/console/cases/{bad}",
    "enter": "/console/cases/enter",
    "ratings": "/console/ratings",
    "ratings-none": "/console/ratings?level=5",
    "exports": "/console/exports",
    "english": "/console/cases/{middle}?lang=en",
}


def at_the_desk(new_page: NewPage, bureau: Bureau, **look: Any) -> Page:
    page = new_page(**look)
    page.context.add_cookies([bureau.cookie(bureau.supervisor)])
    return page


def keep(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for it."""
    if "SHOTS" in os.environ:
        page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("look", BY_DAY_AND_NIGHT)
def test_no_page_of_cases_has_a_grave_barrier(new_page: NewPage, bureau: Bureau, look: str) -> None:
    page = at_the_desk(new_page, bureau, **LOOKS[look])
    found = {}
    for name, path in STATES.items():
        page.goto(bureau.url + path.format(**bureau.cases))
        keep(page, f"{name}-{look}")
        found[name] = grave_findings(page, in_the_dark=True)

    assert {name: barriers for name, barriers in found.items() if barriers} == {}


def test_a_form_with_something_missing_opens_again_where_it_was(
    new_page: NewPage, bureau: Bureau
) -> None:
    page = at_the_desk(new_page, bureau, **PHONE)
    page.goto(bureau.url + STATES["case-fresh"].format(**bureau.cases))

    page.locator("#step-refuse > summary").click()
    page.fill("#step-refuse textarea[name=words-remedy]", "请拨打 12345。")
    with page.expect_navigation():
        page.locator("#step-refuse button.main").click()

    keep(page, "case-problem-phone")
    assert page.locator("#problems").is_visible()
    assert page.input_value("#step-refuse textarea[name=words-remedy]") == "请拨打 12345。"


@pytest.mark.parametrize("state", ["queue", "case-middle", "case-late", "enter", "ratings"])
def test_nothing_is_wider_than_a_phone(new_page: NewPage, bureau: Bureau, state: str) -> None:
    page = at_the_desk(new_page, bureau, **PHONE)

    page.goto(bureau.url + STATES[state].format(**bureau.cases))

    assert page.evaluate("document.documentElement.scrollWidth") <= 375
