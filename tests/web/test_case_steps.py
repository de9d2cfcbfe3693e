"""Can a citizen say and do in their case what the table allows, once, and lose nothing typed?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.db import session
from server.models.cases import Case, CaseRemark, CaseStep, CaseText
from server.models.ratings import Contact, Photo
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName as N
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.forms import form_of, forms_of, words_of
from tests.web.visitors import Visitor, a_file, a_photo
from web.citizen.opened import LIFE

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def case(visitor: Visitor) -> CaseVisit:
    """A complaint that its citizen has opened."""
    visit = a_complaint(visitor)
    visit.open()
    return visit


@pytest.fixture
def answered(case: CaseVisit) -> CaseVisit:
    """The same, answered by the office."""
    case.handled(CaseState.REPLIED)
    return case


def steps(case: CaseVisit) -> list[str]:
    """All steps of the only case, in order."""
    with case.visitor.app.app_context():
        return list(session.scalars(select(CaseStep.step).order_by(CaseStep.position)))


def state(case: CaseVisit) -> str:
    row: Case = case.visitor.only(Case)
    return row.state


def stored(case: CaseVisit) -> list[str]:
    """The names of the pictures in the store."""
    names: list[str] = case.visitor.app.extensions["chuangping"].photo_store.names()
    return names


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
    assert steps(case)[-1] == "add_evidence"
    assert case.page().text.count("<img ") == 2


def test_photos_alone_are_evidence_too(case: CaseVisit) -> None:
    assert case.take("citizen_message", photo=[a_photo()]).status_code == 303
    assert steps(case)[-1] == "add_evidence"


def test_nothing_at_all_is_no_message(case: CaseVisit) -> None:
    page = case.take("citizen_message", words=" \n")

    assert page.status_code == 422
    assert 'href="#f-message"' in page.text
    assert 'id="f-message"' in page.text
    assert steps(case) == ["receive"]


def test_a_bad_file_loses_neither_words_nor_the_good_photo(case: CaseVisit) -> None:
    page = case.take(
        "citizen_message", words="见图", photo=[a_photo(), a_file(b"%PDF-1.7", "scan.jpg")]
    )

    assert page.status_code == 422
    again = next(one for one in forms_of(page) if one.value("step") == "citizen_message")
    assert again.value("words") == "见图"
    assert again.send(case.visitor.client).status_code == 303
    assert case.visitor.count(Photo) == 1


@pytest.mark.parametrize(("length", "status"), [(2000, 303), (2001, 422)])
def test_a_message_has_2000_characters_at_most(case: CaseVisit, length: int, status: int) -> None:
    assert case.take("citizen_message", words="长" * length).status_code == status


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        pytest.param("citizen_message", {"words": "补充"}, id="a message"),
        pytest.param("withdraw", {}, id="a withdrawal"),
        pytest.param("erase_words", {"sure": "1"}, id="an erasure"),
    ],
)
def test_the_same_form_twice_is_one_step(case: CaseVisit, step: str, typed: dict[str, Any]) -> None:
    sent = case.form(step).fill(**typed)

    answers = [sent.send(case.visitor.client) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert steps(case) == ["receive", step]


def test_two_messages_are_two(case: CaseVisit) -> None:
    for words in ("一", "一"):
        case.take("citizen_message", words=words)

    assert steps(case) == ["receive", "citizen_message", "citizen_message"]


def test_satisfied_closes_it(answered: CaseVisit) -> None:
    page = words_of(answered.visitor.follow(answered.take("confirm")))

    assert state(answered) == "closed"
    assert "已办结，谢谢您" in page


def test_not_satisfied_has_it_handled_again_once(answered: CaseVisit) -> None:
    answered.take("reopen", words="问题还在。")

    assert state(answered) == "reopened"
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
    assert state(answered) == "closed"


def test_a_refusal_is_taken_to_the_next_level_once(case: CaseVisit) -> None:
    case.office(N.REFUSE)

    case.take("escalate", words="这属于你们的职责。")

    assert state(case) == "escalated"
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

    assert state(case) == "withdrawn"
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
    assert len(stored(case)) == 1

    case.take("erase_words", sure="1")

    assert stored(case) == []
    assert (case.visitor.count(CaseText), case.visitor.count(Photo)) == (0, 0)
    assert case.visitor.only(CaseRemark).text == "请问还有回执吗？"
    page = words_of(case.page())
    assert "见图" not in page
    assert "（您已删除）" in page
    assert "erase_words" not in case.offers()


def test_a_step_meanwhile_is_told_and_nothing_typed_is_lost(answered: CaseVisit) -> None:
    sent = answered.form("reopen").fill(words="问题还在。")
    answered.office(N.MESSAGE)

    page = sent.send(answered.visitor.client)

    assert page.status_code == 409
    assert "这件事有了新进展" in words_of(page)
    again = next(one for one in forms_of(page) if one.value("step") == "reopen")
    assert again.value("words") == "问题还在。"
    assert again.send(answered.visitor.client).status_code == 303
    assert state(answered) == "reopened"


def test_a_message_needs_no_fresh_look(case: CaseVisit) -> None:
    sent = case.form("citizen_message").fill(words="补充")
    case.office(N.ACCEPT)

    assert sent.send(case.visitor.client).status_code == 303


def test_when_the_half_hour_is_over_the_words_wait_for_the_code(case: CaseVisit) -> None:
    sent = case.form("citizen_message").fill(words="写了很久", photo=[a_photo()])
    case.visitor.clock.forward(LIFE + SECOND)

    page = sent.send(case.visitor.client)

    assert page.status_code == 410
    again = form_of(page)
    assert (again.value("words"), again.value("step")) == ("写了很久", "citizen_message")
    assert again.send(case.visitor.client, code=case.secret).status_code == 303
    assert steps(case) == ["receive", "add_evidence"]
    assert "写了很久" in case.page().text


def test_a_wrong_code_then_loses_nothing_either(case: CaseVisit) -> None:
    sent = case.form("citizen_message").fill(words="写了很久")
    case.visitor.clock.forward(LIFE + SECOND)
    shut = form_of(sent.send(case.visitor.client))

    page = shut.send(case.visitor.client, code="ZZZZ ZZZZ ZZZZ ZZZZ")

    assert page.status_code == 404
    assert form_of(page).value("words") == "写了很久"
    assert form_of(page).send(case.visitor.client, code=case.secret).status_code == 303


def test_a_problem_after_the_code_was_typed_again_does_not_ask_for_it_twice(
    case: CaseVisit,
) -> None:
    sent = case.form("citizen_message").fill(words="")
    case.visitor.clock.forward(LIFE + SECOND)
    shut = form_of(sent.send(case.visitor.client))

    page = shut.send(case.visitor.client, code=case.secret)

    assert page.status_code == 422
    again = next(one for one in forms_of(page) if one.value("step") == "citizen_message")
    assert again.send(case.visitor.client, words="补充").status_code == 303


def test_a_strangers_case_takes_no_step(case: CaseVisit) -> None:
    other = a_complaint(case.visitor, text="另一件事，另一个人写的")
    form = case.form("citizen_message")

    answers = [
        case.visitor.client.post(f"/c/{number}/steps", data={**form.fields, "words": "混入"})
        for number in (other.number, "0000000000")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert case.visitor.count(CaseRemark) == 0


def test_a_bad_photo_for_a_strangers_case_tells_nothing_of_it(case: CaseVisit) -> None:
    other = a_complaint(case.visitor, text="另一件事，另一个人写的")
    form = case.form("citizen_message")
    form.action = f"/c/{other.number}/steps"

    page = form.send(case.visitor.client, photo=[a_file(b"%PDF-1.7", "scan.jpg")])

    assert page.status_code == 404
    assert "另一件事" not in page.text


@pytest.mark.parametrize("step", ["", "close", "accept", "look", "nothing"])
def test_no_other_step_is_taken(case: CaseVisit, step: str) -> None:
    page = case.form("citizen_message").send(case.visitor.client, step=step, words="补充")

    assert page.status_code == 409
    assert steps(case) == ["receive"]
    assert "补充" in page.text


def test_the_receipt_of_a_bad_rating_speaks_like_a_code(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115", text="态度不好")
    visitor.client.post("/r", data={"receipt": receipt})
    case = CaseVisit(visitor, visitor.only(Case).number, receipt)

    assert case.take("citizen_message", words="补充").status_code == 303
    visitor.clock.forward(LIFE + SECOND)
    assert "补充" in case.open().text


def test_a_second_rating_is_still_possible_from_there(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115")
    visitor.client.post("/r", data={"receipt": receipt})

    answer = form_of(visitor.client.get("/r/rating")).send(visitor.client, level="4")

    assert answer.status_code == 303


def test_a_second_rating_after_the_half_hour_waits_for_the_receipt(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115")
    visitor.client.post("/r", data={"receipt": receipt})
    sent = form_of(visitor.client.get("/r/rating")).fill(level="2", text="还是不行")
    visitor.clock.forward(LIFE + SECOND)

    page = sent.send(visitor.client)

    again = form_of(page)
    assert (again.value("level"), again.value("text")) == ("2", "还是不行")
    assert again.send(visitor.client, receipt=receipt).status_code == 303
