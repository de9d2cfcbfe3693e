"""Can everybody use the citizen's pages: by keyboard, by screen reader, with large text?"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.citizen.town import (
    STATES,
    Town,
    an_answered_case_in_large_type,
    receipt_on,
    send,
    tab_to,
    the_first_large_question,
    the_last_large_question,
)
from tests.house.barriers import LOOKS as BY_DAY_AND_NIGHT
from tests.house.barriers import grave_findings
from tests.house.chromium import DESKTOP, PHONE, NewPage

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP}
LARGE = (the_first_large_question, the_last_large_question, an_answered_case_in_large_type)
SMALLEST_TARGET, SMALLEST_LARGE_TARGET, SMALLEST_LARGE_TEXT = 44, 60, 18
# What is pressed: buttons, links that stand alone, and the labels over inputs of their own size.
TARGETS = """() => [...document.querySelectorAll(
    'button:not([aria-hidden]), .top a, .foot a, .rows a, summary, .row > label, .tg > label,'
    + 'select, input:not([type=hidden], [type=radio], [type=checkbox]), textarea, .err a')]
  .filter(each => each.checkVisibility())
  .map(each => [each.outerHTML.slice(0, 60), each.getBoundingClientRect().height])"""
TEXT_SIZES = """() => [...document.querySelectorAll('body *')]
  .filter(each => each.checkVisibility() && !each.closest('.vh, svg')
    && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(each => [each.textContent.slice(0, 20), parseFloat(getComputedStyle(each).fontSize)])"""


@pytest.mark.parametrize("look", BY_DAY_AND_NIGHT)
def test_no_state_of_any_page_has_a_grave_barrier(new_page: NewPage, town: Town, look: str) -> None:
    found = {}
    page = new_page(**LOOKS[look])
    for state in STATES:
        state(page, town)
        found[state.__name__] = grave_findings(page, in_the_dark=True)

    assert {name: barriers for name, barriers in found.items() if barriers} == {}


def test_one_can_rate_by_keyboard_alone(desktop_page: Page, town: Town) -> None:
    page = desktop_page
    page.goto(town.form())

    tab_to(page, page.locator("#l5"))
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("#t214"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#f-text"))
    page.keyboard.type("by keyboard")
    tab_to(page, page.locator("button.main"))
    page.keyboard.press("Enter")

    page.wait_for_url("**/w/thanks/**")
    assert "不满意 · 服务态度生硬" in page.locator("main").inner_text()


def test_enter_in_a_text_field_sends_the_form_and_changes_no_look(
    desktop_page: Page, town: Town
) -> None:
    page = desktop_page
    page.goto(town.form())
    tab_to(page, page.locator("#l5"))
    page.keyboard.press("Space")
    page.locator("summary", has_text="回访").click()

    page.locator("#f-contact").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/w/thanks/**")
    assert len(receipt_on(page)) == 19


def test_one_can_complain_and_follow_it_by_keyboard_alone(desktop_page: Page, town: Town) -> None:
    page = desktop_page
    page.goto(town.complaint())

    tab_to(page, page.locator("#k-complaint"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#c-attitude"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#f-text"))
    page.keyboard.type("by keyboard")
    tab_to(page, page.locator("button.main"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/thanks/**")
    code = receipt_on(page)
    tab_to(page, page.locator(".rows a").first)
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#code"))
    page.keyboard.type(code)
    page.keyboard.press("Enter")

    page.wait_for_url("**/c/*opened=1")
    assert "已收到，正在等待受理" in page.locator("main").inner_text()


def test_the_error_box_has_the_focus_and_leads_to_the_place(desktop_page: Page, town: Town) -> None:
    page = desktop_page
    page.goto(town.form())
    send(page)

    assert page.evaluate("document.activeElement.id") == "problems"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#f-level")
    assert page.url.endswith("#f-level")


# What fits on the narrow phone fits on the other.
@pytest.mark.parametrize("width", [320, pytest.param(375, marks=pytest.mark.nightly)])
def test_text_at_two_hundred_percent_needs_no_sideways_scroll(
    new_page: NewPage, town: Town, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 720}, is_mobile=True)
    too_wide = []
    for state in STATES:
        state(page, town)
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        page.evaluate("size => document.documentElement.style.fontSize = size + 'px'", size * 2)
        # Not innerWidth: a phone zooms out of a page that is too wide, and that number grows too.
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(state.__name__)

    assert too_wide == []


def test_whatever_is_pressed_is_large_enough(browser_page: Page, town: Town) -> None:
    small = []
    for state in STATES:
        state(browser_page, town)
        is_large = state in LARGE
        least = SMALLEST_LARGE_TARGET if is_large else SMALLEST_TARGET
        small += [
            f"{state.__name__}: {what} {height}"
            for what, height in browser_page.evaluate(TARGETS)
            if height < least - 0.5
        ]

    assert small == []


def test_large_type_is_at_least_eighteen_pixels_everywhere(browser_page: Page, town: Town) -> None:
    small = []
    for state in LARGE:
        state(browser_page, town)
        sizes = browser_page.evaluate(TEXT_SIZES)
        small += [(what, size) for what, size in sizes if size < SMALLEST_LARGE_TEXT]

    assert small == []
