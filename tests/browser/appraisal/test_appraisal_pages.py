"""Can everybody work with the pages of the appraisal: small screens, dark, by ear, by finger?"""

import pytest

from tests.browser.appraisal.conftest import Site
from tests.browser.console_pages.test_console_pages import SIDEWAYS, keep
from tests.house.barriers import grave_findings
from tests.house.chromium import PHONE, NewPage

pytestmark = pytest.mark.browser

# What stands alone and is lower than 44 pixels; links inside a sentence or a cell follow the
# line, as WCAG 2.5.8 allows.
TARGETS = """() => [...document.querySelectorAll(
    '.btn, main button, .tabs a, .side a, .pager a, summary, select, .kp a, .lst a, .hb a')]
  .filter(each => each.checkVisibility())
  .map(each => [each.outerHTML.slice(0, 80), Math.round(each.getBoundingClientRect().height)])
  .filter(([_, height]) => height < 44)"""


@pytest.mark.parametrize("who", ["office", "people"])
def test_no_page_of_the_appraisal_keeps_anybody_out_on_a_phone(
    new_page: NewPage, site: Site, who: str
) -> None:
    """One load tells all: grave barriers in both lights, too wide, too small to be hit."""
    page, (cookie, addresses), found = new_page(**PHONE), site.pages[who], {}
    page.context.add_cookies([cookie])
    for address in addresses:
        page.goto(site.url + address)
        keep(page, address.strip("/").replace("/", "-"))
        found[address] = [page.evaluate(SIDEWAYS) > 0, page.evaluate(TARGETS)]
        found[address] += [grave_findings(page, in_the_dark=True)]

    assert {address: what for address, what in found.items() if what != [False, [], []]} == {}
