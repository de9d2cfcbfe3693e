"""Can a citizen do everything with the mini-program, by touch, at the real server?"""

import io
import re

import pytest
from PIL import Image
from sqlalchemy import update

from qr.receipts import receipt_hash
from server import clock
from server.db import transaction
from server.models.cases import Case
from server.rules.cases.kinds import CaseState
from tests.browser.citizen.cases import SECRET
from tests.case_build import a_case, a_supervisor, walked_to
from tests.house.chromium import PHONE
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall
from tests.miniprogram.states import (
    BAD,
    REASON,
    a_filed_complaint,
    a_receipt,
    own_receipts,
    thanks_for_a_bad_rating,
    the_last_large_question,
)

pytestmark = pytest.mark.browser

SUBSCRIBE = "有答复时用微信通知我"


def photo() -> bytes:
    """A picture as a phone takes one."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG")
    return file.getvalue()


def code_on(phone: Phone) -> str:
    """The last of the codes that stand large on the page."""
    return phone.screen.locator(".code").last.inner_text().replace("-", "")


def complain_instead(phone: Phone) -> None:
    """From the thanks for a bad rating to those for a complaint, with a photo and a contact."""
    phone.tap("改为投诉，问题较重，想要正式的处理结论")
    phone.at("pages/complain/complain")
    phone.tap("投诉", role="radio")
    phone.tap("服务态度", role="radio")
    phone.type("请写下经过", "等候时无人理会")
    phone.tap("加照片")
    phone.screen.get_by_label("去掉照片 1").wait_for()
    phone.tap("想接到回访？留个联系方式（可不填）")
    phone.type("手机号或其他联系方式", "00000000000")
    phone.screen.get_by_role("checkbox", name=re.compile("我同意监督部门")).tap()
    phone.tap("提交")
    phone.at("pages/thanks/thanks")


def an_answered_case(hall: ServedHall) -> str:
    """The number of a case that waits for its citizen, who has SECRET."""
    with hall.inside():
        number = a_case(hall.place, moment=clock.now())
        supervisor = a_supervisor(hall.place)
        walked_to(hall.place, number, CaseState.REPLIED, supervisor, now=clock.now())
        with transaction() as session:
            mine = update(Case).where(Case.number == number)
            session.execute(mine.values(code_hash=receipt_hash(SECRET)))
    return number


def test_from_the_scanned_link_to_the_case(  # noqa: PLR0915 - one way, step by step
    phone: Phone, served_hall: ServedHall
) -> None:
    phone.holds(photo()).scan_link(served_hall.link())
    phone.reads("A01")
    phone.tap("提交评价")
    phone.reads("请选一个满意程度")
    phone.tap(BAD, role="radio")
    phone.tap("提交评价")
    at = phone.reads("请告诉我们哪里不好").bounding_box()
    assert at is not None
    assert 0 < at["y"] < PHONE["viewport"]["height"] / 2, "the page goes to what is wrong"
    phone.tap(REASON, role="checkbox")
    phone.type("想多说几句", "问了三次才有人理")
    phone.tap("加照片")
    phone.screen.get_by_label("去掉照片 1").wait_for()
    phone.tap("有人要求或暗示我打好评", role="checkbox")
    phone.tap("提交评价")

    phone.at("pages/thanks/thanks")
    phone.reads("登记在案")
    receipt = code_on(phone)
    complain_instead(phone)
    phone.tap("查看办理进度，每一步、期限、答复，都在那里")

    phone.at("pages/case/case")
    phone.reads("已收到，正在等待受理")
    phone.type("再补充几句", "还有一张回执")
    phone.tap("发送")
    phone.reads("已记下")
    phone.reads("还有一张回执")
    phone.tap("照片 1")
    phone.screen.locator("img[src^='data:image/jpeg']").first.wait_for()
    kept = phone.storage()
    assert [one["id"] for one in kept["receipts"]][1] == receipt
    assert kept.keys() <= {"receipts", "settings"}, "nothing else stays on the phone"
    assert "00000000000" not in str(kept)


def test_a_shared_window_asks_who_it_was_and_large_type_goes_step_by_step(
    phone: Phone, served_hall: ServedHall
) -> None:
    the_last_large_question(phone, served_hall)
    phone.tap("上一步")
    phone.type("想多说几句", "态度不好")
    phone.tap("下一步")

    phone.tap("提交评价")

    phone.at("pages/thanks/thanks")
    assert phone.says("登记在案")


def test_one_second_rating_stands_beside_the_first(phone: Phone, served_hall: ServedHall) -> None:
    a_receipt(phone, served_hall)
    phone.tap("追评一次")
    phone.at("pages/rate/rate")
    phone.tap("满意", role="radio")
    phone.tap("提交追评")
    phone.at("pages/thanks/thanks")
    phone.reads("已收到您的追评")

    phone.launch("pages/receipts/receipts")
    phone.screen.get_by_role("button", name=re.compile("查询码 ")).first.tap()

    assert phone.says("首次评价")
    assert phone.screen.locator(".card", has_text="追评").filter(has_text="满意").count() == 1
    assert phone.screen.get_by_role("button", name="追评一次").count() == 0


def test_receipts_stay_on_the_phone_and_can_be_deleted(
    phone: Phone, served_hall: ServedHall
) -> None:
    own_receipts(phone, served_hall)
    remove = phone.screen.get_by_role("button", name=re.compile("删除"))
    assert remove.count() == 2

    remove.first.tap()
    phone.answer("再想想")
    remove.first.tap()
    phone.answer("删除")

    phone.page.wait_for_function("window.__phone.page.data.kept.length === 1")
    assert len(phone.storage()["receipts"]) == 1
    phone.screen.get_by_role("button", name=re.compile("，查询码 ")).tap()
    phone.reads("这条评价后来怎样了")


def test_the_answer_is_to_be_told_in_wechat_only_after_consent(
    phone: Phone, served_hall: ServedHall
) -> None:
    agreed = served_hall.wechat.agreed
    openid = "openid-of-one-who-refuses-first"
    phone.is_of(openid).tell(answers={"template-answered": "reject"})
    thanks_for_a_bad_rating(phone, served_hall)
    phone.tap(SUBSCRIBE)
    phone.reads("没有开启通知")
    assert agreed[openid, "template-answered"] == 0

    phone.tell(answers={})
    phone.tap(SUBSCRIBE)
    phone.reads("有进展会通知您")
    assert agreed[openid, "template-answered"] == 1

    phone.tap("不再通知我")
    phone.reads("这部手机的微信标识已删除")


def test_an_answer_will_do_or_it_will_not(phone: Phone, served_hall: ServedHall) -> None:
    number = an_answered_case(served_hall)
    phone.launch("pages/case/case")
    phone.tap("查看")
    phone.reads("请输入密码或查询码")
    phone.type("编号", number)
    phone.type("密码或查询码", SECRET)
    phone.tap("查看")
    phone.reads("这个答复您满意吗")
    phone.tap("存到这部手机")
    phone.reads("已存到")

    phone.screen.get_by_role("button", name=re.compile("不满意：要求重新办理")).tap()
    phone.tap("提交，重新办理")
    phone.reads("请写几句")
    phone.type("哪里还没解决", "材料还是不一致")
    phone.tap("提交，重新办理")

    assert phone.says("正在重新办理")
    assert phone.screen.get_by_text("这个答复您满意吗").count() == 0
    assert phone.storage()["receipts"][0]["number"] == number


def test_the_handling_is_rated_and_words_are_erased_for_good(
    phone: Phone, served_hall: ServedHall
) -> None:
    phone.launch("pages/case/case")
    phone.type("编号", an_answered_case(served_hall))
    phone.type("密码或查询码", SECRET)
    phone.tap("查看")
    phone.reads("这个答复您满意吗")

    phone.tap("满意，办结")
    phone.reads("已经办结")
    phone.tap("给这次处理打个分")
    phone.tap("基本满意", role="radio")
    phone.tap("提交打分")
    phone.reads("您给这次处理的打分：基本满意")
    phone.tap("删除写的话和照片")
    phone.answer("确定")

    assert phone.says("（您已删除）")


def test_a_wrong_secret_opens_nothing_and_keeps_what_was_typed(
    phone: Phone, served_hall: ServedHall
) -> None:
    phone.launch("pages/case/case")
    phone.type("编号", served_hall.cases["answered"])
    phone.type("密码或查询码", "0000 0000 0000 0000")

    phone.tap("查看")

    assert phone.says("编号和密码不相符")
    assert phone.screen.get_by_label("编号").input_value() == served_hall.cases["answered"]


def test_a_message_of_wechats_opens_the_case_with_its_number_filled_in(
    phone: Phone, served_hall: ServedHall
) -> None:
    number = served_hall.cases["answered"]

    phone.launch("pages/case/case", f"number={number}")

    assert phone.screen.get_by_label("编号").input_value() == number


def test_a_questionnaire_is_answered_once(phone: Phone, served_hall: ServedHall) -> None:
    link = f"https://pingjia.example.gov.cn/q/{served_hall.questionnaire}?w=A01"
    phone.launch().sees(link).tap("扫码评价")
    phone.at("pages/questionnaire/questionnaire")
    phone.tap("提交答卷")
    phone.reads("第 1 题还没有回答")
    phone.tap("满意", role="radio")
    phone.tap("等候时间", role="checkbox")
    phone.tap("一次告知", role="checkbox")
    phone.tap("8", role="radio")
    phone.type("其他意见", "多开窗口")
    phone.tap("提交答卷")

    assert phone.says("已收到，谢谢您")


def test_a_complaint_is_found_again_by_its_number(phone: Phone, served_hall: ServedHall) -> None:
    a_filed_complaint(phone, served_hall)
    number, secret = (
        one.replace("-", "") for one in phone.screen.locator(".code").all_inner_texts()
    )

    phone.launch().tap("凭编号查进度，投诉、举报、意见办到哪一步了", role="link")
    phone.type("编号", number.lower())
    phone.type("密码或查询码", secret.lower())
    phone.tap("查看")

    assert phone.says("已收到，正在等待受理")
    phone.pull_down()
    phone.page.wait_for_function("window.__phone.calls.some(([n]) => n === 'stopPullDownRefresh')")
