"""Ballots, awards and bonus requests on pages: who sees and does what?"""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.db import session
from server.models.accounts import Draft
from server.rules.accounts.roles import Role
from server.settings import Settings
from tests.actions.appraisal.award_build import NOW, a_signed_quarter, adopt, award_facts
from tests.build import TestHall, a_hall
from tests.house.installation import Clock, a_settings
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import untranslated

AWARDS = "/console/appraisal/awards"
BALLOTS = "/console/appraisal/awards/ballots"
BONUS = "/console/appraisal/bonus"
ASKED = {
    "item": "D1",
    "value": "2",
    "happened_on": "2026-11-20",
    "reason": "上门为老人办证",
    "reference": "值班记录",
}


@dataclass(frozen=True)
class Browsers:
    clerk: FlaskClient
    officer: FlaskClient
    supervisor: FlaskClient
    head: FlaskClient


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One kind of database is enough: the statements are plain."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    clock.move_to(NOW)
    with app.app_context():
        place = a_hall(staff=("0137", "0138", "0139"))
        adopt(place)
        return place


@pytest.fixture
def browsers(app: Flask, place: TestHall) -> Browsers:
    with app.app_context():
        accounts = (
            an_account(place, Role.STAFF, staff="0137"),
            an_account(place, Role.APPRAISAL_OFFICER),
            an_account(place, Role.SUPERVISOR),
            an_account(place, Role.DEPARTMENT_HEAD, department="D1"),
        )
    return Browsers(*(sign_in(app.test_client(), one) for one in accounts))


def seen(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return answer.text


def sent(answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def a_ballot(browsers: Browsers) -> str:
    """Its number, opened on the page."""
    form = {"key": "peers", "period": "2026-10", "closes_on": "2026-11-27", "most_choices": "0"}
    place = sent(
        browsers.officer.post(f"{BALLOTS}/new", data={**form, "reason-staff-0138": "热心"})
    )
    return place.partition("?")[0].rpartition("/")[2]


def test_a_ballot_is_opened_and_voted_in_on_a_phone(browsers: Browsers) -> None:
    asked = seen(browsers.officer.get(f"{BALLOTS}/new?key=peers&period=2026-10"))
    number = a_ballot(browsers)

    listed = seen(browsers.clerk.get("/staff/ballots"))
    paper = seen(browsers.clerk.get(f"/staff/ballots/{number}"))
    wrong = browsers.clerk.post(f"/staff/ballots/{number}", data={"staff-0138": "101"})
    vote = {"staff-0138": "90", "staff-0139": "80"}
    done = sent(browsers.clerk.post(f"/staff/ballots/{number}", data=vote))
    again = browsers.clerk.post(f"/staff/ballots/{number}", data=vote)

    assert 'name="reason-staff-0139"' in asked
    assert number in listed
    assert "热心" in paper
    assert 'name="staff-0137"' not in paper  # nobody votes about themselves
    assert (wrong.status_code, again.status_code) == (422, 409)
    assert 'value="101"' in wrong.text
    assert "已投，谢谢" in seen(browsers.clerk.get(done))


def test_a_ballot_page_tells_who_voted_and_why_it_cannot_be_closed_yet(
    app: Flask, place: TestHall, browsers: Browsers
) -> None:
    with app.app_context():
        an_account(place, Role.STAFF, staff="0138")
    number = a_ballot(browsers)
    sent(
        browsers.clerk.post(f"/staff/ballots/{number}", data={"staff-0138": "9", "staff-0139": "8"})
    )

    early = browsers.officer.post(f"{BALLOTS}/{number}/close")

    assert early.status_code == 409
    assert "1 人已投，共 2 人" in early.text
    assert "还没有过" in early.text


def test_a_ballot_is_closed_when_all_have_voted_and_tells_that_they_are_too_few(
    browsers: Browsers,
) -> None:
    number = a_ballot(browsers)
    sent(
        browsers.clerk.post(f"/staff/ballots/{number}", data={"staff-0138": "9", "staff-0139": "8"})
    )

    place = sent(browsers.officer.post(f"{BALLOTS}/{number}/close"))

    assert "票数不足" in seen(browsers.officer.get(place))


def test_a_vote_sent_when_the_sign_in_is_over_is_kept_nowhere(
    app: Flask, place: TestHall, browsers: Browsers
) -> None:
    number = a_ballot(browsers)
    with app.app_context():
        late = an_account(place, Role.STAFF, staff="0138")
    client = sign_in(app.test_client(), late, now=NOW - timedelta(hours=13))

    answer = client.post(f"/staff/ballots/{number}", data={"staff-0137": "90", "staff-0139": "80"})

    assert "/console/login" in answer.headers["Location"]
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_who_is_not_on_the_roll_finds_no_ballot(browsers: Browsers) -> None:
    number = a_ballot(browsers)

    assert browsers.officer.get(f"/staff/ballots/{number}").status_code == 404
    assert number not in seen(browsers.officer.get("/staff/ballots"))


def test_an_award_is_proposed_given_and_withdrawn_on_the_page(
    app: Flask, place: TestHall, browsers: Browsers
) -> None:
    facts = award_facts(place, winners=("0137",), at_cut=("0138", "0139"), open_seats=1)
    with app.app_context():
        a_signed_quarter(place, [facts])
    form = {"award": "star", "period": "2026-Q3", "chosen": "staff-0138"}

    without_reason = browsers.officer.post(f"{AWARDS}/propose", data=form)
    sent(browsers.officer.post(f"{AWARDS}/propose", data={**form, "reason": "考核组表决"}))
    waiting = seen(browsers.supervisor.get(AWARDS))
    number = waiting.partition("/console/appraisal/winners/")[2].partition("/")[0]
    sent(browsers.supervisor.post(f"/console/appraisal/winners/{number}/give"))
    silent = browsers.supervisor.post(f"/console/appraisal/winners/{number}/withdraw")
    words = {"answer": "公示期内查实不符"}
    sent(browsers.supervisor.post(f"/console/appraisal/winners/{number}/withdraw", data=words))

    assert without_reason.status_code == 422
    assert "checked" in without_reason.text
    assert "季度服务标兵" in waiting
    assert "考核组表决" in waiting
    assert silent.status_code == 422
    assert "公示期内查实不符" in seen(browsers.officer.get(AWARDS))


def test_a_bonus_is_asked_on_a_phone_and_approved_by_two(browsers: Browsers) -> None:
    wrong = browsers.clerk.post("/staff/bonus", data={**ASKED, "value": "9"})
    sent(browsers.clerk.post("/staff/bonus", data=ASKED))
    listed = re.search(rf'class="t" href="{BONUS}/(\w+)"', seen(browsers.officer.get(BONUS)))
    number = listed[1] if listed else ""

    sent(browsers.officer.post(f"{BONUS}/{number}/approve"))
    own = seen(browsers.officer.get(f"{BONUS}/{number}"))
    sent(browsers.supervisor.post(f"{BONUS}/{number}/approve"))

    assert wrong.status_code == 422
    assert "上门为老人办证" in wrong.text
    assert "您申报过或者已经同意过" in own
    assert "已通过" in seen(browsers.clerk.get("/staff/bonus"))


def test_a_head_asks_for_their_own_people_and_sees_them(browsers: Browsers) -> None:
    form = seen(browsers.head.get(f"{BONUS}/new"))
    place = sent(browsers.head.post(f"{BONUS}/new", data={**ASKED, "staff": "0138"}))

    assert "0138 张某" in form
    page = seen(browsers.head.get(place))
    assert "上门为老人办证" in page
    assert "/approve" not in page


@pytest.mark.parametrize("path", [AWARDS, BALLOTS, f"{BALLOTS}/new", BONUS])
def test_pages_of_awards_speak_english_too(browsers: Browsers, path: str) -> None:
    answer = browsers.officer.get(f"{path}?lang=en")

    assert answer.status_code == 200
    assert [
        one
        for one in untranslated(answer)
        if one not in {"民主测评", "服务标兵投票", "服务对象投票"}
    ] == []
