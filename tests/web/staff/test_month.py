"""What does a member of staff see on their page, and what not?"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage

from server.actions.ratings.release_batch import release_batch
from server.db import session, transaction
from server.models.cases import Case
from server.models.ledger import StaffText
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from tests.actions.ledger.decided import decide, entries
from tests.api.calls import a_picture
from tests.build import TestHall, a_form, a_hall, at, on_duty, rate
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in
from tests.web.forms import form_of

FIRST = at("2026-11-02 10:00")
TODAY = at("2026-11-25 10:00")
NONCE = re.compile(r'nonce="[^"]+"')


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """0137 has a batch of twelve ratings, one bad one verified, and one text released."""
    clock.move_to(TODAY)
    with app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"))
        on_duty(place, "0137", span=("2026-11-01 00:00", None), source=DutySource.STANDING)
        rate(place, 1, moment=FIRST)
        for number in range(1, 12):
            form = a_form(5, tags=("510",), text="很耐心" if number == 1 else "")
            rate(place, moment=FIRST + timedelta(minutes=30 * number), form=form)
        release_batch(place.hall, place.staff["0137"], now=at("2026-11-10 04:30"))
        supervisor = an_account(place, Role.SUPERVISOR)
        decide(place, supervisor, now=at("2026-11-23 10:00"))
        with transaction() as written:
            released = {"state": "released", "decided_at": TODAY, "decided_by": supervisor.id}
            written.execute(update(StaffText).values(**released))
    return place


def browser(app: Flask, place: TestHall, *roles: Role, staff: str | None = None) -> FlaskClient:
    with app.app_context():
        return sign_in(app.test_client(), an_account(place, *roles, staff=staff))


@pytest.fixture
def clerk(app: Flask, place: TestHall) -> FlaskClient:
    return browser(app, place, Role.STAFF, staff="0137")


def page_of(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/staff/{query}")
    assert answer.status_code == 200, answer.text
    return answer.text


def charged(app: Flask, place: TestHall) -> str:
    with app.app_context():
        return entries(place)[0].number


def test_the_page_tells_the_month_with_n_beside_every_figure(clerk: FlaskClient) -> None:
    page = page_of(clerk)

    assert "张某的2026年11月" in page
    assert "差评，核实属实" in page
    assert "本月考核还没有计算" in page
    assert "还有 3 个工作日" in page
    assert "2026年11月2日至2026年11月9日" in page
    assert "很耐心" in page


def test_no_case_window_or_hour_is_on_it(app: Flask, clerk: FlaskClient) -> None:
    page = page_of(clerk)

    with app.app_context():
        case = session.scalars(select(Case.number)).one()
    assert case not in page
    assert "A01" not in page
    assert not re.search(r"\d\d:\d\d", page)


def test_a_person_without_anything_is_told_why(app: Flask, place: TestHall) -> None:
    page = page_of(browser(app, place, Role.STAFF, staff="0138"))

    assert "本月没有台账记录" in page
    assert "还没有一批" in page
    assert "没有申诉" in page


@pytest.mark.parametrize("level", [1, 5])
def test_one_rating_more_leaves_the_page_as_it_was(
    app: Flask, place: TestHall, clerk: FlaskClient, level: int
) -> None:
    before = NONCE.sub("", page_of(clerk))

    with app.app_context():
        rate(place, level, moment=at("2026-11-24 10:00"))
        release_batch(place.hall, place.staff["0137"], now=TODAY)

    assert NONCE.sub("", page_of(clerk)) == before


def test_an_appeal_is_filed_and_taken_back(app: Flask, place: TestHall, clerk: FlaskClient) -> None:
    said = {"against": "entry", "what": charged(app, place), "words": "当时我在另一个窗口"}

    sent = clerk.post("/staff/appeal", data=said)
    page = clerk.get(sent.headers["Location"]).text
    number = re.search(r"/staff/appeals/(\w+)/withdraw", page)
    gone = clerk.post(f"/staff/appeals/{number[1] if number else ''}/withdraw")

    assert (sent.status_code, gone.status_code) == (303, 303)
    assert "申诉已提交" in page
    assert "已撤回" in page_of(clerk)


def test_a_photo_of_an_appeal_is_kept_when_words_are_missing_and_shown_to_its_owner_alone(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    page = clerk.get(f"/staff/appeal?against=entry&what={charged(app, place)}")
    first = form_of(page).send(clerk, photos=FileStorage(BytesIO(a_picture()), "a.png"))

    again = form_of(first).send(clerk, words="见照片")
    photo = re.search(r"/staff/appeals/\w+/photos/[^\"]+", page_of(clerk))

    assert (first.status_code, again.status_code) == (422, 303)
    assert photo is not None
    assert clerk.get(photo[0]).mimetype == "image/jpeg"
    other = browser(app, place, Role.STAFF, staff="0138")
    assert other.get(photo[0]).status_code == 404


def test_an_appeal_without_words_keeps_the_form(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    said = {"against": "entry", "what": charged(app, place), "words": " "}

    answer = clerk.post("/staff/appeal", data=said)

    assert answer.status_code == 422
    assert "请写明理由" in answer.text
    assert said["what"] in answer.text


def test_too_late_an_appeal_keeps_the_words(
    app: Flask, place: TestHall, clerk: FlaskClient, clock: Clock
) -> None:
    said = {"against": "entry", "what": charged(app, place), "words": "当时我在另一个窗口"}
    clock.move_to(at("2026-12-01 09:00"))
    clerk = browser(app, place, Role.STAFF, staff="0137")

    answer = clerk.post("/staff/appeal", data=said)

    assert answer.status_code == 409
    assert "申诉期限已过" in answer.text
    assert "当时我在另一个窗口" in answer.text


def test_the_form_for_another_persons_entry_is_404(app: Flask, place: TestHall) -> None:
    other = browser(app, place, Role.STAFF, staff="0138")
    number = charged(app, place)

    answers = [other.get(f"/staff/appeal?against=entry&what={what}") for what in (number, "0")]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("month", ["2026-12", "2026-13", "x"])
def test_a_month_that_is_none_or_ahead_is_404(clerk: FlaskClient, month: str) -> None:
    assert clerk.get(f"/staff/?month={month}").status_code == 404


def test_another_month_has_none_of_it(clerk: FlaskClient) -> None:
    page = page_of(clerk, "?month=2026-10")

    assert "本月没有台账记录" in page
    assert "下个月" in page


def test_nobody_else_gets_in(app: Flask, place: TestHall) -> None:
    supervisor = browser(app, place, Role.SUPERVISOR)

    assert app.test_client().get("/staff/").status_code == 303
    assert supervisor.get("/staff/").status_code == 404
