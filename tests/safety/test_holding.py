"""What others see of somebody's words: what the list hits waits for a person who is not near."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.actions.opinions.enter_problem import enter_problem
from server.actions.registry.set_hall_setting import set_hall_setting
from server.actions.safety.add_words import add_words
from server.actions.safety.decide_held import decide_held
from server.actions.safety.recheck_words import recheck_words
from server.db import session
from server.models.safety import HeldWords
from server.queries.opinions.questionnaires import (
    questionnaire_named,
    texts_of,
    texts_unseen,
)
from server.queries.opinions.told import opinion_problems
from server.queries.registry.halls import hall_named
from server.queries.replies.published import published_replies, replies_held
from server.queries.safety.held import held_page
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName
from server.rules.hall_settings import SettingRow
from server.rules.opinions.problems import Nature, OpinionSource, ProblemForm
from server.rules.opinions.questions import Answered
from server.rules.safety.holding import Decision, Fate, Why
from tests.build import MORNING, TestHall, a_hall, at
from tests.case_build import a_case, a_supervisor, step, walked_to
from tests.house.signed_in import TestAccount, an_account
from tests.safety.build import (
    CLEAN,
    COVERED,
    RUDE,
    RUDEST,
    a_questionnaire,
    break_the_list,
)

PUBLIC = SettingRow("replies_published", "", "yes", at("2026-11-01 00:00").date())


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """A hall, inside the app's context."""
    with app.app_context():
        yield a_hall()


@pytest.fixture
def supervisor(place: TestHall) -> TestAccount:
    """Somebody of the supervising office, who works at no window."""
    return an_account(place, Role.SUPERVISOR)


def answered(place: TestHall, *texts: str) -> str:
    """The number of a questionnaire to which these words came back."""
    number = a_questionnaire(place)
    for text in texts:
        form = SheetForm(number, text, Answered({0: (4,)}, {1: text}))
        answer_questionnaire(place.hall, form, now=MORNING)
    return number


def results(place: TestHall, number: str) -> tuple[tuple[str, ...], int]:
    """The words that the results of a questionnaire show, and how many they do not."""
    asked = questionnaire_named(place.hall.id, number)
    assert asked is not None
    shown = texts_of(place.hall.id, asked).get(1, ())
    return shown, texts_unseen(place.hall.id, asked)[1]


def waiting(place: TestHall) -> list[str]:
    """The numbers of all that waits."""
    return [one.number for one in held_page(place.hall).waiting]


def decide(place: TestHall, by: TestAccount, fate: Fate, reason: str = "看过") -> None:
    """Somebody decides about the one thing that waits."""
    (number,) = waiting(place)
    decide_held(place.hall, number, Decision(fate, reason), by=by.actor, now=MORNING)


def test_words_of_the_list_are_not_in_the_results_before_a_person_decided(
    place: TestHall,
) -> None:
    number = answered(place, RUDE, CLEAN)

    assert results(place, number) == ((CLEAN,), 1)
    (one,) = held_page(place.hall).waiting
    assert (one.why, one.categories, one.masked) == (Why.WORDS, ("abuse",), COVERED)
    assert [piece.text for piece in one.pieces if piece.is_hit] == ["王八蛋"]


@pytest.mark.parametrize(
    ("fate", "expected"),
    [(Fate.SHOWN, ((RUDE,), 0)), (Fate.MASKED, ((COVERED,), 0)), (Fate.HIDDEN, ((), 1))],
)
def test_others_see_what_was_decided(
    place: TestHall, supervisor: TestAccount, fate: Fate, expected: tuple[tuple[str, ...], int]
) -> None:
    number = answered(place, RUDE)

    decide(place, supervisor, fate)

    assert results(place, number) == expected
    assert waiting(place) == []
    (one,) = held_page(place.hall).decided
    assert (one.fate, one.reason, one.decided_by) == (fate, "看过", supervisor.title)


def test_a_decision_without_a_reason_changes_nothing(
    place: TestHall, supervisor: TestAccount
) -> None:
    answered(place, RUDE)

    with pytest.raises(errors.FormProblems):
        decide(place, supervisor, Fate.SHOWN, reason=" ")

    assert len(waiting(place)) == 1


def test_only_the_day_is_kept_of_when_words_came(place: TestHall) -> None:
    answered(place, RUDE)

    held = session.scalars(select(HeldWords)).one()

    moments = {name for name, value in vars(held).items() if hasattr(value, "hour")}
    assert moments == set()


def a_problem(place: TestHall, words: str = RUDE) -> None:
    """A problem that lies with the one department."""
    form = ProblemForm(
        *(OpinionSource.BOX, "", Nature.ATTITUDE, words, "", "谈话", "D1"), MORNING.date()
    )
    enter_problem(place.hall, form, by=an_account(place, Role.APPRAISAL_OFFICER).actor, now=MORNING)


def told(place: TestHall, *, office: bool) -> str:
    """The words of the problem as the office, or its department, reads them."""
    scope = None if office else frozenset({place.departments["D1"]})
    (problem,) = opinion_problems(place.hall.id, scope)
    return problem.words


def test_a_department_reads_a_problem_when_a_person_has_looked(
    place: TestHall, supervisor: TestAccount
) -> None:
    a_problem(place)

    assert (told(place, office=True), told(place, office=False)) == (RUDE, "")
    decide(place, supervisor, Fate.MASKED)
    assert (told(place, office=True), told(place, office=False)) == (RUDE, COVERED)


@pytest.mark.parametrize(
    "near",
    [{"staff": "0137"}, {"department": "D1"}],
    ids=["who works in the department", "who leads it"],
)
def test_the_unit_concerned_has_no_second_look(place: TestHall, near: dict[str, str]) -> None:
    a_problem(place)
    person = an_account(place, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, **near)

    with pytest.raises(errors.NotImpartial):
        decide(place, person, Fate.SHOWN)

    assert told(place, office=False) == ""


def test_another_hall_decides_nothing_here(place: TestHall) -> None:
    answered(place, RUDE)
    stranger = an_account(a_hall("H2"), Role.SUPERVISOR)

    with pytest.raises(errors.StepNotAllowed):
        decide(place, stranger, Fate.SHOWN)


def a_published_reply(place: TestHall, publisher: TestAccount, reply: str) -> str:
    """The number of a closed case whose reply a publisher made public."""
    set_hall_setting(place.hall.id, PUBLIC, by="李某", now=at("2026-11-01 08:00"))
    number = walked_to(place, a_case(place), CaseState.CLOSED, a_supervisor(place))
    words = {"asked": "等候时无人理会", "reply": reply}
    step(place, number, StepName.PUBLISH_REPLY, publisher.actor, words=words, now=MORNING)
    return number


def public() -> list[str]:
    """The replies that everybody reads, by the count as well."""
    found = published_replies(hall_named("H1"), today=MORNING.date())
    assert found.total == len(found.replies)
    return [one.reply for one in found.replies]


def test_a_public_reply_with_a_word_of_the_list_waits_for_another_person(
    place: TestHall,
) -> None:
    publisher = an_account(place, Role.PUBLISHER, Role.SUPERVISOR)
    number = a_published_reply(place, publisher, "当事人骂了王八蛋，已批评。")

    assert public() == []
    assert replies_held(place.hall.id) == ((number, Fate.HELD),)
    with pytest.raises(errors.NotImpartial):
        decide(place, publisher, Fate.SHOWN)
    decide(place, an_account(place, Role.SUPERVISOR), Fate.MASKED)
    assert public() == ["当事人骂了＊＊＊，已批评。"]


def test_a_clean_reply_is_public_at_once(place: TestHall) -> None:
    a_published_reply(place, an_account(place, Role.PUBLISHER), "已批评。")

    assert public() == ["已批评。"]


def test_without_a_list_what_others_would_see_waits(app: Flask, place: TestHall) -> None:
    break_the_list(app)

    number = answered(place, CLEAN)
    a_published_reply(place, an_account(place, Role.PUBLISHER), "已批评。")

    assert results(place, number) == ((), 1)
    assert public() == []
    assert {one.why for one in held_page(place.hall).waiting} == {Why.NO_LIST}


def test_what_waited_for_want_of_a_list_is_seen_when_there_is_one(
    app: Flask, place: TestHall
) -> None:
    break_the_list(app)
    number = answered(place, CLEAN, RUDE)

    assert recheck_words(place.hall, now=MORNING) == 0
    add_words("黄牛票", by="李某", now=MORNING)
    recheck_words(place.hall, now=MORNING)

    assert results(place, number) == ((CLEAN,), 1)


def test_a_masked_text_is_not_seen_while_there_is_no_list(
    app: Flask, place: TestHall, supervisor: TestAccount
) -> None:
    number = answered(place, RUDE)
    decide(place, supervisor, Fate.MASKED)

    break_the_list(app)

    assert results(place, number)[0] == ()


def test_a_new_list_is_held_against_what_others_see_already(place: TestHall) -> None:
    number = answered(place, "黄牛票到处都是", CLEAN)
    assert results(place, number)[1] == 0

    add_words("[fraud]\n黄牛票\n", by="李某", now=MORNING)

    assert recheck_words(place.hall, now=MORNING) == 1
    assert recheck_words(place.hall, now=MORNING) == 0
    assert results(place, number) == ((CLEAN,), 1)


def test_a_decision_outlives_a_new_list(place: TestHall, supervisor: TestAccount) -> None:
    number = answered(place, RUDE)
    decide(place, supervisor, Fate.SHOWN)

    add_words("不理人", by="李某", now=MORNING)
    recheck_words(place.hall, now=MORNING)

    assert results(place, number) == ((RUDE,), 0)


def test_the_rudest_text_keeps_not_one_word_when_it_is_masked(
    place: TestHall, supervisor: TestAccount
) -> None:
    number = answered(place, RUDEST)

    decide(place, supervisor, Fate.MASKED)

    ((shown,), _) = results(place, number)
    assert [word for word in ("王八蛋", "卖淫", "办假证", "fuck") if word in shown] == []
