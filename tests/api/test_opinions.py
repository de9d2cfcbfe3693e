"""Questionnaires and the suggestion box over the API: the same rules as on the pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.actions.opinions.open_questionnaire import (
    Opened,
    QuestionnaireForm,
    open_questionnaire,
)
from server.actions.opinions.put_slip import answer_slip
from server.queries.opinions.questionnaires import questionnaire_named, results_of, texts_of
from server.rules.opinions.arrivals import MOST_SHEETS, MOST_SLIPS, SPAN
from tests.api.calls import Caller, fields_of
from tests.build import MORNING
from tests.house.installation import Clock

QUESTIONS = "单选* 是否满意？ | 满意 | 不满意\n量表 请打分 | 10\n文字 其他意见"
ANSWERS = [{"question": 1, "chosen": [0]}, {"question": 3, "text": "多开窗口"}]


def asked(app: Flask, caller: Caller, **more: Any) -> Opened:
    usual: dict[str, Any] = {
        "title": "十一月满意度",
        "intro": "",
        "key": "",
        "audience": "citizens",
        "access": "open",
        "opens_on": date(2026, 11, 20),
        "closes_on": date(2026, 11, 30),
        "questions": QUESTIONS,
    }
    with app.app_context():
        form = QuestionnaireForm(**{**usual, **more})
        return open_questionnaire(caller.place.hall, form, by="王某", now=MORNING)


def returned(app: Flask, caller: Caller, number: str) -> int:
    with app.app_context():
        found = questionnaire_named(caller.place.hall.id, number)
        assert found is not None
        return found.returned


def send(caller: Caller, number: str, **more: Any) -> TestResponse:
    said = {"answers": ANSWERS, "mark": "of-the-first-phone", **more}
    return caller.post(f"/questionnaires/{number}/answers", said)


def test_a_questionnaire_is_read_and_answered_once(app: Flask, caller: Caller) -> None:
    number = asked(app, caller).number

    said = caller.get(f"/questionnaires/{number}").get_json()
    first, again, other = (send(caller, number, mark=mark) for mark in ("a" * 16, "a" * 16, "b"))

    assert (said["title"], said["is_open"], said["needs_invitation"]) == (
        "十一月满意度", True, False,
    )  # fmt: skip
    assert [one["kind"] for one in said["questions"]] == ["single", "scale", "text"]
    assert [one.status_code for one in (first, again, other)] == [201] * 3
    assert [one.get_json()["is_new"] for one in (first, again, other)] == [True, False, True]
    with app.app_context():
        found = questionnaire_named(caller.place.hall.id, number)
        assert found is not None
        assert found.returned == 2
        assert results_of(caller.place.hall.id, found)[0].n == 2
        assert texts_of(caller.place.hall.id, found)[2] == ("多开窗口", "多开窗口")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ([], "questions.1"),
        ([{"question": 1, "chosen": [0, 1]}], "questions.1"),
        ([{"question": 1, "chosen": [2]}], "questions.1"),
        ([{"question": 1, "chosen": [0]}, {"question": 2, "chosen": [11]}], "questions.2"),
        ([{"question": 1, "chosen": [0]}, {"question": 4, "text": "x"}], "answers.1"),
        ([{"question": 1, "chosen": [0], "text": "x"}], "answers.0"),
        ([{"question": 1, "chosen": [0]}, {"question": 1, "chosen": [1]}], "answers.1"),
    ],
    ids=["left out", "two of one", "no such choice", "above the scale", "no such question",
         "words where none are asked", "answered twice"],
)  # fmt: skip
def test_what_does_not_fit_is_named_and_nothing_is_kept(
    app: Flask, caller: Caller, answers: list[dict[str, Any]], field: str
) -> None:
    number = asked(app, caller).number

    answer = send(caller, number, answers=answers)

    assert (answer.status_code, set(fields_of(answer))) == (422, {field})
    assert returned(app, caller, number) == 0


@pytest.mark.parametrize("days", [5, 6], ids=["on the last day", "a day later"])
def test_it_takes_answers_to_the_end_of_its_last_day(
    app: Flask, caller: Caller, clock: Clock, days: int
) -> None:
    number = asked(app, caller).number
    clock.move_to(MORNING + timedelta(days=days))

    assert send(caller, number).status_code == (201 if days == 5 else 410)
    assert caller.get(f"/questionnaires/{number}").get_json()["is_open"] is (days == 5)


def test_an_invitation_answers_once(app: Flask, caller: Caller) -> None:
    opened = asked(app, caller, access="invitation", invited=1)
    secret = opened.secrets[0].lower()

    without = send(caller, opened.number)
    first = send(caller, opened.number, invitation=secret)
    second = send(caller, opened.number, invitation=secret, mark="another")

    assert [one.status_code for one in (without, first, second)] == [403, 201, 403]
    assert returned(app, caller, opened.number) == 1


def test_no_questionnaire_is_404(caller: Caller) -> None:
    assert caller.get("/questionnaires/AAAAAAAAAA").status_code == 404
    assert send(caller, "AAAAAAAAAA").status_code == 404


def test_a_slip_sent_again_is_the_same_and_its_secret_opens_the_answer(
    app: Flask, caller: Caller
) -> None:
    said = {"text": "饮水机坏了", "mark": "of-the-first-phone"}
    first, again = (caller.post("/box", said).get_json() for _ in range(2))
    with app.app_context():
        answer_slip(caller.place.hall, first["number"], "已经修好", by="王某", now=MORNING)

    opened = caller.post("/box/read", first)
    wrong = caller.post("/box/read", {**first, "secret_code": "0" * 16})

    assert first == again
    assert (opened.get_json()["answer"], opened.get_json()["text"]) == ("已经修好", "饮水机坏了")
    assert wrong.status_code == 422


def test_slips_without_a_mark_are_as_many_as_were_sent(caller: Caller) -> None:
    numbers = {caller.post("/box", {"text": "饮水机坏了"}).get_json()["number"] for _ in range(2)}

    assert len(numbers) == 2


def test_the_box_takes_so_many_in_ten_minutes_and_again_afterwards(
    caller: Caller, clock: Clock
) -> None:
    statuses = [
        caller.post("/box", {"text": f"第{number}张"}).status_code
        for number in range(MOST_SLIPS + 1)
    ]
    same = {"text": "第0张", "mark": "sent-before"}
    refused = caller.post("/box", same)
    clock.move_to(MORNING + SPAN)

    assert statuses == [201] * MOST_SLIPS + [429]
    assert refused.get_json()["code"] == "error.too_many_at_once"
    assert "10 分钟" in refused.get_json()["detail"]
    assert caller.post("/box", same).status_code == 201


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_questionnaire_does_too_and_a_sheet_sent_again_counts_once(
    app: Flask, caller: Caller
) -> None:
    first, second = asked(app, caller).number, asked(app, caller).number
    for number in range(MOST_SHEETS):
        send(caller, first, mark=f"phone {number}")

    assert send(caller, first, mark="phone 0").status_code == 201
    assert send(caller, first, mark="one more").status_code == 429
    assert send(caller, second).status_code == 201
    assert returned(app, caller, first) == MOST_SHEETS
