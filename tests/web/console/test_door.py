"""From the invitation to one's own page: what a new person meets at the console's door."""

from datetime import timedelta

import pytest
from flask import Flask

from server.rules.accounts.roles import Role
from server.texts import say
from tests.build import TestHall
from tests.house.installation import Clock
from tests.web.console.newcomer import PASSWORD, Newcomer, a_newcomer, read_seed
from tests.web.forms import form_of, form_to, words_of

STEP = timedelta(seconds=30)


@pytest.fixture
def newcomer(app: Flask, place: TestHall, clock: Clock) -> Newcomer:
    return a_newcomer(app, place, clock)


@pytest.fixture
def enrolled(newcomer: Newcomer) -> Newcomer:
    newcomer.choose_password()
    newcomer.sign_in()
    newcomer.enrol()
    return newcomer


def test_from_an_invitation_to_ones_own_page(newcomer: Newcomer) -> None:
    chosen = newcomer.choose_password()
    entered = newcomer.sign_in()
    codes = newcomer.enrol()

    assert chosen.headers["Location"] == "/console/login?done=password_set"
    assert entered.headers["Location"] == "/console/second?next=%2Fconsole%2Fme"
    assert len(newcomer.codes) == 10
    assert codes.headers["Cache-Control"] == "no-store"
    assert newcomer.is_in()


def test_the_secret_of_a_link_is_in_no_later_address(newcomer: Newcomer) -> None:
    page = newcomer.get(f"/console/invitation/{newcomer.invitation}")
    form = newcomer.send(form_of(page))

    assert form_of(page).action == form_of(form).action == "/console/invitation"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_an_invitation_works_once(newcomer: Newcomer) -> None:
    newcomer.choose_password()

    again = newcomer.choose_password("another-Kettle-8-orbit")

    assert again.status_code == 410
    assert newcomer.sign_in("another-Kettle-8-orbit").status_code == 403


@pytest.mark.parametrize(("hours", "status"), [(71, 303), (72, 303), (73, 410)])
def test_an_invitation_is_valid_for_three_days(newcomer: Newcomer, hours: int, status: int) -> None:
    newcomer.clock.forward(timedelta(hours=hours))

    assert newcomer.choose_password().status_code == status


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short-7A", "account.password_short"),
        ("alllowercase7", "account.password_plain"),
        ("Password123!", "account.password_common"),
        ("wang-mou-2026-X", "account.password_obvious"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(
    newcomer: Newcomer, password: str, code: str
) -> None:
    answer = newcomer.choose_password(password)

    data = {"least": 10, "classes": 3, "long": 16}
    assert answer.status_code == 422
    assert say(code, "zh", **data) in words_of(answer)
    assert password not in answer.text


def test_a_wrong_password_leaves_the_name_in_the_form(newcomer: Newcomer) -> None:
    newcomer.choose_password()

    answer = newcomer.sign_in("wrong-Kettle-7-orbit")

    assert answer.status_code == 403
    assert form_of(answer).value("name") == newcomer.name
    assert "Kettle" not in answer.text


def test_without_the_second_factor_no_page_opens(enrolled: Newcomer) -> None:
    enrolled.post("/console/logout")
    enrolled.sign_in()

    answer = enrolled.get("/console/me")

    assert answer.headers["Location"].startswith("/console/second?")


def test_the_second_factor_lets_in_and_leads_on(enrolled: Newcomer) -> None:
    enrolled.post("/console/logout")
    enrolled.sign_in()
    enrolled.clock.forward(STEP)

    answer = enrolled.show(enrolled.code())

    assert answer.headers["Location"] == "/console/"
    assert enrolled.is_in()


def test_a_recovery_code_stands_in_for_the_telephone(enrolled: Newcomer) -> None:
    enrolled.post("/console/logout")
    enrolled.sign_in()

    enrolled.show(enrolled.codes[3].lower())

    assert enrolled.is_in()
    assert say("account.codes_left", "zh", count=9) in words_of(enrolled.get("/console/me"))


def test_a_password_alone_sets_up_no_other_second_factor(enrolled: Newcomer) -> None:
    enrolled.post("/console/logout")
    enrolled.sign_in()

    answer = enrolled.get("/console/enrol")

    assert answer.headers["Location"].startswith("/console/second?")


def test_another_telephone_asks_for_the_old_one_first(enrolled: Newcomer) -> None:
    enrolled.clock.forward(timedelta(minutes=6))

    answer = enrolled.get("/console/me/second-factor")

    assert answer.headers["Location"] == "/console/fresh?next=%2Fconsole%2Fme%2Fsecond-factor"


def test_the_old_telephone_shows_nothing_after_another_was_set_up(enrolled: Newcomer) -> None:
    old = enrolled.seed
    page = enrolled.get("/console/me/second-factor")
    enrolled.seed = read_seed(page)
    form = form_to(page, "/console/me/second-factor")
    enrolled.send(form, one_time_code=enrolled.code())
    enrolled.post("/console/logout")
    enrolled.sign_in()
    enrolled.clock.forward(STEP)

    new, enrolled.seed = enrolled.seed, old
    assert enrolled.show(enrolled.code()).status_code == 422
    enrolled.seed = new
    assert enrolled.show(enrolled.code()).status_code == 303


def test_staff_need_no_second_factor(app: Flask, place: TestHall, clock: Clock) -> None:
    worker = a_newcomer(app, place, clock, Role.STAFF)
    worker.choose_password()

    worker.sign_in()

    assert worker.is_in()


def test_a_changed_password_ends_the_old_one(enrolled: Newcomer) -> None:
    page = enrolled.get("/console/password")
    new = "harbour-Lantern-9-moss"

    form = form_to(page, "/console/password")
    answer = enrolled.send(form, old=PASSWORD, password=new, again=new)

    assert answer.headers["Location"] == "/console/me?done=password_changed"
    enrolled.post("/console/logout")
    assert enrolled.sign_in().status_code == 403
    assert enrolled.sign_in(new).status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
    ],
)
def test_signing_in_never_leads_elsewhere(
    app: Flask, place: TestHall, clock: Clock, address: str
) -> None:
    worker = a_newcomer(app, place, clock, Role.STAFF)
    worker.choose_password()

    answer = worker.post("/console/login", name=worker.name, password=PASSWORD, next=address)

    assert answer.headers["Location"] == "/console/"


def test_the_pages_of_the_door_speak_english_too(newcomer: Newcomer) -> None:
    page = newcomer.get("/console/login?lang=en")

    assert "Sign in" in words_of(page)


def test_ones_own_page_lists_where_one_is_signed_in_and_known(enrolled: Newcomer) -> None:
    page = words_of(enrolled.get("/console/me"))

    assert page.count("2026年11月25日 10:00") == 4  # began, last used, known since, last used
    assert say("account.this_one", "zh") in page
