"""What does each picture of the mini-program show, and on whose phone?"""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.house.chromium import PHONE
from tests.miniprogram.phone import SITE, Phone
from tools import miniprogram
from tools.demo_phone import PHONE as CLERKS_PHONE
from tools.scenes import Scene, Stage

CITIZENS_PHONE, SUPERVISORS_PHONE = "oDemoPhoneOfACitizen000000001", "oDemoPhoneOfTheSupervisor0001"
FOLDER = "miniprogram"
BAD, REASON = "不满意", "服务态度生硬"
# A form that comes back faster than one can read is set aside, and says so.
READING_MS = 4_000

Doing = Callable[[Phone, Stage], None]


def _on_phone_of(openid: str, do: Doing) -> Callable[[Page, Stage], None]:
    def play(page: Page, stage: Stage) -> None:
        phone = Phone(page, miniprogram.bundle(), origin=stage.site, wechat=stage.wechat)
        do(phone.is_of(openid), stage)
        page.wait_for_load_state("networkidle")

    return play


def _code(stage: Stage) -> str:
    """The window's code, from the address of the citizen's page."""
    return urlsplit(stage.citizen).path.rpartition("/")[2]


def _rate(phone: Phone, stage: Stage) -> None:
    phone.scan_link(f"{SITE}/w/{_code(stage)}").reads("您满意吗")


def _say_what_was_wrong(phone: Phone, stage: Stage) -> None:
    _rate(phone, stage)
    phone.tap(BAD, role="radio")
    phone.tap(REASON, role="checkbox")
    row = phone.screen.get_by_role("radio", name="基本满意", exact=True)
    row.evaluate("it => scrollBy(0, it.getBoundingClientRect().top - 44)")


def _rate_in_large_type(phone: Phone, stage: Stage) -> None:
    _rate(phone, stage)
    phone.tap("大字版")
    phone.tap("满意", role="radio")
    phone.page.evaluate("scrollTo(0, 200)")


def _rate_in_the_dark(phone: Phone, stage: Stage) -> None:
    phone.page.emulate_media(color_scheme="dark")
    _rate(phone, stage)


def _be_thanked(phone: Phone, stage: Stage) -> None:
    _say_what_was_wrong(phone, stage)
    phone.page.wait_for_timeout(READING_MS)
    phone.tap("提交评价")
    phone.at("pages/thanks/thanks")
    phone.reads("接下来会怎样")


def _follow(phone: Phone, stage: Stage) -> None:
    _be_thanked(phone, stage)
    phone.tap("查处理进度、和监督部门说话，凭这个查询码，不用留电话")
    phone.reads("办到哪一步了")


def _complain(phone: Phone, stage: Stage) -> None:
    phone.launch("pages/complain/complain", f"code={_code(stage)}")
    phone.tap("投诉", role="radio")
    phone.reads("关于什么")


def _at(route: str, words: str) -> Doing:
    def do(phone: Phone, _stage: Stage) -> None:
        phone.launch(route).reads(words)

    return do


def _without_a_network(phone: Phone, stage: Stage) -> None:
    phone.launch().sees(f"{SITE}/w/{_code(stage)}")
    phone.offline()
    phone.tap("扫码评价")
    phone.reads("没有网络")


def _scene(name: str, openid: str, do: Doing) -> Scene:
    return Scene(f"{FOLDER}/{name}", PHONE, _on_phone_of(openid, do))


PHONE_SCENES = (
    _scene("home", CITIZENS_PHONE, _at("", "扫码评价")),
    _scene("rate", CITIZENS_PHONE, _rate),
    _scene("rate-bad", CITIZENS_PHONE, _say_what_was_wrong),
    _scene("rate-large", CITIZENS_PHONE, _rate_in_large_type),
    _scene("rate-dark", CITIZENS_PHONE, _rate_in_the_dark),
    _scene("thanks", CITIZENS_PHONE, _be_thanked),
    _scene("complain", CITIZENS_PHONE, _complain),
    _scene("case", CITIZENS_PHONE, _follow),
    _scene("ranking", CITIZENS_PHONE, _at("pages/ranking/ranking", "好评率")),
    _scene("offline", CITIZENS_PHONE, _without_a_network),
    _scene("staff-today", CLERKS_PHONE, _at("staff/today/today", "今天")),
    _scene("staff-score", CLERKS_PHONE, _at("staff/score/score", "分")),
    _scene("office-queue", SUPERVISORS_PHONE, _at("office/queue/queue", "差评")),
    _scene("office-rounds", SUPERVISORS_PHONE, _at("office/rounds/rounds", "巡查")),
)
