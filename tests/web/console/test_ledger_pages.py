"""Ledger, appeals, exclusions, texts and replies in the console: who sees and does what?"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.ledger.file_appeal import file_appeal
from server.actions.ratings.release_batch import release_batch
from server.db import session, transaction
from server.ids import new_id
from server.models.cases import Case
from server.models.ratings import Rating
from server.models.registry import Department
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.ledger.appeals import Against, AppealForm
from tests.actions.ledger.decided import People, a_rated_hall, decide, entries, the_people
from tests.build import TestHall, a_form, at, on_duty, rate
from tests.house.installation import Clock
from tests.house.signed_in import TestAccount, an_account, sign_in
from web.console.rows import sealed_row

DECIDED = at("2026-12-01 10:00")
TODAY = at("2026-12-02 10:00")


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """0137 was rated badly in November; it is the 2nd of December."""
    clock.move_to(TODAY)
    with app.app_context():
        return a_rated_hall()


@pytest.fixture
def people(app: Flask, place: TestHall) -> People:
    """The clerk was charged, and appealed."""
    with app.app_context():
        found = the_people(place)
        decide(place, found.supervisor, now=DECIDED)
        return found


@pytest.fixture
def appeal(app: Flask, place: TestHall, people: People) -> str:
    """The number of the clerk's appeal."""
    with app.app_context():
        form = AppealForm(Against.ENTRY, entries(place)[0].number, "当时我在另一个窗口")
        return file_appeal(place.hall, form, by=people.clerk.actor, now=TODAY)


def browser(app: Flask, who: TestAccount) -> FlaskClient:
    return sign_in(app.test_client(), who)


def seen(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_ledger_shows_who_was_charged_and_why(
    app: Flask, place: TestHall, people: People
) -> None:
    page = seen(browser(app, people.supervisor).get("/console/ledger"))

    with app.app_context():
        number, case = entries(place)[0].number, session.scalars(select(Case.number)).one()
    assert number in page
    assert "0137 张某" in page
    assert f"/console/cases/{case}" in page
    assert "考核办法启用前没有分值" in page


def test_the_ledger_is_filtered_by_month_and_person(app: Flask, people: People) -> None:
    client = browser(app, people.supervisor)

    assert "没有台账记录" in seen(client.get("/console/ledger?month=2026-11"))
    assert "没有台账记录" in seen(client.get("/console/ledger?staff=0138"))
    assert "没有台账记录" not in seen(client.get("/console/ledger?month=2026-12&staff=0137"))


def test_a_head_sees_the_entries_of_their_department_alone(
    app: Flask, place: TestHall, people: People
) -> None:
    del people
    other = new_id(DECIDED.date())
    with app.app_context():
        with transaction() as written:
            written.add(Department(id=other, hall_id=place.hall.id, code="D2", name="税务局"))
        both = replace(place, departments={**place.departments, "D2": other})
        own, foreign = (
            an_account(both, Role.DEPARTMENT_HEAD, department=code) for code in ("D1", "D2")
        )
        number = entries(place)[0].number

    assert number in seen(browser(app, own).get("/console/ledger"))
    assert number not in seen(browser(app, foreign).get("/console/ledger"))


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/console/ledger", Role.PUBLISHER),
        ("/console/appeals", Role.DEPARTMENT_HEAD),
        ("/console/exclusions", Role.APPRAISAL_OFFICER),
        ("/console/texts", Role.DEPARTMENT_HEAD),
        ("/console/replies", Role.SUPERVISOR),
    ],
)
def test_other_roles_are_told_that_there_is_no_such_page(
    app: Flask, place: TestHall, path: str, role: Role
) -> None:
    with app.app_context():
        other = an_account(place, role)

    assert browser(app, other).get(path).status_code == 404


def test_an_appeal_is_read_and_upheld(app: Flask, people: People, appeal: str) -> None:
    client = browser(app, people.officer)

    listed = seen(client.get("/console/appeals"))
    page = seen(client.get(f"/console/appeals/{appeal}"))
    said = {"choice": "upheld", "answer": "核对排班，当时确不在该窗口"}
    sent = client.post(f"/console/appeals/{appeal}", data=said)
    after = seen(client.get(sent.headers["Location"]))

    assert appeal in listed
    assert "当时我在另一个窗口" in page
    assert sent.status_code == 303
    assert "已决定" in after
    assert "冲回" in seen(client.get("/console/ledger"))


def test_who_took_part_is_told_why_they_may_not_decide(
    app: Flask, people: People, appeal: str
) -> None:
    client = browser(app, people.supervisor)

    page = seen(client.get(f"/console/appeals/{appeal}"))
    sent = client.post(f"/console/appeals/{appeal}", data={"choice": "upheld", "answer": "对"})

    assert "您参与过这件事" in page
    assert 'name="choice"' not in page
    assert sent.status_code == 403


@pytest.mark.parametrize(
    "said", [{"answer": "核对过了"}, {"choice": "upheld", "answer": " "}], ids=["choice", "answer"]
)
def test_a_decision_with_something_missing_keeps_what_was_typed(
    app: Flask, people: People, appeal: str, said: dict[str, str]
) -> None:
    answer = browser(app, people.officer).post(f"/console/appeals/{appeal}", data=said)

    assert answer.status_code == 422
    assert said["answer"] in answer.text
    assert 'role="alert"' in answer.text


def test_setting_the_rating_aside_waits_for_another_person(
    app: Flask, people: People, appeal: str
) -> None:
    officer, second = browser(app, people.officer), browser(app, people.second)
    said = {"choice": "upheld", "answer": "不在窗口", "sets_aside": "1"}

    sent = officer.post(f"/console/appeals/{appeal}", data=said)
    waiting = seen(second.get("/console/exclusions"))
    number = re.search(r"/console/exclusions/(\w+)/approve", waiting)
    agreed = second.post(f"/console/exclusions/{number[1] if number else ''}/approve")

    assert "appeal_waits" in sent.headers["Location"]
    assert agreed.status_code == 303
    assert "最近搁置的" in seen(second.get("/console/exclusions"))
    assert "成立" in seen(officer.get(f"/console/appeals/{appeal}"))


def test_a_rating_is_proposed_from_its_sealed_row_and_refused(
    app: Flask, place: TestHall, people: People
) -> None:
    first, second = browser(app, people.supervisor), browser(app, people.second)
    with app.test_request_context():
        rating = session.scalars(select(Rating.id)).first() or 0
        row = sealed_row("rating", int(rating))

    form = seen(first.get(f"/console/exclusions/new?row={row}"))
    said = {"row": row, "reason": "malicious", "words": "同一人反复打差评"}
    short = first.post("/console/exclusions/new", data={**said, "reason": ""})
    sent = first.post("/console/exclusions/new", data=said)
    number = re.search(r"/console/exclusions/(\w+)/refuse", seen(second.get("/console/exclusions")))
    refused = second.post(
        f"/console/exclusions/{number[1] if number else ''}/refuse", data={"answer": "没有依据"}
    )

    assert place.windows.keys() >= {"A01"}
    assert "非常不满意" in form
    assert (short.status_code, sent.status_code, refused.status_code) == (422, 303, 303)
    assert "没有等待同意的提请" in seen(second.get("/console/exclusions"))


def test_a_row_that_was_not_sealed_here_is_404(app: Flask, people: People) -> None:
    client = browser(app, people.supervisor)

    assert client.get("/console/exclusions/new?row=702826612040198366").status_code == 404


def test_texts_are_released_and_kept_back(app: Flask, place: TestHall, people: People) -> None:
    start = at("2026-11-16 09:10")
    with app.app_context():
        on_duty(place, "0138", "A02", span=("2026-11-01 00:00", None), source=DutySource.STANDING)
        for number in range(10):
            form = a_form(
                5, text="请打 13800000000" if number == 0 else "很好" if number < 2 else ""
            )
            rate(place, window="A02", moment=start + timedelta(minutes=20 * number), form=form)
        release_batch(place.hall, place.staff["0138"], now=at("2026-11-25 04:30"))
    client = browser(app, people.supervisor)

    page = seen(client.get("/console/texts"))
    numbers = re.findall(r'action="/console/texts/(\w+)', page)
    released = client.post(f"/console/texts/{numbers[0]}", data={"choice": "release"})
    kept = client.post(f"/console/texts/{numbers[1]}", data={"choice": "withhold"})

    assert len(numbers) == 2
    assert "138…00" in page
    assert "text_released" in released.headers["Location"]
    assert "text_withheld" in kept.headers["Location"]
    assert "没有等待查看的文字" in seen(client.get("/console/texts"))


@pytest.mark.parametrize("number", ["0000000000", "x"])
def test_an_appeal_that_is_none_is_404_to_read_and_to_decide(
    app: Flask, people: People, number: str
) -> None:
    client = browser(app, people.officer)
    address = f"/console/appeals/{number}"

    answers = [client.get(address), client.post(address, data={"choice": "upheld", "answer": "对"})]

    assert [answer.status_code for answer in answers] == [404, 404]
