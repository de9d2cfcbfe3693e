"""What does a member of staff read over the API, and does nothing in it tell of one rating?"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from server.actions.ratings.release_batch import release_batch
from server.db import session, transaction
from server.models.cases import Case
from server.models.ledger import StaffText
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from tests.actions.ledger.decided import decide
from tests.api.calls import ROOT, fields_of
from tests.build import TestHall, a_form, a_hall, at, on_duty, rate
from tests.house.installation import Clock
from tests.house.signed_in import TestAccount, an_account, sign_in

FIRST = at("2026-11-02 10:00")
NIGHT = at("2026-11-10 04:30")
TODAY = at("2026-11-25 10:00")

# S2: these keys and no others, for the role of staff. Nobody else has a way in.
RATINGS = {"batches", "tables", "in_no_table", "texts", "months", "limits"}
BATCH = {"since", "until", "n"}
TABLE = {"since", "until", "n", "levels", "reasons", "second", "set_aside"}
TEXT = {"number", "week", "day", "text"}
ENTRY = {
    "number", "month", "event", "cause", "finding", "evidence", "points", "entered_on",
    "reverses", "reversed_by", "why", "title", "told", "appeal",
}  # fmt: skip
APPEALABLE = {"until", "days_left", "is_provisional", "number"}
APPEAL = {
    "number", "against", "what", "state", "filed_on", "due_on", "is_due_provisional",
    "waits_for_second", "decided_on", "about", "state_in_words", "words", "photos", "answer",
}  # fmt: skip


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """0137 serves at A01; ratings of three weeks, one bad one verified on the 23rd."""
    clock.move_to(TODAY)
    with app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"))
        on_duty(place, "0137", span=("2026-11-01 00:00", None), source=DutySource.STANDING)
        rate(place, 1, moment=FIRST)
        for number in range(1, 12):
            form = a_form(5, tags=("510",), text="很耐心" if number == 1 else "")
            rate(place, moment=FIRST + timedelta(minutes=30 * number), form=form)
        release_batch(place.hall, place.staff["0137"], now=NIGHT)
        supervisor = an_account(place, Role.SUPERVISOR)
        decide(place, supervisor, now=at("2026-11-23 10:00"))
        with transaction() as written:
            written.execute(
                update(StaffText).values(
                    state="released", decided_at=at("2026-11-24 09:00"), decided_by=supervisor.id
                )
            )
    return place


def account(app: Flask, place: TestHall, *roles: Role, staff: str | None = None) -> TestAccount:
    with app.app_context():
        return an_account(place, *roles, staff=staff)


@pytest.fixture
def clerk(app: Flask, place: TestHall) -> FlaskClient:
    """The browser of 0137."""
    return sign_in(app.test_client(), account(app, place, Role.STAFF, staff="0137"))


def read(client: FlaskClient, path: str) -> Any:
    answer = client.get(f"{ROOT}/staff/me/{path}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def an_appeal(client: FlaskClient, **more: str) -> Any:
    entry = read(client, "entries")["entries"][0]["number"]
    said = {"against": "entry", "what": entry, "words": "当时我在另一个窗口", **more}
    return client.post(f"{ROOT}/staff/me/appeals", json=said)


def test_the_keys_of_own_ratings_are_those_and_no_others(clerk: FlaskClient) -> None:
    found = read(clerk, "ratings")

    assert set(found) == RATINGS
    assert [set(one) for one in found["batches"]] == [BATCH]
    assert [set(one) for one in found["texts"]] == [TEXT]
    assert found["batches"] == [{"since": "2026-11-02", "until": "2026-11-09", "n": 12}]


def test_the_keys_of_a_table_are_those_and_no_others(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    with app.app_context():
        for number in range(20):
            level = 5 if number % 2 else 4
            rate(place, level, moment=at("2026-11-11 09:00") + timedelta(minutes=20 * number))
        release_batch(place.hall, place.staff["0137"], now=at("2026-11-18 04:30"))

    (table,) = read(clerk, "ratings")["tables"]

    assert set(table) == TABLE
    assert table["n"] == 32
    assert {one["level"]: one["n"] for one in table["levels"]} == {
        5: 21, 4: None, 3: None, 2: None, 1: None,
    }  # fmt: skip
    assert [(one["code"], one["n"]) for one in table["reasons"]] == [("510", 11)]


def test_the_keys_of_an_entry_are_those_and_no_others(clerk: FlaskClient) -> None:
    (entry,) = read(clerk, "entries")["entries"]

    assert set(entry) == ENTRY
    assert set(entry["appeal"]) == APPEALABLE
    assert (entry["cause"], entry["evidence"], entry["points"]) == ("person", "printed", "")
    assert entry["appeal"] == {
        "until": "2026-11-30", "days_left": 3, "is_provisional": True, "number": "",
    }  # fmt: skip


def test_nothing_tells_the_case_the_window_or_the_hour(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    an_appeal(clerk)
    paths = ("ratings", "entries", "appeals")

    said = "".join(clerk.get(f"{ROOT}/staff/me/{path}").text for path in paths)

    with app.app_context():
        case = session.scalars(select(Case.number)).one()
    assert case not in said
    assert "A01" not in said
    assert place.codes["A01"] not in said
    assert ":00" not in said  # no time of day, no zone


def test_an_appeal_is_filed_shown_and_withdrawn(clerk: FlaskClient) -> None:
    answer = an_appeal(clerk)
    number = answer.get_json()["number"]
    again = an_appeal(clerk)
    gone = clerk.delete(f"{ROOT}/staff/me/appeals/{number}")

    assert (answer.status_code, again.status_code, gone.status_code) == (201, 201, 200)
    assert set(answer.get_json()) == APPEAL
    assert again.get_json() == answer.get_json()
    assert [one["state"] for one in read(clerk, "appeals")["appeals"]] == ["withdrawn"]


def test_all_that_is_missing_in_an_appeal_is_named(clerk: FlaskClient) -> None:
    answer = clerk.post(f"{ROOT}/staff/me/appeals", json={"against": "score"})

    assert set(fields_of(answer)) == {"against", "what", "words"}


def test_another_persons_appeal_is_as_unknown_as_none(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    number = an_appeal(clerk).get_json()["number"]
    other = sign_in(app.test_client(), account(app, place, Role.STAFF, staff="0138"))

    answers = [other.delete(f"{ROOT}/staff/me/appeals/{name}") for name in (number, "0000000000")]

    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].data == answers[1].data


def test_another_person_sees_nothing_of_it(app: Flask, place: TestHall) -> None:
    other = sign_in(app.test_client(), account(app, place, Role.STAFF, staff="0138"))

    assert read(other, "entries")["entries"] == []
    limits = {"ratings": 10, "days": 7, "least": 10}
    nothing = {"batches": [], "tables": [], "in_no_table": 0, "texts": [], "months": []}
    assert read(other, "ratings") == {**nothing, "limits": limits}


def test_without_a_sign_in_there_is_no_way_in(app: Flask) -> None:
    assert app.test_client().get(f"{ROOT}/staff/me/ratings").status_code == 401


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STAFF}))
def test_no_other_role_has_own_ratings(app: Flask, clock: Clock, role: Role) -> None:
    clock.move_to(TODAY)
    with app.app_context():
        place = a_hall()
    other = sign_in(app.test_client(), account(app, place, role, staff="0137"))

    assert other.get(f"{ROOT}/staff/me/ratings").status_code == 404


def test_who_works_at_no_window_has_none(app: Flask, place: TestHall) -> None:
    nobody = sign_in(app.test_client(), account(app, place, Role.STAFF))

    assert nobody.get(f"{ROOT}/staff/me/entries").status_code == 404


@pytest.mark.parametrize("level", [1, 5])
def test_one_rating_more_leaves_every_answer_byte_by_byte_the_same(
    app: Flask, place: TestHall, clerk: FlaskClient, level: int
) -> None:
    paths = ("ratings", "entries", "appeals")
    before = [clerk.get(f"{ROOT}/staff/me/{path}").data for path in paths]

    with app.app_context():
        rate(place, level, moment=at("2026-11-24 10:00"))
        release_batch(place.hall, place.staff["0137"], now=at("2026-11-25 04:30"))

    assert [clerk.get(f"{ROOT}/staff/me/{path}").data for path in paths] == before
