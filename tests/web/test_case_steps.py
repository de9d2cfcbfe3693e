"""Can a citizen say and do in their case what the table allows, once, and lose nothing typed?"""

from datetime import timedelta

import pytest

from server.models.cases import Case, CaseRemark, CaseText
from server.models.ratings import Contact, Photo
from server.rules.cases.step_names import StepName as N
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.forms import words_of
from tests.web.visitors import Visitor, a_photo

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def test_messages_go_both_ways_without_a_phone_number(case: CaseVisit) -> None:
    case.office(N.MESSAGE)

    answer = case.take("citizen_message", words="有两张回执。")

    assert answer.headers["Location"] == f"/c/{case.number}?done=citizen_message"
    page = words_of(case.visitor.follow(answer))
    assert "已发送，监督部门看得到" in page
    assert page.index("请问还有回执吗？") < page.index("有两张回执。")


def test_a_message_with_photos_is_evidence(case: CaseVisit) -> None:
    answer = case.take("citizen_message", words="见图", photo=[a_photo(), a_photo(colour="red")])

    assert answer.status_code == 303
    assert case.steps()[-1] == "add_evidence"
    assert case.page().text.count("<img ") == 2


def test_photos_alone_are_evidence_too(case: CaseVisit) -> None:
    assert case.take("citizen_message", photo=[a_photo()]).status_code == 303
    assert case.steps()[-1] == "add_evidence"


def test_satisfied_closes_it(answered: CaseVisit) -> None:
    page = words_of(answered.visitor.follow(answered.take("confirm")))

    assert answered.state() == "closed"
    assert "已办结，谢谢您" in page


def test_not_satisfied_has_it_handled_again_once(answered: CaseVisit) -> None:
    answered.take("reopen", words="问题还在。")

    assert answered.state() == "reopened"
    page = words_of(answered.page())
    assert "问题还在。" in page
    assert "最晚12月2日 周三查清" in page
    assert "reopen" not in answered.offers()


def test_after_the_second_answer_there_is_no_third_round(answered: CaseVisit) -> None:
    answered.take("reopen", words="问题还在。")
    for name in (N.START, N.DECIDE, N.REPLY):
        answered.office(name)

    assert "reopen" not in answered.offers()
    assert "已经重新办理过一次" in words_of(answered.page())


@pytest.mark.parametrize(
    ("days", "is_offered"),
    [
        pytest.param(14, True, id="a day before the last"),
        pytest.param(15, True, id="on the last day"),
        pytest.param(16, False, id="a day later"),
    ],
)
def test_a_closed_case_is_reopened_within_fifteen_days(
    answered: CaseVisit, days: int, *, is_offered: bool
) -> None:
    answered.take("confirm")
    answered.visitor.clock.forward(days * DAY)
    answered.open()

    assert ("reopen" in answered.offers()) is is_offered


def test_the_last_day_to_reopen_is_named(answered: CaseVisit) -> None:
    answered.take("confirm")

    assert "可用一次，到12月10日 周四" in words_of(answered.page())


def test_reopening_a_day_too_late_keeps_the_words(answered: CaseVisit) -> None:
    answered.take("confirm")
    sent = answered.form("reopen").fill(words="写得太久了")
    answered.visitor.clock.forward(16 * DAY)
    answered.open()

    page = sent.send(answered.visitor.client)

    assert page.status_code == 409
    assert "写得太久了" in page.text
    assert answered.state() == "closed"


def test_a_refusal_is_taken_to_the_next_level_once(case: CaseVisit) -> None:
    case.office(N.REFUSE)

    case.take("escalate", words="这属于你们的职责。")

    assert case.state() == "escalated"
    assert "escalate" not in case.offers()
    assert "正在复核，由没有参与过的人来看" in words_of(case.page())


def test_the_handling_is_rated_once(answered: CaseVisit) -> None:
    answered.take("rate_handling", level="4", words="答复得快")

    assert answered.visitor.only(Case).handling_level == 4
    assert "您给这次处理的打分：满意" in words_of(answered.page())
    assert "rate_handling" not in answered.offers()


@pytest.mark.parametrize("level", [None, "6", "x"])
def test_a_rating_without_a_level_is_asked_for_one(answered: CaseVisit, level: str | None) -> None:
    page = answered.take("rate_handling", level=level, words="答复得快")

    assert page.status_code == 422
    assert "答复得快" in page.text
    assert 'id="f-level"' in page.text


def test_another_kind_is_agreed_to_or_not(case: CaseVisit) -> None:
    case.office(N.ASK_NEW_KIND)
    assert "监督部门想改按“咨询”办理，您同意吗？" in words_of(case.page())

    case.take("agree_new_kind")

    assert case.visitor.only(Case).kind == "inquiry"
    assert {"agree_new_kind", "decline_new_kind"}.isdisjoint(case.offers())


def test_declining_another_kind_leaves_it_as_it_is(case: CaseVisit) -> None:
    case.office(N.ASK_NEW_KIND)

    case.take("decline_new_kind")

    assert case.visitor.only(Case).kind == "complaint"


def test_withdrawing_ends_it(case: CaseVisit) -> None:
    case.take("withdraw", words="已经解决了")

    assert case.state() == "withdrawn"
    assert case.offers() <= {"citizen_message", "erase_words"}


def test_the_contact_goes_once_one_is_sure(visitor: Visitor) -> None:
    case = a_complaint(visitor, contact="13800000000", consent="1")
    case.open()

    unsure = case.take("erase_contact")
    assert (unsure.status_code, visitor.count(Contact)) == (422, 1)
    assert 'href="#f-sure"' in unsure.text

    case.take("erase_contact", sure="1")
    assert visitor.count(Contact) == 0
    page = words_of(case.page())
    assert "没有人。您没有留联系方式" in page
    assert "erase_contact" not in case.offers()


def test_words_and_photos_go_for_good(case: CaseVisit) -> None:
    case.take("citizen_message", words="见图", photo=[a_photo()])
    case.office(N.MESSAGE)
    assert len(case.pictures()) == 1

    case.take("erase_words", sure="1")

    assert case.pictures() == []
    assert (case.visitor.count(CaseText), case.visitor.count(Photo)) == (0, 0)
    assert case.visitor.only(CaseRemark).text == "请问还有回执吗？"
    page = words_of(case.page())
    assert "见图" not in page
    assert "（您已删除）" in page
    assert "erase_words" not in case.offers()
