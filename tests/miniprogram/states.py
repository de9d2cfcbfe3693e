"""Which states have the citizen's pages of the mini-program? Each as a way to come to it."""

import re
from collections.abc import Callable

from tests.browser.citizen.cases import SECRET
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import MONTH, ServedHall

State = Callable[[Phone, ServedHall], None]
BAD, REASON = "不满意", "服务态度生硬"
LARGE = {"lang": "zh", "size": "elder"}
ENGLISH = {"lang": "en", "size": ""}


def home(phone: Phone, _hall: ServedHall) -> None:
    """The first page."""
    phone.launch().reads("扫码评价")


def home_in_english(phone: Phone, _hall: ServedHall) -> None:
    """The same in English."""
    phone.launch().tap("English")
    phone.reads("Scan and rate")


def home_in_large_type(phone: Phone, _hall: ServedHall) -> None:
    """The same in large type."""
    phone.launch().tap("大字版")
    phone.reads("标准版")


def a_form(phone: Phone, hall: ServedHall) -> None:
    """The rating form, just scanned."""
    phone.scan_link(hall.link()).reads("您满意吗")


def a_form_with_a_reason(phone: Phone, hall: ServedHall) -> None:
    """A bad level chosen, its reasons shown."""
    a_form(phone, hall)
    phone.tap(BAD, role="radio")
    phone.tap(REASON, role="checkbox")


def a_form_with_problems(phone: Phone, hall: ServedHall) -> None:
    """Sent without a reason, with a contact and no consent."""
    a_form(phone, hall)
    phone.tap(BAD, role="radio")
    phone.tap("想接到回访？留个联系方式（可不填）")
    phone.type("手机号或其他联系方式", "00000000000")
    phone.tap("我的信息会怎样使用")
    phone.tap("提交评价")
    phone.reads("请告诉我们哪里不好")


def a_shared_window(phone: Phone, hall: ServedHall) -> None:
    """Two people serve there."""
    phone.scan_link(hall.link("A02")).reads("刚才是谁为您服务的")


def a_form_in_english(phone: Phone, hall: ServedHall) -> None:
    """The form in English."""
    phone.scan_link(hall.link()).tap("English")
    phone.reads("How satisfied are you")


def the_first_large_question(phone: Phone, hall: ServedHall) -> None:
    """Large type: one question a screen."""
    phone.scan_link(hall.link("A02")).tap("大字版")
    phone.reads("第 1 步，共 4 步")


def the_last_large_question(phone: Phone, hall: ServedHall) -> None:
    """Large type: photos and what else."""
    the_first_large_question(phone, hall)
    phone.tap("下一步")
    phone.tap(BAD, role="radio")
    phone.tap("下一步")
    phone.tap(REASON, role="checkbox")
    phone.tap("下一步")
    phone.reads("第 4 步，共 4 步")


def a_revoked_code(phone: Phone, hall: ServedHall) -> None:
    """Behind a code that is no longer in use."""
    phone.scan_link(hall.link("A03")).reads("已停用")


def no_network(phone: Phone, hall: ServedHall) -> None:
    """Opened without a network."""
    phone.launch()
    phone.offline()
    phone.sees(hall.link())
    phone.tap("扫码评价")
    phone.reads("没有网络")
    phone.offline(is_off=False)


def our_fault(phone: Phone, hall: ServedHall) -> None:
    """The installation fails."""
    phone.fails(503)
    phone.scan_link(hall.link()).reads("系统正忙")
    phone.fails(0)


def thanks_for_a_bad_rating(phone: Phone, hall: ServedHall) -> None:
    """What was sent has arrived."""
    a_form_with_a_reason(phone, hall)
    phone.tap("提交评价")
    phone.at("pages/thanks/thanks")
    phone.reads("登记在案")


def a_complaint(phone: Phone, hall: ServedHall) -> None:
    """The complaint form with everything open."""
    phone.launch("pages/complain/complain", f"code={hall.place.codes['A01']}")
    phone.tap("投诉", role="radio")
    phone.reads("关于什么")


def a_complaint_with_problems(phone: Phone, hall: ServedHall) -> None:
    """A complaint about nothing."""
    a_complaint(phone, hall)
    phone.tap("提交")
    phone.reads("请写下经过。")


def a_filed_complaint(phone: Phone, hall: ServedHall) -> None:
    """Number and secret code."""
    a_complaint(phone, hall)
    phone.tap("服务态度", role="radio")
    phone.type("请写下经过", "等候时无人理会")
    phone.tap("提交")
    phone.at("pages/thanks/thanks")


def which_case(phone: Phone, _hall: ServedHall) -> None:
    """Asked for number and secret; the pair is wrong."""
    phone.launch("pages/case/case")
    phone.type("编号", "0000000000")
    phone.type("密码或查询码", "0000")
    phone.tap("查看")
    phone.reads("编号和密码不相符")


def opened(phone: Phone, hall: ServedHall, what: str) -> None:
    """One of the hall's cases."""
    phone.launch("pages/case/case")
    phone.type("编号", hall.cases[what])
    phone.type("密码或查询码", SECRET)
    phone.tap("查看")
    phone.reads("办到哪一步了")
    phone.reads("我的个人信息")


def an_answered_case(phone: Phone, hall: ServedHall) -> None:
    """Answered, with talk and a look at the contact."""
    opened(phone, hall, "answered")
    for fold in ("不满意：要求重新办理", "给这次处理打个分", "撤回，不办了"):
        place = phone.screen.get_by_role("button", name=re.compile(fold))
        if place.count():
            place.first.tap()


def a_long_case(phone: Phone, hall: ServedHall) -> None:
    """Fifteen working days, and a question whether it may be another kind."""
    opened(phone, hall, "long")


def a_refused_case(phone: Phone, hall: ServedHall) -> None:
    """Not taken up."""
    opened(phone, hall, "refused")


def an_archived_case(phone: Phone, hall: ServedHall) -> None:
    """Over."""
    opened(phone, hall, "archived")


def no_receipts(phone: Phone, _hall: ServedHall) -> None:
    """A phone without receipts."""
    phone.launch("pages/receipts/receipts")
    phone.forgets()
    phone.launch("pages/receipts/receipts").reads("这部手机上没有查询码")


def own_receipts(phone: Phone, hall: ServedHall) -> None:
    """A rating and a case."""
    thanks_for_a_bad_rating(phone, hall)
    a_filed_complaint(phone, hall)
    phone.launch("pages/receipts/receipts").reads("查询码只存在这部手机上")


def a_receipt(phone: Phone, hall: ServedHall) -> None:
    """What became of a rating."""
    thanks_for_a_bad_rating(phone, hall)
    phone.screen.get_by_role("button", name=re.compile("看这条评价，或者追评一次")).tap()
    phone.at("pages/receipts/receipts")
    phone.reads("这条评价后来怎样了")


def a_ranking(phone: Phone, _hall: ServedHall) -> None:
    """The newest published month."""
    phone.launch("pages/ranking/ranking").reads("综合受理组")


def notices(phone: Phone, _hall: ServedHall) -> None:
    """All that was published."""
    phone.launch("pages/notices/notices").reads("共 2 份")


def no_notices(phone: Phone, hall: ServedHall) -> None:
    """A search that finds nothing."""
    notices(phone, hall)
    phone.type("搜索标题、正文、文号", "没有这样的词")
    phone.tap("搜索")
    phone.reads("没有找到")


def a_notice(phone: Phone, hall: ServedHall) -> None:
    """One notice whole."""
    notices(phone, hall)
    phone.screen.get_by_role("button", name=re.compile(MONTH)).first.tap()
    phone.at("pages/notice/notice")
    phone.reads("本份摘要")


def a_questionnaire(phone: Phone, hall: ServedHall) -> None:
    """Questions of each kind, some answered."""
    phone.launch("pages/questionnaire/questionnaire", f"number={hall.questionnaire}")
    phone.tap("满意", role="radio")
    phone.tap("8", role="radio")


def a_questionnaire_that_is_over(phone: Phone, hall: ServedHall) -> None:
    """It takes no answers any more."""
    phone.launch("pages/questionnaire/questionnaire", f"number={hall.closed_questionnaire}")
    phone.reads("现在不收答卷")


STATES: tuple[State, ...] = (
    home,
    a_form,
    a_form_with_a_reason,
    a_form_with_problems,
    a_shared_window,
    a_revoked_code,
    no_network,
    our_fault,
    thanks_for_a_bad_rating,
    a_complaint_with_problems,
    a_filed_complaint,
    which_case,
    an_answered_case,
    a_long_case,
    a_refused_case,
    an_archived_case,
    no_receipts,
    own_receipts,
    a_receipt,
    a_ranking,
    notices,
    no_notices,
    a_notice,
    a_questionnaire,
    a_questionnaire_that_is_over,
)
ENGLISH_STATES: tuple[State, ...] = (home_in_english, a_form_in_english)
LARGE_STATES: tuple[State, ...] = (
    home_in_large_type,
    the_first_large_question,
    the_last_large_question,
)
