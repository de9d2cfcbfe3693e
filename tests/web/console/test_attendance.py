"""The pages about attendance: the month, a person, leave, signs by hand, the machine's file."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.attendance.ask_leave import ask_leave
from server.actions.attendance.import_attendance import import_attendance
from server.rules.accounts.roles import Role
from server.rules.attendance.leaves import LeaveForm, LeaveSpan
from server.rules.attendance.words import LeaveKind
from sheets.cells import Row, Sheet
from tests.actions.attendance.place import a_punctual_hall, standing_facts
from tests.build import TestHall, at
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import Desk, words_of
from tests.web.forms import form_to

PATH = "/console/attendance"
NOW = at("2026-11-26 08:00")
LINES = (("工号", "日期", "签到", "签退"), ("0137", "2026-11-25", "09:12", "17:00"))
BAD = "工号,日期,签到\n0999,2026-11-25,25:61\n"
MORE = "工号,日期,签到,签退\n0138,2026-11-25,08:58,17:01\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the actions and questions are tested on both."""
    return sqlite_url


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """0137 came late on the 25th, 0138 not at all."""
    clock.move_to(NOW)
    with app.app_context():
        place = a_punctual_hall(kept="machine")
        rows = tuple(Row(number, cells) for number, cells in enumerate(LINES, 1))
        import_attendance(place.hall, [Sheet("打卡", rows)], by="考核员", now=NOW)
    return place


@pytest.fixture
def officer(desk: Desk) -> FlaskClient:
    return desk.of(Role.APPRAISAL_OFFICER)


def hand_in(client: FlaskClient, text: str) -> TestResponse:
    return client.post(f"{PATH}/import", data={"file": (io.BytesIO(text.encode()), "打卡.csv")})


def test_the_month_tells_who_was_there_and_which_days_wait(officer: FlaskClient) -> None:
    words = words_of(officer.get(PATH))

    assert "有 2 天全厅没有一条签到" in words
    assert "0138 张某" in words


def test_a_persons_days_tell_each_sign_and_what_became_of_it(officer: FlaskClient) -> None:
    words = words_of(officer.get(f"{PATH}/people/0137"))

    assert "迟到 12 分钟（09:00 上班）" in words
    assert "考勤机" in words


def test_a_file_is_looked_at_before_it_is_taken(
    app: Flask, place: TestHall, officer: FlaskClient
) -> None:
    looked = hand_in(officer, MORE)
    with app.app_context():
        before = standing_facts(place)
    form_to(looked, f"{PATH}/import/take").send(officer)

    with app.app_context():
        after = standing_facts(place)
    assert before == ["0137 25 late minutes=12", "0138 25 absent days=1 half_days=2"]
    assert after == ["0137 25 late minutes=12"]


def test_every_bad_row_of_a_file_is_listed(officer: FlaskClient) -> None:
    answer = hand_in(officer, BAD)

    assert answer.status_code == 422
    assert "没有工号“0999”" in words_of(answer)
    assert "25:61" in words_of(answer)


def test_a_sign_is_entered_and_cancelled_with_a_reason(officer: FlaskClient) -> None:
    said = {"day": "2026-11-25", "time": "08:55", "direction": "in", "staff": "0137"}

    refused = officer.post(f"{PATH}/sign", data=said)
    entered = officer.post(f"{PATH}/sign", data={**said, "reason": "机器故障"})
    page = officer.get(f"{PATH}/people/0137")

    assert refused.status_code == 422
    assert "08:55" in refused.text
    assert entered.status_code == 303
    assert "迟到" not in words_of(page).partition("11月25日")[2]

    form_to(page, f"{PATH}/people/0137/cancel").send(officer, reason="重复")
    assert "已作废" in words_of(officer.get(f"{PATH}/people/0137"))


def test_leave_is_approved_by_the_head_of_the_department(
    app: Flask, desk: Desk, place: TestHall
) -> None:
    with app.app_context():
        clerk = an_account(place, Role.STAFF, staff="0138").actor
        span = LeaveSpan(NOW.date().replace(day=25), NOW.date().replace(day=25))
        form = LeaveForm(LeaveKind.SICK, span, "看病")
        number = ask_leave(place.hall, form, by=clerk, now=NOW)
    head = desk.of(Role.DEPARTMENT_HEAD, department="D1")

    listed = words_of(head.get(f"{PATH}/leave"))
    unexplained = head.post(f"{PATH}/leave/{number}", data={"step": "refuse"})
    approved = head.post(f"{PATH}/leave/{number}", data={"step": "approve", "procedure": "none"})

    assert "病假" in listed
    assert unexplained.status_code == 422
    assert approved.status_code == 303
    with app.app_context():
        assert "0138 25 leave days=1 kind=sick procedure=none" in standing_facts(place)


def test_nobody_approves_their_own_leave(app: Flask, place: TestHall) -> None:
    with app.app_context():
        account = an_account(place, Role.STAFF, Role.SUPERVISOR, staff="0138")
        span = LeaveSpan(NOW.date(), NOW.date())
        form = LeaveForm(LeaveKind.ANNUAL, span, "休假")
        number = ask_leave(place.hall, form, by=account.actor, now=NOW)
    client = sign_in(app.test_client(), account)

    page = client.get(f"{PATH}/leave/{number}")
    answer = client.post(f"{PATH}/leave/{number}", data={"step": "approve"})

    assert "须由另一个人审批" in words_of(page)
    assert answer.status_code == 403
