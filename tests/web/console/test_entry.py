"""Entering cases on behalf of citizens: one by hand, or a file in whole or not at all."""

import re
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from server.rules.accounts.roles import Role
from tests.web.console.desk import Desk, foreign_roles, untranslated, words_of

ENTER = "/console/cases/enter"
LETTER = {
    "source": "letter",
    "kind": "complaint",
    "category": "attitude",
    "received_on": "2026-11-23",
    "window_number": "A01",
    "text": "排队两小时，没有解释。",
    "nonce": "AAAAAAAAAAAAAAAAAAAAAA",
}
HEADER = "工单编号,类型,类别,收到日期,窗口号,内容,联系方式\n"
GOOD = "GD1,投诉,服务态度,2026-11-23,A01,电话一直没人接,13800000000\n"


def handed_in(desk: Desk, text: str) -> TestResponse:
    file = (BytesIO(text.encode("utf-8-sig")), "12345.csv")
    return desk.of(Role.SUPERVISOR).post(f"{ENTER}/file", data={"file": file})


def queue_of(desk: Desk) -> str:
    return words_of(desk.page("/console/cases", Role.SUPERVISOR))


@pytest.mark.parametrize(
    "role", foreign_roles(Role.SUPERVISOR, Role.INSPECTOR), ids=lambda role: role.value
)
def test_for_a_foreign_role_there_is_nothing_to_enter(desk: Desk, role: Role) -> None:
    assert desk.page(ENTER, role).status_code == 404


def test_a_letter_becomes_a_case_whose_code_opens_it_for_the_citizen(desk: Desk) -> None:
    slip = desk.of(Role.SUPERVISOR).post(ENTER, data=LETTER)

    number, code = re.findall(r'class="once">([^<]+)<', slip.text)
    opened = desk.app.test_client().post(f"/c/{number}", data={"code": code}, follow_redirects=True)
    assert slip.status_code == 200
    assert "排队两小时，没有解释。" in opened.text


def test_the_clock_runs_from_the_day_the_letter_came(desk: Desk) -> None:
    desk.of(Role.SUPERVISOR).post(ENTER, data=LETTER)

    # Received on a Monday, acknowledged within one working day: it was due on the Tuesday.
    assert "逾期 1 日" in queue_of(desk)


def test_the_same_form_twice_is_one_case(desk: Desk) -> None:
    supervisor = desk.of(Role.SUPERVISOR)

    first, second = (supervisor.post(ENTER, data=LETTER) for _ in range(2))

    numbers = [re.search(r'class="once">([^<]+)<', each.text) for each in (first, second)]
    assert len({found[1] for found in numbers if found}) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": ""}, "请选择来源"),
        ({"received_on": "2026-11-26"}, "不能在今天之后"),
        ({"received_on": "2026-09-25"}, "60 天以前"),
        ({"received_on": "昨天"}, "请填写收到的日期"),
        ({"source": "hotline"}, "要填工单编号"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    desk: Desk, change: dict[str, str], said: str
) -> None:
    answer = desk.of(Role.SUPERVISOR).post(ENTER, data=LETTER | change)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "排队两小时，没有解释。" in answer.text


@pytest.mark.parametrize("day", ["2026-11-25", "2026-09-26"])
def test_today_and_the_sixtieth_day_before_are_taken(desk: Desk, day: str) -> None:
    answer = desk.of(Role.SUPERVISOR).post(ENTER, data=LETTER | {"received_on": day})

    assert answer.status_code == 200


def test_a_file_is_entered_once_however_often_it_comes(desk: Desk) -> None:
    answers = [handed_in(desk, HEADER + GOOD) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert "1 件，其中逾期" in queue_of(desk)


def test_one_bad_row_and_nothing_is_entered_and_all_bad_rows_are_listed(desk: Desk) -> None:
    bad = "GD2,投诉,服务态度,2026-11-23,Z99,没有这个窗口,\nGD3,不知道,,2026-11-23,A01,,\n"

    answer = handed_in(desk, HEADER + GOOD + bad + GOOD)

    words = words_of(answer)
    assert answer.status_code == 422
    assert "没有“Z99”这个窗口" in words
    assert "第 4 行" in words
    assert "出现了两次" in words
    assert "没有待办" in queue_of(desk)


def test_a_file_without_a_column_says_which(desk: Desk) -> None:
    answer = handed_in(desk, "类型,内容\n投诉,没有编号\n")

    assert "缺少列：工单编号、收到日期" in words_of(answer)


def test_the_page_is_english_where_english_is_wanted(desk: Desk) -> None:
    assert untranslated(desk.page(f"{ENTER}?lang=en", Role.SUPERVISOR)) == []
