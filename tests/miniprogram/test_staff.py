"""Can somebody at a window do all that is theirs on a phone, by touch, at the real server?"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import clock
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.queries.attendance.own_windows import signed_in_at
from server.queries.inspections.orders import order_numbered, orders_page
from server.queries.ledger.appeals import FoundAppeal, appeals_of
from server.rules.inspections.kinds import OrderState
from tests.api.calls import a_picture
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall
from tests.miniprogram.staff_hall import DEMAND, ME, WRITTEN, StaffHall, a_staff_hall

pytestmark = pytest.mark.browser
MINE, ENGLISH = "openid-of-the-clerk", {"lang": "en", "size": "elder"}
WHY = "那天窗口前有三十人排队"
PAGES = ("today", "ratings", "score", "appeal", "documents", "rectifications", "messages")
SMALLEST_TARGET = 44
# What can be touched on the page on top and is lower than that; what is wider than the phone;
# and words that were not filled in.
AMISS = """least => {
  const page = document.querySelector('.phone-page:not([hidden])')
  const low = [...page.querySelectorAll('[role=button],[role=link],[role=radio],wx-button')]
    .filter(one => one.offsetHeight && one.offsetHeight < least)
    .map(one => `low: ${one.innerText} ${one.offsetHeight}`)
  const wide = [...page.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => `wide: ${one.className} ${one.innerText}`)
  const unfilled = page.innerText.match(/[{}]|undefined|NaN/g) || []
  return [...low, ...wide, ...unfilled]
}"""


@pytest.fixture(scope="module")
def staff_hall(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StaffHall]:
    """0137 has something on every page."""
    with a_staff_hall(sqlite_template, tmp_path_factory.mktemp("staff-hall")) as hall:
        yield hall


@pytest.fixture(scope="module")
def served_hall(staff_hall: StaffHall) -> ServedHall:
    """The phone visits this hall here."""
    return staff_hall.served


@pytest.fixture
def mine(phone: Phone, staff_hall: StaffHall) -> Phone:
    """The phone of 0137, bound already."""
    return phone.is_of(staff_hall.another_phone())


def opened(phone: Phone, page: str) -> None:
    """The page is on top and shows what it found, if only that there is nothing."""
    phone.at(f"staff/{page}/{page}").locator("[aria-busy=true]").wait_for(state="detached")


def shot(phone: Phone, name: str) -> None:
    """A picture of the page, where SHOTS says into which folder."""
    if os.environ.get("SHOTS"):
        phone.page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)


def bind(phone: Phone, code: str) -> None:
    """From the first page, with the code of the console."""
    phone.launch()
    phone.tap("工作人员入口，本单位人员绑定账号后使用", role="link")
    phone.at("staff/bind/bind")
    phone.type("绑定码", code)
    shot(phone, "staff-bind")
    phone.tap("绑定这部手机")
    phone.at("staff/today/today")


def sign_in_by_scan(phone: Phone, hall: ServedHall) -> None:
    """At A02, where somebody else is on the roster."""
    phone.reads("现在没有签到")
    shot(phone, "staff-today")
    phone.sees(hall.link("A02"))
    phone.tap("扫窗口码签到")
    phone.reads("起在窗口 A02 在岗")
    shot(phone, "staff-today-in")


def write_an_appeal(phone: Phone) -> None:
    """Against what a citizen wrote, with a photo; the phone ends it before it is sent."""
    phone.tap("提出申诉")
    phone.at("staff/appeal/appeal")
    phone.type("理由", WHY)
    phone.tap("加照片")
    phone.screen.get_by_role("button", name="照片 1，点开看大图").wait_for()
    phone.kill()
    phone.launch("staff/ratings/ratings")
    phone.tap("提出申诉")
    phone.reads("上次没提交的内容还在。")
    shot(phone, "staff-appeal")
    phone.tap("提交申诉")
    phone.reads("已提交，编号")
    shot(phone, "staff-appeals")


def accept_a_message(phone: Phone) -> None:
    """WeChat may tell once."""
    phone.launch("staff/messages/messages")
    phone.reads("积分变动通知：还可以发 0 条")
    phone.tap("同意接收")
    phone.reads("积分变动通知：还可以发 1 条")


def decide(staff_hall: StaffHall) -> FoundAppeal:
    """The supervisor decides the one appeal, and the worker carries the news out."""
    place = staff_hall.served.place
    form = DecisionForm(is_upheld=False, answer="已核对，当天排队确实较长，不扣分")
    with staff_hall.served.inside():
        (appeal,) = appeals_of(place.hall.id)
        by = staff_hall.supervisor.actor
        decide_appeal(place.hall, appeal.number, form, by=by, now=clock.now())
    staff_hall.carry_messages()
    return appeal


def test_from_binding_to_the_message_that_an_appeal_is_decided(
    phone: Phone, staff_hall: StaffHall
) -> None:
    bind(phone.is_of(MINE).holds(a_picture()), staff_hall.code)
    sign_in_by_scan(phone, staff_hall.served)
    phone.tap("评价", role="link")
    phone.reads(WRITTEN)
    assert phone.screen.get_by_label("2026年10月接待 32 人次，评价 9 条").count() == 1
    shot(phone, "staff-ratings")
    write_an_appeal(phone)
    accept_a_message(phone)

    appeal = decide(staff_hall)

    (sent,) = staff_hall.standin.sent
    assert (sent.openid, sent.template_id) == (MINE, "t-deduction")
    assert (appeal.words, len(appeal.photos)) == (WHY, 1)
    phone.pull_down()
    phone.reads("还可以发 0 条")
    phone.reads(f"申诉 {appeal.number} 已有决定")
    shot(phone, "staff-messages")
    phone.screen.get_by_role("link").filter(has_text=appeal.number).first.tap()
    phone.at("staff/appeal/appeal")
    phone.reads("不扣分")


def test_every_point_has_its_cause_and_the_month_is_seen_and_objected_to(mine: Phone) -> None:
    mine.launch("staff/score/score")
    mine.reads("每一分从哪里来")
    shot(mine, "staff-score")
    picture = mine.screen.get_by_role("img").first.get_attribute("aria-label") or ""
    mine.screen.get_by_role("link").filter(has_text="离岗，75 分钟").tap()
    mine.at("staff/entry/entry")
    mine.reads("怎么算的")
    mine.reads("人工登记")
    shot(mine, "staff-entry")
    mine.back()
    mine.tap("我看过了，确认")
    mine.reads("确认看过")
    mine.screen.get_by_role("link").filter(has_text="2026年9月").tap()
    mine.reads("迟到，30 分钟")
    mine.tap("对本期结果申诉")

    assert picture.startswith("从 100 到")
    mine.reads("对 2026年9月 的结果")


def test_a_document_is_signed_for_and_an_order_answered(mine: Phone, staff_hall: StaffHall) -> None:
    mine.launch("staff/documents/documents")
    mine.reads("请签收")
    shot(mine, "staff-documents")
    mine.screen.get_by_role("link").first.tap()
    mine.at("staff/document/document")
    mine.reads(DEMAND)
    shot(mine, "staff-document")
    mine.tap("签收")
    mine.answer("签收")
    mine.reads("已签收")
    mine.launch("staff/rectifications/rectifications")
    mine.reads(DEMAND)
    shot(mine, "staff-rectifications")
    mine.screen.get_by_role("link").first.tap()
    mine.type("整改情况", "已放置防滑垫")
    shot(mine, "staff-rectification")
    mine.tap("提交答复")

    mine.reads("已答复，等复查。")
    hall = staff_hall.served.place.hall
    with staff_hall.served.inside():
        (order,), _ = orders_page(hall.id)
        taken = order_numbered(hall.id, order.number).steps[-1]
    assert (order.state, taken.words) == (OrderState.ANSWERED, "已放置防滑垫")


def test_a_window_that_is_not_theirs_is_told_and_signing_out_needs_no_scan(
    mine: Phone, staff_hall: StaffHall
) -> None:
    mine.launch("staff/today/today")
    mine.sees("https://pingjia.example.gov.cn/w/7Q2K9FXY")
    mine.reads("今天的排班")
    mine.screen.get_by_role("button", name="扫").first.tap()
    mine.reads("没有找到这个窗口码。")
    mine.tell(scanned={"path": f"pages/rate/rate?scene={staff_hall.served.place.codes['A01']}"})
    mine.screen.get_by_role("button", name="扫").last.tap()
    mine.reads("起在窗口 A01 在岗")
    mine.tap("不扫码，直接签退")
    mine.answer("签退")

    mine.reads("已签退")
    place = staff_hall.served.place
    with staff_hall.served.inside():
        assert signed_in_at(place.hall.id, place.staff[ME], clock.now()) is None


def test_each_page_says_what_keeps_it_and_goes_on_afterwards(mine: Phone) -> None:
    told = []
    for page in PAGES:
        mine.fails(503)
        mine.launch(f"staff/{page}/{page}").reads("系统正忙")
        mine.fails(0)
        mine.tap("再试一次")
        opened(mine, page)
        told.append(page)
    mine.offline()
    mine.pull_down()
    mine.reads("没有连上网络")
    mine.offline(is_off=False)

    assert told == list(PAGES)


def test_a_phone_that_is_nobodys_is_sent_to_binding(phone: Phone) -> None:
    phone.is_of("openid-of-a-stranger").launch("staff/score/score")
    phone.at("staff/bind/bind")
    phone.type("绑定码", "0000000000")
    phone.tap("绑定这部手机")

    phone.screen.get_by_role("alert").wait_for()
    assert phone.storage()["draft/bind"]["typed"] == {"code": "0000000000"}


@pytest.mark.parametrize("settings", [{"lang": "zh", "size": ""}, ENGLISH], ids=["zh", "large en"])
def test_all_can_be_touched_and_nothing_is_cut(mine: Phone, settings: dict[str, str]) -> None:
    mine.launch()
    mine.page.evaluate("kept => localStorage.setItem('wx:settings', kept)", json.dumps(settings))
    amiss: dict[str, list[str]] = {}
    for page in PAGES:
        opened(mine.launch(f"staff/{page}/{page}"), page)
        shot(mine, f"staff-{page}-{settings['lang']}")
        amiss[page] = mine.page.evaluate(AMISS, SMALLEST_TARGET)

    assert amiss == {page: [] for page in PAGES}
