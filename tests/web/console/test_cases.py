"""The queue and the page of one case: what waits, the whole story, and only the allowed steps."""

import re
from typing import Any

import pytest

from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind, CaseState
from tests.build import MORNING
from tests.case_build import CONTACT, PATHS, a_case, a_supervisor, walked_to
from tests.house.installation import Clock
from tests.web.console.desk import Desk, foreign_roles, statements_of, untranslated, words_of

QUEUE = "/console/cases"
READERS = (Role.SUPERVISOR, Role.DEPARTMENT_HEAD, Role.DISCIPLINE)


def filed(desk: Desk, kind: CaseKind = CaseKind.COMPLAINT, **more: Any) -> str:
    with desk.app.app_context():
        return a_case(desk.place, kind, **more)


def fields_of_form(page: str, step: str) -> dict[str, str]:
    """The hidden fields of a step's form."""
    form = re.search(rf'action="[^"]*/{step}".*?</form>', page, re.DOTALL)
    assert form, f"no form for {step}"
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


@pytest.mark.parametrize("role", foreign_roles(*READERS), ids=lambda role: role.value)
def test_for_a_foreign_role_there_is_no_queue(desk: Desk, role: Role) -> None:
    assert desk.page(QUEUE, role).status_code == 404


def test_an_empty_queue_says_so(desk: Desk) -> None:
    assert "没有待办" in words_of(desk.page(QUEUE, Role.SUPERVISOR))


def test_an_overdue_case_stands_first_with_how_late_it_is(desk: Desk, clock: Clock) -> None:
    clock.move_to(MORNING.replace(day=30))
    late = filed(desk, moment=MORNING)
    in_time = filed(desk, moment=MORNING.replace(day=30))

    words = words_of(desk.page(QUEUE, Role.SUPERVISOR))

    assert "2 件，其中逾期 1 件" in words
    assert words.index("已逾期 1 件") < words.index(late) < words.index(in_time)


def test_a_case_is_found_by_its_number_and_by_the_citizens_words(desk: Desk) -> None:
    number = filed(desk)
    supervisor = desk.of(Role.SUPERVISOR)

    for wanted in (number, number.lower(), "四十分钟"):
        assert number in supervisor.get(f"{QUEUE}?q={wanted}").text
    assert "没有找到" in supervisor.get(f"{QUEUE}?q=五十分钟").text


def test_a_tip_off_is_in_nobodys_queue_but_the_discipline_contacts(desk: Desk) -> None:
    number = filed(desk, CaseKind.TIP_OFF)

    assert number in desk.page(QUEUE, Role.DISCIPLINE).text
    assert number not in desk.page(QUEUE, Role.SUPERVISOR).text
    assert desk.page(f"{QUEUE}/{number}", Role.SUPERVISOR).status_code == 404
    assert desk.page(f"{QUEUE}/NEVERWAS00", Role.SUPERVISOR).status_code == 404


def test_the_page_shows_the_words_the_deadline_and_only_the_allowed_steps(desk: Desk) -> None:
    number = filed(desk)

    answer = desk.page(f"{QUEUE}/{number}", Role.SUPERVISOR)

    assert "等了四十分钟，没有人。" in words_of(answer)
    assert 'action="/console/cases/' + number + '/accept"' in answer.text
    assert "/decide" not in answer.text


def test_a_step_moves_the_case_and_stands_in_its_story(desk: Desk) -> None:
    number = filed(desk)
    supervisor = desk.of(Role.SUPERVISOR)
    page = supervisor.get(f"{QUEUE}/{number}").text

    sent = supervisor.post(f"{QUEUE}/{number}/accept", data=fields_of_form(page, "accept"))

    assert sent.status_code == 303
    assert "已受理" in words_of(supervisor.get(sent.headers["Location"]))


def test_who_is_second_is_told_and_keeps_what_was_typed(desk: Desk) -> None:
    number = filed(desk)
    first, second = desk.of(Role.SUPERVISOR), desk.of(Role.SUPERVISOR)
    seen = fields_of_form(second.get(f"{QUEUE}/{number}").text, "refuse")
    first.post(
        f"{QUEUE}/{number}/accept",
        data=fields_of_form(first.get(f"{QUEUE}/{number}").text, "accept"),
    )

    late = second.post(
        f"{QUEUE}/{number}/refuse",
        data=seen | {"fact-reason": "other_unit", "words-remedy": "请拨打 12345。"},
    )

    assert late.status_code == 409
    assert "已经办理了这件案" in words_of(late)
    assert "请拨打 12345。" in late.text


def test_a_form_with_something_missing_comes_back_open_with_the_rest(desk: Desk) -> None:
    number = filed(desk)
    supervisor = desk.of(Role.SUPERVISOR)
    fields = fields_of_form(supervisor.get(f"{QUEUE}/{number}").text, "refuse")

    answer = supervisor.post(
        f"{QUEUE}/{number}/refuse", data=fields | {"words-remedy": "请找主管部门。"}
    )

    assert answer.status_code == 422
    assert "请找主管部门。" in answer.text
    assert 'id="step-refuse" open' in answer.text


def test_the_same_form_sent_twice_is_one_step(desk: Desk) -> None:
    number = filed(desk)
    supervisor = desk.of(Role.SUPERVISOR)
    fields = fields_of_form(supervisor.get(f"{QUEUE}/{number}").text, "note")

    for _ in range(2):
        supervisor.post(f"{QUEUE}/{number}/note", data=fields | {"words-note": "先看监控。"})

    assert supervisor.get(f"{QUEUE}/{number}").text.count("先看监控。") == 1


def test_a_look_at_the_contact_needs_a_reason_and_is_counted(desk: Desk) -> None:
    key = desk.app.extensions["chuangping"].settings.key("contact")
    number = filed(desk, contact="13800000000", contact_key=key)
    supervisor = desk.of(Role.SUPERVISOR)
    fields = fields_of_form(supervisor.get(f"{QUEUE}/{number}").text, "look")

    without = supervisor.post(f"{QUEUE}/{number}/look", data=fields)
    given = fields | {"fact-reason": "call_back", "words-reason": "核实差评。"}
    looked = supervisor.post(f"{QUEUE}/{number}/look", data=given)

    assert without.status_code == 422
    assert "13800000000" not in without.text
    assert "13800000000" in looked.text
    assert "已被查看 1 次" in words_of(supervisor.get(f"{QUEUE}/{number}"))


def test_a_check_of_the_reply_names_what_is_missing_and_sends_nothing(desk: Desk) -> None:
    number = filed(desk, CaseKind.INQUIRY)
    supervisor = desk.of(Role.SUPERVISOR)
    fields = fields_of_form(supervisor.get(f"{QUEUE}/{number}").text, "answer")

    answer = supervisor.post(
        f"{QUEUE}/{number}/answer", data=fields | {"go": "check", "words-reply": "知道了。"}
    )

    assert answer.status_code == 200
    assert "没有写哪天" in words_of(answer)
    assert "已答复" not in words_of(supervisor.get(f"{QUEUE}/{number}"))


def test_a_standard_text_comes_filled_from_the_case(desk: Desk) -> None:
    number = filed(desk, CaseKind.SUGGESTION)
    supervisor = desk.of(Role.SUPERVISOR)
    fields = fields_of_form(supervisor.get(f"{QUEUE}/{number}").text, "answer")

    answer = supervisor.post(
        f"{QUEUE}/{number}/answer",
        data=fields | {"go": "standard", "standard": "suggestion_taken"},
    )

    assert "您11月25日的建议我们采纳了" in answer.text


@pytest.mark.parametrize("path", ["queue", "case"])
def test_the_pages_are_english_where_english_is_wanted(desk: Desk, path: str) -> None:
    number = filed(desk)
    place = QUEUE if path == "queue" else f"{QUEUE}/{number}"

    answer = desk.page(f"{place}?lang=en", Role.SUPERVISOR)

    assert [word for word in untranslated(answer) if word not in "等了四十分钟没有人"] == []


def test_ten_times_the_cases_cost_the_same_number_of_statements(desk: Desk) -> None:
    filed(desk)
    supervisor = desk.of(Role.SUPERVISOR)
    supervisor.get(QUEUE)
    with statements_of(desk.app) as few:
        supervisor.get(QUEUE)
    for _ in range(10):
        filed(desk)
    with statements_of(desk.app) as many:
        supervisor.get(QUEUE)

    assert len(many) == len(few)


@pytest.mark.parametrize("state", list(PATHS), ids=lambda state: str(state.value))
def test_the_page_is_whole_wherever_the_case_stands(desk: Desk, state: CaseState) -> None:
    with desk.app.app_context():
        number = walked_to(
            desk.place, a_case(desk.place, contact=CONTACT), state, a_supervisor(desk.place)
        )

    answer = desk.page(f"{QUEUE}/{number}", Role.SUPERVISOR)

    assert answer.status_code == 200
    assert "等了四十分钟，没有人。" in words_of(answer)
