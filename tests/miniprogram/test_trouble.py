"""What becomes of a citizen when the network, the phone or we ourselves fail?"""

import json
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Route

from tests.miniprogram.phone import CODE, SHARED, Phone
from tests.miniprogram.served import ServedHall
from tests.miniprogram.states import BAD, REASON, a_form, a_form_with_a_reason

pytestmark = pytest.mark.browser

FIRST_CONTENT_MS = 1_500
TRIES = 3
RATE = "pages/rate/rate"


def answered(status: int, body: dict[str, Any]) -> Any:
    """Answer a call like that."""
    return lambda route: route.fulfill(status=status, body=json.dumps(body))


def once(phone: Phone, path: str, answer: Any) -> None:
    """The next call of that path gets that answer, later ones their own."""
    phone.page.route(f"**/api/v1{path}*", answer, times=1)


def words_on(phone: Phone) -> str:
    """What stands in the field for words."""
    return phone.screen.get_by_label("想多说几句").input_value()


def test_the_link_the_code_and_a_shared_page_all_open_the_window(
    phone: Phone, served_hall: ServedHall
) -> None:
    code = served_hall.place.codes["A01"]
    scanned = quote(served_hall.link(query="?k=0000"), safe="")
    launches = [
        (f"q={scanned}&scancode_time=1793000000", 1011),
        (f"scene={code}", CODE),
        (f"scene={quote(f'w={code}', safe='')}", CODE),
        (f"code={code}", SHARED),
    ]

    for query, scene in launches:
        phone.launch(RATE, query, scene=scene).reads("您满意吗")
        assert phone.title == "评价 A01 窗口"

    shared = phone.page.evaluate("window.__phone.page.onShareAppMessage()")
    assert shared["path"] == f"/{RATE}?code={code}"


def test_a_window_stands_there_within_one_and_a_half_seconds_on_a_weak_network(
    phone: Phone, served_hall: ServedHall
) -> None:
    phone.launch()
    phone.weaken()
    taken = []
    for _ in range(TRIES):
        a_form(phone, served_hall)
        taken.append(phone.page.evaluate("performance.now()"))

    assert min(taken) <= FIRST_CONTENT_MS


def test_without_wechats_sign_in_one_can_rate_all_the_same(
    phone: Phone, served_hall: ServedHall
) -> None:
    phone.is_of("")
    a_form_with_a_reason(phone, served_hall)

    phone.tap("提交评价")

    phone.at("pages/thanks/thanks")
    assert phone.calls("login") != []


def test_what_was_typed_survives_the_end_of_the_mini_program(
    phone: Phone, served_hall: ServedHall
) -> None:
    a_form_with_a_reason(phone, served_hall)
    phone.type("想多说几句", "问了三次")
    phone.tap("想接到回访？留个联系方式（可不填）")
    phone.type("手机号或其他联系方式", "00000000000")
    phone.screen.get_by_role("checkbox").last.tap()
    once(phone, "/ratings", lambda route: route.abort())
    phone.tap("提交评价")
    phone.reads("没有网络")
    phone.kill()

    a_form(phone, served_hall)

    assert phone.says("上次没提交的内容还在")
    assert words_on(phone) == "问了三次"
    assert phone.screen.get_by_role("checkbox", name=REASON, checked=True).count() == 1
    assert "00000000000" not in str(phone.storage())
    phone.tap("清空重写")
    phone.page.wait_for_function("!window.__phone.page.data.typed.level")
    assert "rating" not in "".join(phone.storage())


def test_a_rating_whose_answer_was_lost_is_one_rating(
    phone: Phone, served_hall: ServedHall
) -> None:
    given = []

    def lose(route: Route) -> None:
        given.append(route.fetch().json()["receipt"])
        route.abort()

    a_form_with_a_reason(phone, served_hall)
    once(phone, "/ratings", lose)
    phone.tap("提交评价")
    phone.reads("没有网络")
    phone.tap("提交评价")

    phone.at("pages/thanks/thanks")
    phone.reads("这次服务刚才已经评过")
    assert [one["receipt"] for one in phone.storage()["receipts"]] == given


def test_a_ticket_that_is_too_old_is_renewed_and_nothing_typed_is_lost(
    phone: Phone, served_hall: ServedHall
) -> None:
    a_form_with_a_reason(phone, served_hall)
    phone.type("想多说几句", "问了三次")
    once(phone, "/ratings", answered(410, {"code": "error.ticket_expired", "detail": "…"}))

    phone.tap("提交评价")
    phone.reads("已按现在的时间换了新的")
    assert words_on(phone) == "问了三次"
    phone.tap("提交评价")

    phone.at("pages/thanks/thanks")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda route: route.abort(), "没有网络"),
        (answered(500, {}), "系统出错了"),
        (answered(503, {"detail": "暂时连不上数据库"}), "暂时连不上数据库"),
        (answered(429, {}), "系统正忙"),
    ],
    ids=["no network", "our fault", "no database", "too many"],
)
def test_a_page_that_does_not_open_says_why_and_opens_again(
    phone: Phone, served_hall: ServedHall, answer: Any, said: str
) -> None:
    once(phone, "/windows/**", answer)
    phone.scan_link(served_hall.link()).reads(said)

    phone.tap("再试一次")

    assert phone.says("您满意吗")


def test_a_call_that_takes_too_long_ends_in_words(phone: Phone, served_hall: ServedHall) -> None:
    phone.launch()
    phone.page.evaluate("window.__phone.impatience = 50")
    once(phone, "/windows/**", lambda _route: None)  # nobody ever answers
    phone.sees(served_hall.link()).tap("扫码评价")

    assert phone.says("网络太慢")


def test_a_code_that_is_none_of_ours_says_so(phone: Phone) -> None:
    phone.launch().sees("https://elsewhere.example/w").tap("扫码评价")
    phone.reads("这不是窗口的码")

    phone.launch(RATE, "code=00000000").reads("没有找到")
    phone.tap("重新扫码")

    assert phone.at("pages/home/home").is_visible()


def test_an_ended_sign_in_is_renewed_without_a_word(phone: Phone, served_hall: ServedHall) -> None:
    number = served_hall.cases["long"]
    phone.is_of("openid-of-a-follower")
    phone.launch("pages/case/case")
    phone.type("编号", number)
    phone.type("密码或查询码", "7Q2K9F4MX8TR3C5N")
    phone.tap("查看")
    phone.reads("办到哪一步了")
    once(phone, "/cases/subscribe", answered(401, {"detail": "请先登录。"}))

    phone.tap("有答复时用微信通知我")

    assert phone.says("有进展会通知您")
    assert len(phone.calls("login")) == 2


def test_a_refusal_of_the_server_is_told_at_its_place(
    phone: Phone, served_hall: ServedHall
) -> None:
    a_form(phone, served_hall)
    phone.tap(BAD, role="radio")
    phone.tap(REASON, role="checkbox")
    problem = {"field": "text", "code": "problem.too_long", "detail": "写得太长了"}
    once(phone, "/ratings", answered(422, {"code": "error.form", "errors": [problem]}))

    phone.tap("提交评价")

    assert phone.says("写得太长了")
