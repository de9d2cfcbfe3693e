"""Is nothing typed into a form of a case lost, and nothing taken twice?"""

from datetime import timedelta
from typing import Any

import pytest

from server.models.cases import CaseRemark
from server.models.ratings import Photo
from server.rules.cases.step_names import StepName as N
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.forms import form_of, forms_of, words_of
from tests.web.visitors import a_file, a_photo
from web.citizen.opened import LIFE

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def test_nothing_at_all_is_no_message(case: CaseVisit) -> None:
    page = case.take("citizen_message", words=" \n")

    assert page.status_code == 422
    assert 'href="#f-message"' in page.text
    assert 'id="f-message"' in page.text
    assert case.steps() == ["receive"]


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
    assert case.steps() == ["receive", step]


def test_two_messages_are_two(case: CaseVisit) -> None:
    for words in ("一", "一"):
        case.take("citizen_message", words=words)

    assert case.steps() == ["receive", "citizen_message", "citizen_message"]


def test_a_step_meanwhile_is_told_and_nothing_typed_is_lost(answered: CaseVisit) -> None:
    sent = answered.form("reopen").fill(words="问题还在。")
    answered.office(N.MESSAGE)

    page = sent.send(answered.visitor.client)

    assert page.status_code == 409
    assert "这件事有了新进展" in words_of(page)
    again = next(one for one in forms_of(page) if one.value("step") == "reopen")
    assert again.value("words") == "问题还在。"
    assert again.send(answered.visitor.client).status_code == 303
    assert answered.state() == "reopened"


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
    assert case.steps() == ["receive", "add_evidence"]
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
    assert case.steps() == ["receive"]
    assert "补充" in page.text
