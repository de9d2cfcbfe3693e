"""Can a citizen do everything with the mini-program, by touch, at the real server?"""

import io

import pytest
from PIL import Image

from tests.miniprogram.phone import CODE, SHARED, Phone
from tests.miniprogram.served import ServedHall

pytestmark = pytest.mark.browser

BAD, REASON = "不满意", "服务态度生硬"


def photo() -> bytes:
    """A picture as a phone takes one."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG")
    return file.getvalue()


def rate_badly(phone: Phone) -> None:
    """Choose a bad level and its reason, and send."""
    phone.tap(BAD, role="radio")
    phone.tap(REASON, role="checkbox")
    phone.tap("提交评价")
    phone.at("pages/thanks/thanks")


def test_from_the_scanned_link_to_the_case(phone: Phone, served_hall: ServedHall) -> None:
    phone.holds(photo()).scan_link(served_hall.link())
    phone.reads("A01")
    phone.tap("提交评价")
    phone.reads("请选一个满意程度")
    phone.tap(BAD, role="radio")
    phone.tap("提交评价")
    phone.reads("请告诉我们哪里不好")
    phone.tap(REASON, role="checkbox")
    phone.type("想多说几句", "问了三次才有人理")
    phone.tap("加照片")
    phone.screen.get_by_label("去掉照片 1").wait_for()
    phone.tap("有人要求或暗示我打好评", role="checkbox")
    phone.tap("提交评价")

    phone.at("pages/thanks/thanks")
    phone.reads("登记在案")
    receipt = phone.screen.locator(".code").first.inner_text().replace("-", "")
    phone.tap("改为投诉，问题较重，想要正式的处理结论")
    phone.at("pages/complain/complain")
    phone.tap("投诉", role="radio")
    phone.tap("服务态度", role="radio")
    phone.type("请写下经过", "等候时无人理会")
    phone.tap("提交")
    phone.at("pages/thanks/thanks")
    phone.tap("查看办理进度，每一步、期限、答复，都在那里")

    phone.at("pages/case/case")
    phone.reads("已收到，正在等待受理")
    phone.type("再补充几句", "还有一张回执")
    phone.tap("发送")
    phone.reads("已记下")
    phone.reads("还有一张回执")
    assert [one["id"] for one in phone.storage()["receipts"]][1] == receipt
