"""What is contested changes a figure by a revision or a reversal, never by an edit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.house.chromium import DESKTOP
from tests.journeys.conftest import HALL, Street, opened
from tests.journeys.installation import Installation
from tests.journeys.office import Colleague, in_the_queue
from tests.journeys.small_hall import OPEN, settle
from tests.journeys.test_cases_to_the_end import fills_in, rates_badly, sends

pytestmark = pytest.mark.browser

OCTOBER = "2026-10"
OF_H1 = ("--hall", "H1")


@pytest.fixture
def second_desk(street: Street) -> Iterator[Page]:
    """A desk of another person."""
    yield from opened(street, DESKTOP)


def test_a_malicious_rating_is_set_aside_by_two_and_the_ranking_revised(
    installation: Installation, phone: Page, desk: Page, second_desk: Page
) -> None:
    rated_and_published(installation, phone)
    first = Colleague(desk, installation, "jiandu-1", "supervisor", OF_H1)
    second = Colleague(second_desk, installation, "jiandu-2", "supervisor", OF_H1)
    installation.moment = "2026-11-10 09:00"
    links = [first.is_invited(), second.is_invited()]
    with installation.open_to_citizens():
        first.joins(links[0])
        second.joins(links[1])
        [number] = in_the_queue(first)

        first.takes(number, "ask_exclusion", {"reason": "malicious"}, {"reason": "同一人多次。"})
        assert not desk.locator(f"form[action$='/{number}/approve_exclusion']").count()
        second.takes(number, "approve_exclusion")

    assert "逐条相符" in installation.does("recount", OCTOBER)
    installation.does("publish", "approve", OCTOBER, "--by", "王某")
    with installation.open_to_citizens():
        desk.goto(f"{HALL}/public/")
        assert "2026年11月10日发布" in desk.locator("main").inner_text()
        desk.get_by_role("link", name="看每个窗口的好评率和区间").click()
        assert "两人复核后搁置一条评价" in desk.locator("main").inner_text()
    installation.does("notices", "verify")
    installation.does("audit", "verify")


def rated_and_published(installation: Installation, phone: Page) -> None:
    """One bad rating in October; the month sealed by one person and published by another."""
    installation.moment = "2026-10-21 10:00"
    codes = settle(installation.settings)
    with installation.open_to_citizens():
        fills_in(phone, codes[OPEN])
    installation.moment = "2026-10-21 10:02"  # nobody reads and answers within three seconds
    with installation.open_to_citizens():
        sends(phone)
    installation.moment = "2026-11-02 09:00"
    installation.does("seal-month", OCTOBER, "--by", "李某")
    installation.does("publish", "approve", OCTOBER, "--by", "王某")


def test_an_appeal_that_is_upheld_reverses_the_entry(
    installation: Installation, phone: Page, desk: Page, second_desk: Page
) -> None:
    installation.moment = "2026-11-24 10:00"
    codes = settle(installation.settings)
    supervisor = Colleague(desk, installation, "jiandu", "supervisor", OF_H1)
    officer = Colleague(second_desk, installation, "kaohe", "appraisal_officer", OF_H1)
    clerk = Colleague(phone, installation, "chuangkou", "staff", (*OF_H1, "--staff", "0137"))
    links = [each.is_invited() for each in (supervisor, officer, clerk)]
    with installation.open_to_citizens():
        rates_badly(phone, codes[OPEN])
        for colleague, link in zip((supervisor, officer, clerk), links, strict=True):
            colleague.joins(link)
        is_charged(supervisor)
        appeals(phone)
        upholds(officer)

        phone.goto(f"{HALL}/staff/?month=2026-11")
        assert "已冲回" in phone.locator("main").inner_text()
        desk.goto(f"{HALL}/console/ledger?month=2026-11")
        assert desk.locator("main").inner_text().count("0137") >= 2


def is_charged(supervisor: Colleague) -> None:
    """The rating's case is decided: a person's fault."""
    [number] = in_the_queue(supervisor)
    supervisor.takes(number, "accept")
    supervisor.takes(number, "start")
    facts = {"finding": "substantiated", "outcome": "explained", "cause": "person"}
    supervisor.takes(number, "decide", {**facts, "staff": "0137"}, {"reason": "与记录相符。"})


def appeals(phone: Page) -> None:
    """The person opens the month, reads the entry, and asks for another look."""
    phone.goto(f"{HALL}/staff/?month=2026-11")
    with phone.expect_navigation():
        phone.locator("article.ev a", has_text="申诉").first.click()
    phone.fill("#f-words", "当时由别人代班，有排班记录。")
    with phone.expect_navigation():
        phone.locator("button.main").click()


def upholds(officer: Colleague) -> None:
    """Somebody who took no part finds that the person is right."""
    page = officer.page
    page.goto(f"{HALL}/console/appeals")
    with page.expect_navigation():
        page.locator("main a[href*='/console/appeals/']").first.click()
    page.locator("input[name=choice][value=upheld]").check()
    page.locator("textarea[name=answer]").fill("查看排班，当时确由他人代班，撤销这一条。")
    officer.press()
