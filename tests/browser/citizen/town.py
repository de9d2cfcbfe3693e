"""What does a citizen do in a real browser?"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from server.settings import Settings
from tests.browser.citizen.cases import SECRET
from tests.build import TestHall

MOST_TABS = 90


@dataclass(frozen=True)
class Town:
    """A served hall, pairing codes for screens of window A01, and cases by what became of them."""

    url: str
    place: TestHall
    pairings: list[str]
    settings: Settings
    cases: dict[str, str]

    def form(self, window: str = "A01", query: str = "") -> str:
        """The address behind a window's code."""
        return f"{self.url}/w/{self.place.codes[window]}{query}"

    def complaint(self, window: str = "A01", query: str = "") -> str:
        """The address of a window's complaint form."""
        return f"{self.url}/w/{self.place.codes[window]}/complain{query}"


def choose(page: Page, name: str) -> None:
    """Choose what has that name; the input lies over its label, so this is where a thumb lands."""
    page.get_by_label(name).first.check()


def send(page: Page) -> None:
    """Press the large button."""
    # A click is over before the next page is there: what asks at once finds no page at all.
    with page.expect_navigation():
        page.locator("button.main").click()


def receipt_on(page: Page) -> str:
    """The last of the codes that stand large on a thank-you page."""
    return page.locator(".code b").last.inner_text()


def tab_to(page: Page, place: Locator) -> None:
    """Go to that place with the Tab key alone."""
    handle = place.element_handle()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("place => document.activeElement === place", handle):
            return
    raise AssertionError(f"{place} is out of the keyboard's reach")


def an_empty_form(page: Page, town: Town) -> None:
    """The rating form, just opened."""
    page.goto(town.form())


def a_form_at_a_shared_window(page: Page, town: Town) -> None:
    """The rating form of a window where two people serve."""
    page.goto(town.form("A02"))


def a_form_with_everything_open(page: Page, town: Town) -> None:
    """A level chosen, its tags shown, every fold open."""
    page.goto(town.form())
    choose(page, "非常不满意")
    for summary in page.locator("summary").all():
        summary.click()


def a_form_with_a_problem(page: Page, town: Town) -> None:
    """Sent without a reason."""
    an_empty_form(page, town)
    choose(page, "非常不满意")
    send(page)


def thanks_for_a_bad_rating(page: Page, town: Town) -> None:
    """The thank-you page of a bad rating."""
    an_empty_form(page, town)
    choose(page, "非常不满意")
    choose(page, "服务态度差效率低")
    choose(page, "有人要求或暗示我打好评")
    send(page)


def the_case_of_a_bad_rating(page: Page, town: Town) -> None:
    """What the receipt of a bad rating opens."""
    thanks_for_a_bad_rating(page, town)
    receipt = receipt_on(page)
    page.goto(f"{town.url}/r")
    page.get_by_label("查询码").fill(receipt)
    send(page)


def a_receipt(page: Page, town: Town) -> None:
    """What became of a rating, with the form of the second one."""
    the_case_of_a_bad_rating(page, town)
    page.goto(f"{town.url}/r/rating")


def an_unknown_receipt(page: Page, town: Town) -> None:
    """A receipt that never was."""
    page.goto(f"{town.url}/r")
    page.get_by_label("查询码").fill("0000")
    send(page)


def a_complaint_with_problems(page: Page, town: Town) -> None:
    """A complaint about nothing."""
    page.goto(town.complaint())
    choose(page, "投诉")
    send(page)


def a_filed_complaint(page: Page, town: Town) -> None:
    """The thank-you page of a complaint."""
    page.goto(town.complaint())
    choose(page, "投诉")
    choose(page, "服务态度")
    page.get_by_label("请写下经过").fill("等候时无人理会")
    send(page)


def a_case(page: Page, town: Town) -> None:
    """How a complaint stands."""
    a_filed_complaint(page, town)
    number, code = page.locator(".code b").all_inner_texts()
    page.goto(f"{town.url}/c/{number}")
    page.get_by_label("密码").fill(code)
    send(page)


def opened(page: Page, town: Town, what: str, query: str = "") -> None:
    """The page of one of the town's cases."""
    page.context.clear_cookies()  # it may be open from before
    page.goto(f"{town.url}/c/{town.cases[what]}{query}")
    page.locator("#code").fill(SECRET)
    send(page)


def an_answered_case(page: Page, town: Town) -> None:
    """Answered, looked at, with talk; every fold open."""
    opened(page, town, "answered")
    for summary in page.locator("summary").all():
        summary.click()


def an_answered_case_in_english(page: Page, town: Town) -> None:
    """The same in English."""
    opened(page, town, "answered", "?lang=en")


def an_answered_case_in_large_type(page: Page, town: Town) -> None:
    """The same for who sees badly."""
    opened(page, town, "answered", "?size=elder")


def a_case_with_a_long_count(page: Page, town: Town) -> None:
    """Fifteen working days, and a question whether it may be another kind."""
    opened(page, town, "long")


def a_case_that_was_not_accepted(page: Page, town: Town) -> None:
    """Refused, with the remedy."""
    opened(page, town, "refused")


def an_archived_case(page: Page, town: Town) -> None:
    """Nothing is possible any more but to see and erase."""
    opened(page, town, "archived")


def a_case_with_a_problem(page: Page, town: Town) -> None:
    """To be handled again, without saying why."""
    opened(page, town, "answered")
    page.locator("#reopen summary").click()
    with page.expect_navigation():
        page.locator("#reopen button").click()


def a_case_that_was_shut(page: Page, town: Town) -> None:
    """Words that were typed for longer than half an hour."""
    opened(page, town, "answered")
    page.context.clear_cookies()
    page.locator("#talk textarea").fill("写了很久")
    with page.expect_navigation():
        page.locator("#talk button").click()


def a_complaint_that_is_there_already(page: Page, town: Town) -> None:
    """Nearly the same is being handled."""
    said = "上午在窗口等了两个小时，没有人理会，问了三次"
    for words in (said, f"{said}！"):
        page.goto(town.complaint("A02"))
        choose(page, "投诉")
        choose(page, "服务态度")
        page.get_by_label("请写下经过").fill(words)
        send(page)


def a_revoked_code(page: Page, town: Town) -> None:
    """Behind a code that is no longer in use."""
    page.goto(town.form("A03"))


def a_device_without_pairing(page: Page, town: Town) -> None:
    """A screen that is none yet."""
    page.goto(f"{town.url}/screen/A01")


def the_first_large_question(page: Page, town: Town) -> None:
    """Elder mode, the first question."""
    page.goto(town.form("A02", "?size=elder"))


def the_last_large_question(page: Page, town: Town) -> None:
    """Elder mode, after three questions."""
    page.goto(town.form("A01", "?size=elder"))
    choose(page, "不满意")
    for _ in range(3):
        send(page)
        if page.locator("#f-text").count():
            page.locator("#f-text").fill("态度不好")


State = Callable[[Page, Town], None]
STATES: tuple[State, ...] = (
    an_empty_form,
    a_form_at_a_shared_window,
    a_form_with_everything_open,
    a_form_with_a_problem,
    thanks_for_a_bad_rating,
    the_case_of_a_bad_rating,
    a_receipt,
    an_unknown_receipt,
    a_complaint_with_problems,
    a_filed_complaint,
    a_case,
    an_answered_case,
    an_answered_case_in_english,
    an_answered_case_in_large_type,
    a_case_with_a_long_count,
    a_case_that_was_not_accepted,
    an_archived_case,
    a_case_with_a_problem,
    a_case_that_was_shut,
    a_complaint_that_is_there_already,
    a_revoked_code,
    a_device_without_pairing,
    the_first_large_question,
    the_last_large_question,
)
