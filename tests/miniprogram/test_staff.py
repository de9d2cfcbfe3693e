"""Can somebody at a window do all that is theirs on a phone, by touch, at the real server?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server import clock
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.queries.ledger.appeals import appeals_of
from tests.api.calls import a_picture
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall
from tests.miniprogram.staff_hall import WRITTEN, StaffHall, a_staff_hall

pytestmark = pytest.mark.browser
MINE = "openid-of-the-clerk"


@pytest.fixture(scope="module")
def staff_hall(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StaffHall]:
    with a_staff_hall(sqlite_template, tmp_path_factory.mktemp("staff-hall")) as hall:
        yield hall


@pytest.fixture(scope="module")
def served_hall(staff_hall: StaffHall) -> ServedHall:
    """The phone visits this hall here."""
    return staff_hall.served


def shoot(phone: Phone, name: str) -> None:
    """Nothing, but where pictures are made."""
    phone.page.screenshot(path=f"/tmp/a1-shots/{name}.png", full_page=True)


def test_from_binding_to_the_message_that_an_appeal_is_decided(
    phone: Phone, staff_hall: StaffHall
) -> None:
    hall = staff_hall.served
    phone.is_of(MINE).holds(a_picture()).launch()
    phone.tap("工作人员入口，本单位人员绑定账号后使用", role="link")
    phone.at("staff/bind/bind")
    phone.type("绑定码", staff_hall.code)
    shoot(phone, "bind")
    phone.tap("绑定这部手机")

    phone.at("staff/today/today")
    phone.reads("现在没有签到")
    shoot(phone, "today")
    phone.sees(hall.link("A02"))
    phone.tap("扫窗口码签到")
    phone.reads("已在窗口 A02 签到。")
    shoot(phone, "today-in")

    phone.tap("评价", role="link")
    phone.at("staff/ratings/ratings")
    phone.reads("32")
    assert phone.screen.get_by_label("2026年10月接待 32 人次，评价 9 条").count() == 1
    phone.reads(WRITTEN)
    shoot(phone, "ratings")
    phone.tap("提出申诉")
    phone.at("staff/appeal/appeal")
    phone.type("理由", "那天窗口前有三十人排队")
    phone.tap("加照片")
    phone.screen.get_by_role("button", name="照片 1，点开看大图").wait_for()
    phone.kill()
    phone.launch("staff/ratings/ratings")
    phone.tap("提出申诉")
    phone.reads("上次没提交的内容还在。")
    shoot(phone, "appeal")
    phone.tap("提交申诉")
    phone.reads("已提交，编号")
    shoot(phone, "appeals")

    phone.launch("staff/messages/messages")
    phone.reads("积分变动通知：还可以发 0 条")
    phone.tap("同意接收")
    phone.reads("积分变动通知：还可以发 1 条")
    with hall.inside():
        (appeal,) = appeals_of(hall.place.hall.id)
        form = DecisionForm(is_upheld=False, answer="已核对，当天排队确实较长，不扣分")
        by = staff_hall.supervisor.actor
        decide_appeal(hall.place.hall, appeal.number, form, by=by, now=clock.now())
        staff_hall.carry_messages()
    (sent,) = staff_hall.standin.sent
    assert (sent.openid, sent.template_id) == (MINE, "t-deduction")
    phone.pull_down()
    shoot(phone, "messages")
    phone.reads("还可以发 0 条")
    shoot(phone, "messages")
    assert appeal.photos


def test_everything_else_that_is_theirs(phone: Phone, staff_hall: StaffHall) -> None:
    phone.is_of(MINE).launch("staff/score/score")
    phone.reads("每一分从哪里来")
    shoot(phone, "score")
    phone.tap("我看过了，确认")
    phone.reads("确认看过")
    phone.screen.get_by_role("link", name="off_post").or_(
        phone.screen.locator(".press").first
    ).first.tap()
    phone.at("staff/entry/entry")
    phone.reads("怎么算的")
    shoot(phone, "entry")

    phone.launch("staff/documents/documents")
    phone.reads("请签收")
    shoot(phone, "documents")
    phone.screen.get_by_role("link").first.tap()
    phone.at("staff/document/document")
    phone.reads("防滑垫")
    shoot(phone, "document")
    phone.tap("签收")
    phone.answer("签收")
    phone.reads("已签收")

    phone.launch("staff/rectifications/rectifications")
    phone.reads("防滑垫")
    shoot(phone, "rectifications")
    phone.screen.get_by_role("link").first.tap()
    phone.type("整改情况", "已放置防滑垫")
    shoot(phone, "rectification")
    phone.tap("提交答复")
    phone.reads("等复查")
    assert staff_hall.clerk.staff_id
