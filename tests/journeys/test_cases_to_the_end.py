"""Complaints and bad ratings until they are closed, as citizen and office live through them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.citizen.town import choose, receipt_on, send
from tests.house.chromium import DESKTOP
from tests.journeys.citizen import Filed, complain_from_there, look_up_case, look_up_rating
from tests.journeys.conftest import HALL, Street, opened
from tests.journeys.installation import Installation
from tests.journeys.office import Colleague, in_the_queue
from tests.journeys.small_hall import OPEN, settle

pytestmark = pytest.mark.browser

# Not announced yet; a year as one could be, for this test alone.
NOTICE_2027 = """day,kind,name
2027-01-01,放假,元旦
2027-01-02,放假,元旦
2027-01-03,放假,元旦
2027-01-04,放假,元旦
2027-01-09,上班,元旦
"""
PHONE_NUMBER = "13800000000"
MEASURE = "更新清单，当日学习"
REPLY = "您反映的柜台没有人属实，我们已要求窗口 11月25日 整改，如不满意可要求重新办理。"


@pytest.fixture
def second_desk(street: Street) -> Iterator[Page]:
    """A desk of another person."""
    yield from opened(street, DESKTOP)


def rates_badly(phone: Page, code: str, *, contact: str = "") -> str:
    """A citizen at the window; the receipt."""
    fills_in(phone, code, contact=contact)
    return sends(phone)


def fills_in(phone: Page, code: str, *, contact: str = "") -> None:
    """The form, not sent yet."""
    phone.goto(f"{HALL}/w/{code}")
    choose(phone, "不满意")
    choose(phone, "服务态度生硬")
    phone.locator("#f-text").fill("柜台一直没有人")
    if contact:
        phone.locator("details:has(#f-contact) > summary").click()
        phone.locator("#f-contact").fill(contact)
        phone.locator("input[type=checkbox][name*=consent]").check()


def sends(phone: Page) -> str:
    """The form that is filled in; the receipt."""
    send(phone)
    phone.wait_for_url("**/w/thanks/**")
    return receipt_on(phone)


def test_a_bad_rating_goes_from_the_window_to_the_ledger(
    installation: Installation, phone: Page, desk: Page, second_desk: Page
) -> None:
    installation.moment = "2026-11-24 10:00"
    codes = settle(installation.settings)
    supervisor = Colleague(desk, installation, "jiandu", "supervisor", ("--hall", "H1"))
    of_d1 = ("--hall", "H1", "--department", "D1")
    head = Colleague(second_desk, installation, "bumen", "department_head", of_d1)
    links = [supervisor.is_invited(), head.is_invited()]
    with installation.open_to_citizens():
        receipt = rates_badly(phone, codes[OPEN], contact=PHONE_NUMBER)
        supervisor.joins(links[0])
        head.joins(links[1])
        [number] = in_the_queue(supervisor)

        verified_with_the_department(number, supervisor, head)
        put_right_and_called_back(number, supervisor, head)

        desk.goto(f"{HALL}/console/ledger?month=2026-11")
        assert "0137" in desk.locator("main").inner_text()
        page = look_up_rating(phone, receipt)
        assert REPLY in page
        assert "已经办结" in page
        phone.locator("summary", has_text="我的个人信息").click()
        assert "为了回访您" in phone.locator("main").inner_text()


def verified_with_the_department(number: str, supervisor: Colleague, head: Colleague) -> None:
    """Looked into; the contact is seen by the office alone, the fault is a person's."""
    supervisor.takes(number, "accept")
    supervisor.takes(number, "start")
    reason = {"reason": "核实当时情况。"}
    assert PHONE_NUMBER in supervisor.takes(number, "look", {"reason": "call_back"}, reason)
    supervisor.takes(number, "ask_unit", {"department": "D1"}, {"question": "当时谁在岗？"})
    assert PHONE_NUMBER not in head.opens(number)
    head.takes(number, "explain", {}, {"explanation": "当班人员去复印，没有挂牌。"})
    found = {"finding": "substantiated", "outcome": "on_ledger", "cause": "person"}
    supervisor.takes(number, "decide", {**found, "staff": "0137"}, {"reason": "与记录相符。"})


def put_right_and_called_back(number: str, supervisor: Colleague, head: Colleague) -> None:
    """Ordered, done, answered, called back, closed."""
    supervisor.takes(number, "rectify", {}, {"measure": MEASURE})
    head.takes(number, "report_rectified", {}, {"report": "已学习，已挂牌。"})
    supervisor.takes(number, "reply", {}, {"reply": REPLY})
    called = {"reached": "yes", "satisfied": "yes"}
    supervisor.takes(number, "call_back", called, {"call": "说可以。"})
    assert "已办结" in supervisor.takes(number, "close")


def test_an_anonymous_complaint_is_talked_over_reopened_and_decided_again(
    installation: Installation, phone: Page, desk: Page
) -> None:
    installation.moment = "2026-11-24 10:00"
    codes = settle(installation.settings)
    supervisor = Colleague(desk, installation, "jiandu", "supervisor", ("--hall", "H1"))
    link = supervisor.is_invited()
    with installation.open_to_citizens():
        rates_badly(phone, codes[OPEN])
        filed = complain_from_there(phone)
        supervisor.joins(link)
        number = filed.number.replace("-", "").replace(" ", "")

        supervisor.takes(number, "accept")
        supervisor.takes(number, "message", {}, {"message": "请问大约几点？"})
        assert "请问大约几点？" in look_up_case(phone, filed)
        says(phone, "citizen_message", "上午十点。")
        assert "上午十点。" in supervisor.opens(number)
        decides(supervisor, number, UNFOUNDED, "没有查到。")
        assert "没有查到" in look_up_case(phone, filed)
        phone.locator("details#reopen > summary").click()
        says(phone, "reopen", "有照片为证。")
        assert "有照片为证。" in supervisor.opens(number)
        decides(supervisor, number, FOUND_TRUE, "第二次查实。")

        page = supervisor.opens(number)
        assert "第 1 次" in page
        assert "第 2 次" in page
        assert "第二次查实" in look_up_case(phone, filed)


UNFOUNDED = {"finding": "unfounded", "outcome": "not_established"}
FOUND_TRUE = {"finding": "substantiated", "outcome": "explained", "cause": "rule"}


def decides(supervisor: Colleague, number: str, facts: dict[str, str], reply: str) -> None:
    """Look into it, decide, answer."""
    supervisor.takes(number, "start")
    supervisor.takes(number, "decide", facts, {"reason": "查看了叫号记录。"})
    supervisor.takes(number, "reply", {}, {"reply": reply})


def says(phone: Page, step: str, words: str) -> None:
    """The citizen writes into one of the forms of the case."""
    form = phone.locator(f"form:has(input[name=step][value={step}])")
    form.locator("textarea").fill(words)
    with phone.expect_navigation():
        form.locator("button").last.click()


def test_a_deadline_over_new_year_says_so_and_is_counted_again(
    installation: Installation, phone: Page, desk: Page, tmp_path: Path
) -> None:
    installation.moment = "2026-12-28 10:00"
    installation.does("calendar", "load")
    codes = settle(installation.settings)
    supervisor = Colleague(desk, installation, "jiandu", "supervisor", ("--hall", "H1"))
    link = supervisor.is_invited()
    with installation.open_to_citizens():
        filed = files_a_complaint(phone, codes[OPEN])
        supervisor.joins(link)
        number = filed.number.replace("-", "").replace(" ", "")
        page = supervisor.takes(number, "accept")
        assert "暂定" in page
        desk.locator("summary", has_text="怎么算的").click()
        assert "2027年放假安排还没有公布" in desk.locator("main").inner_text()
        assert "还没有公布" in look_up_case(phone, filed)

    notice = tmp_path / "2027.csv"
    notice.write_text(NOTICE_2027, encoding="utf-8")
    installation.does("calendar", "load", notice, "--source", "国办发明电〔2026〕0号")

    installation.moment = "2026-12-28 11:00"
    with installation.open_to_citizens():
        supervisor.signs_in()
        assert "暂定" not in supervisor.opens(number)
        assert "期限重新计算" in look_up_case(phone, filed)


def files_a_complaint(phone: Page, code: str) -> Filed:
    """A complaint at the window, without a rating before it."""
    phone.goto(f"{HALL}/w/{code}/complain")
    choose(phone, "投诉")
    choose(phone, "服务态度")
    phone.get_by_label("请写下经过").fill("柜台一直没有人")
    send(phone)
    phone.wait_for_url("**/c/thanks/**")
    return Filed(*phone.locator(".code b").all_inner_texts())
