"""Words that wait before others see them, as the supervising office reads and decides them."""

import re

import pytest
from flask.testing import FlaskClient

from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.rules.accounts.roles import Role
from server.rules.opinions.questions import Answered
from tests.build import MORNING
from tests.safety.build import CLEAN, COVERED, RUDE, a_questionnaire, break_the_list
from tests.web.console.desk import Desk, foreign_roles, untranslated, words_of

PAGE = "/console/safety"


def written(desk: Desk, text: str = RUDE) -> str:
    """The number of a questionnaire to which somebody wrote that."""
    with desk.app.app_context():
        number = a_questionnaire(desk.place)
        sheet = SheetForm(number, "n", Answered({0: (4,)}, {1: text}))
        answer_questionnaire(desk.place.hall, sheet, now=MORNING)
    return number


def decide(client: FlaskClient, choice: str, reason: str) -> tuple[int, str]:
    """The answer to a decision about the one thing that waits: its status, and its page."""
    (number,) = re.findall(rf'action="{PAGE}/(\w+)"', client.get(PAGE).text)
    answer = client.post(f"{PAGE}/{number}", data={"choice": choice, f"reason-{number}": reason})
    return answer.status_code, answer.text


@pytest.mark.parametrize("role", foreign_roles(Role.SUPERVISOR), ids=lambda role: role.value)
def test_for_a_foreign_role_there_is_no_such_page(desk: Desk, role: Role) -> None:
    assert desk.page(PAGE, role).status_code == 404


def test_what_waits_is_shown_with_the_word_marked_and_why(desk: Desk) -> None:
    empty = desk.page(f"{PAGE}?lang=en", Role.SUPERVISOR)
    written(desk)

    page = desk.page(PAGE, Role.SUPERVISOR)

    assert "<mark>王八蛋</mark>" in page.text
    for said in ("问卷结果", "含辱骂用词", f"遮住后：{COVERED}"):
        assert said in words_of(page)
    assert untranslated(empty) == []


def test_a_decision_without_a_reason_comes_back(desk: Desk) -> None:
    written(desk)
    client = desk.of(Role.SUPERVISOR)

    status, page = decide(client, "shown", "")

    assert status == 422
    assert "请写理由" in page


def test_a_masked_answer_is_in_the_results_without_its_word(desk: Desk) -> None:
    number = written(desk)
    client = desk.of(Role.SUPERVISOR)
    results = f"/console/opinions/questionnaires/{number}"
    before = client.get(results).text

    status, _ = decide(client, "masked", "骂人的话")

    assert (status, COVERED in before, "另有 1 条待审看" in before) == (303, False, True)
    assert COVERED in client.get(results).text
    assert "骂人的话" in client.get(PAGE).text


def test_without_a_list_the_page_says_so(desk: Desk) -> None:
    break_the_list(desk.app)
    written(desk, CLEAN)

    words = words_of(desk.page(PAGE, Role.SUPERVISOR))

    assert "词表读不出来" in words
    assert "当时没有词表可比" in words
