"""Can a member of staff read their page on a phone, in the dark, by ear and by keyboard?"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console_cases.test_case_pages import keep
from tests.browser.staff.conftest import StaffSite
from tests.house.barriers import LOOKS as BY_DAY_AND_NIGHT
from tests.house.barriers import grave_findings
from tests.house.chromium import DESKTOP, PHONE, NewPage

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALLEST_TARGET = 44
TARGETS = """() => [...document.querySelectorAll('main a, main button, summary, textarea, .look a')]
  .filter(each => each.checkVisibility())
  .map(each => [each.outerHTML.slice(0, 80), Math.round(each.getBoundingClientRect().height)])"""


def opened(new_page: NewPage, site: StaffSite, whose: Any, path: str, **look: Any) -> Page:
    page = new_page(**look)
    page.context.add_cookies([whose])
    page.goto(f"{site.url}{path}")
    return page


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("who", ["full", "empty"])
def test_the_page_has_no_grave_barrier_and_fits(
    new_page: NewPage, staff_site: StaffSite, who: str, look: str
) -> None:
    page = opened(new_page, staff_site, getattr(staff_site, who), "/staff/", **LOOKS[look])

    keep(page, f"staff-{who}-{look}")
    found = grave_findings(page, in_the_dark=look == "phone")
    small = [each for each in page.evaluate(TARGETS) if each[1] < SMALLEST_TARGET]
    assert found == []
    assert small == []
    assert page.evaluate(SIDEWAYS) <= 0
    expect(page.get_by_role("heading", level=1)).to_contain_text("张某的")


def test_an_appeal_goes_by_keyboard_alone(new_page: NewPage, staff_site: StaffSite) -> None:
    page = opened(new_page, staff_site, staff_site.empty, "/staff/", **PHONE)

    page.get_by_role("button", name="撤回").press("Enter")
    expect(page.get_by_role("status")).to_have_text("申诉已撤回。")
    page.get_by_role("link", name="提出申诉").first.press("Enter")
    page.get_by_label("哪里不对").type("当时我在另一个窗口")
    page.get_by_role("button", name="提交申诉").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("申诉已提交")
    expect(page.get_by_role("button", name="撤回")).to_be_visible()


@pytest.mark.parametrize("look", BY_DAY_AND_NIGHT)
def test_no_page_of_the_console_about_them_has_a_grave_barrier(
    new_page: NewPage, staff_site: StaffSite, look: str
) -> None:
    barriers, wide = {}, []
    for name, (who, path) in staff_site.pages.items():
        page = opened(new_page, staff_site, who, path, **LOOKS[look])
        keep(page, f"office-{name}-{look}")
        barriers[name] = grave_findings(page, in_the_dark=True)
        wide += [name] * (page.evaluate(SIDEWAYS) > 0)

    assert {name: found for name, found in barriers.items() if found} == {}
    assert wide == []
