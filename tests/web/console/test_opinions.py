"""Questionnaires, the box, symposia, self-inspection and problems, from the form to the answer."""

import re
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.queries.opinions.questionnaires import questionnaires, results_of
from server.rules.accounts.roles import Role
from tests.web.console.desk import Desk

OPINIONS = "/console/opinions"
QUESTIONS = "单选* 是否满意？ | 满意 | 不满意\n量表* 请打分 | 10\n文字 其他意见"
FORM = {
    "title": "十一月满意度",
    "intro": "",
    "audience": "citizens",
    "access": "open",
    "opens_on": "2026-11-20",
    "closes_on": "2026-11-30",
    "key": "november",
    "questions": QUESTIONS,
    "invited": "",
}


@pytest.fixture
def officer(desk: Desk) -> FlaskClient:
    return desk.of(Role.SUPERVISOR)


def sent_on(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def opened(officer: FlaskClient, **more: str) -> str:
    """The number of a questionnaire that the officer opened."""
    address = sent_on(officer.post(f"{OPINIONS}/questionnaires", data=FORM | more))
    return address.split("/")[-1].split("?")[0]


def nonce_on(page: str) -> str:
    found = re.search(r'name="nonce" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_citizen_answers_once_however_often_the_form_is_sent(
    app: Flask, desk: Desk, officer: FlaskClient
) -> None:
    number, citizen = opened(officer), app.test_client()
    nonce = nonce_on(citizen.get(f"/q/{number}").text)
    form = {"nonce": nonce, "q0": "0", "q1": "8", "q2": "多开一个窗口"}

    first, again = (citizen.post(f"/q/{number}", data=form) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    with app.app_context():
        (asked,) = questionnaires(desk.place.hall.id)
        results = results_of(desk.place.hall.id, asked)
    assert (asked.returned, results[1].mean, results[1].n) == (1, Fraction(80), 1)
    page = officer.get(f"{OPINIONS}/questionnaires/{number}").text
    assert "多开一个窗口" in page


def test_what_is_left_out_is_told_and_everything_typed_is_kept(
    app: Flask, officer: FlaskClient
) -> None:
    number, citizen = opened(officer), app.test_client()
    nonce = nonce_on(citizen.get(f"/q/{number}").text)

    answer = citizen.post(f"/q/{number}", data={"nonce": nonce, "q1": "8", "q2": "意见 <b>"})

    assert answer.status_code == 422
    assert "第 1 题还没有回答" in answer.text
    assert "意见 &lt;b&gt;" in answer.text


def test_an_invitation_is_used_once(app: Flask, officer: FlaskClient) -> None:
    page = officer.post(
        f"{OPINIONS}/questionnaires", data=FORM | {"access": "invitation", "invited": "1"}
    ).text
    (secret,) = re.findall(r"([0-9A-Z]{16})<br>", page)
    found = re.search(r"questionnaires/([0-9A-Z]{10})", page)
    assert found is not None
    number, citizen = found[1], app.test_client()
    said = []

    for invitation in ("", secret, secret):
        nonce = nonce_on(citizen.get(f"/q/{number}").text)
        form = {"nonce": nonce, "q0": "0", "q1": "8", "invitation": invitation}
        said.append(citizen.post(f"/q/{number}", data=form).status_code)

    assert said == [403, 200, 403]


def test_a_questionnaire_with_a_bad_line_is_not_opened_and_keeps_its_words(
    desk: Desk, officer: FlaskClient
) -> None:
    bad = FORM | {"questions": "单选 满意吗？ | 满意"}

    answer = officer.post(f"{OPINIONS}/questionnaires", data=bad)

    assert answer.status_code == 422
    assert "选项应有 2 到 20 个" in answer.text
    assert "单选 满意吗？ | 满意" in answer.text
    with desk.app.app_context():
        assert questionnaires(desk.place.hall.id) == ()


def test_a_slip_is_answered_under_its_number_for_who_holds_the_secret(
    app: Flask, officer: FlaskClient
) -> None:
    citizen = app.test_client()
    page = citizen.get("/box").text
    secret = re.search(r'name="secret" value="([^"]+)"', page)
    assert secret is not None
    thanks = citizen.post(
        "/box", data={"nonce": nonce_on(page), "secret": secret[1], "text": "饮水机坏了"}
    ).text
    number = re.search(r"<dd>([0-9A-Z]{10})</dd>", thanks)
    assert number is not None
    sent_on(officer.post(f"{OPINIONS}/box/{number[1]}", data={"answer": "已修好"}))

    mine = citizen.post("/box/answer", data={"number": number[1], "secret": secret[1]})
    other = citizen.post("/box/answer", data={"number": number[1], "secret": "X" * 16})

    assert "已修好" in mine.text
    assert other.status_code == 422
    assert "已修好" not in other.text


def test_a_problem_goes_to_its_department_and_is_closed_by_somebody_else(
    desk: Desk, officer: FlaskClient
) -> None:
    head = desk.of(Role.DEPARTMENT_HEAD, department="D1")
    form = {
        "source": "symposium",
        "nature": "attitude",
        "words": "咨询电话没人接",
        "measure": "排班接听",
        "department": "D1",
        "due_on": "2026-12-01",
    }
    sent_on(officer.post(f"{OPINIONS}/problems", data=form))
    page = head.get(f"{OPINIONS}/problems").text
    number = re.search(r"problems/([0-9A-Z]{10})/answer", page)
    assert number is not None

    sent_on(head.post(f"{OPINIONS}/problems/{number[1]}/answer", data={"answer": "已排班"}))
    sent_on(officer.post(f"{OPINIONS}/problems/{number[1]}/close"))

    assert "已销号" in officer.get(f"{OPINIONS}/problems").text


@pytest.mark.parametrize("missing", ["words", "measure", "department", "due_on", "nature"])
def test_a_problem_without_its(officer: FlaskClient, missing: str) -> None:
    form = {
        "nature": "rule",
        "words": "指南不准",
        "measure": "修订",
        "department": "D1",
        "due_on": "2026-12-01",
    }

    answer = officer.post(f"{OPINIONS}/problems", data=form | {missing: ""})

    assert answer.status_code == 422
    assert ("指南不准" in answer.text) is (missing != "words")


def test_a_department_returns_its_list_whole(desk: Desk, officer: FlaskClient) -> None:
    head = desk.of(Role.DEPARTMENT_HEAD, department="D1")
    sent_on(
        officer.post(
            f"{OPINIONS}/checklists",
            data={"title": "自查", "due_on": "2026-12-01", "points": "亮牌\n一次告知"},
        )
    )
    found = re.search(r"checklists/([0-9A-Z]{10})", head.get(f"{OPINIONS}/checklists").text)
    assert found is not None
    address = f"{OPINIONS}/checklists/{found[1]}"

    half = head.post(address, data={"p0": "in_order"})
    whole = head.post(address, data={"p0": "in_order", "p1": "problem", "w1": "漏告知一次"})

    assert half.status_code == 422
    assert "第 2 条还没有填" in half.text
    sent_on(whole)
    assert "漏告知一次" in officer.get(f"{OPINIONS}/checklists").text


def test_a_symposium_is_kept_with_its_record(officer: FlaskClient) -> None:
    form = {
        "theme": "企业座谈",
        "held_on": "2026-11-20",
        "host": "李某",
        "attended": "企业代表 8 人",
        "record": "建议延时服务",
    }

    ahead = officer.post(f"{OPINIONS}/symposia", data=form | {"held_on": "2026-11-26"})
    sent_on(officer.post(f"{OPINIONS}/symposia", data=form))

    assert ahead.status_code == 422
    assert "建议延时服务" in officer.get(f"{OPINIONS}/symposia").text
