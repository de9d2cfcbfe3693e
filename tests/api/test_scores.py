"""A member of staff reads their own score over the API, and nobody else's."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.appraisal.compute_period import compute_period
from server.rules.accounts.roles import Role
from server.rules.appraisal.periods import Period
from tests.actions.appraisal.worked import LI, WANG, a_worked_hall
from tests.appraisal_build import ENTERED
from tests.build import TestHall, at
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in

SCORES = "/api/v1/staff/me/scores"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain SQL: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """January of the worked example is computed."""
    clock.move_to(at("2026-04-20 09:00"))
    with app.app_context():
        place = a_worked_hall()
        compute_period(place.hall, Period.parse("2026-01"), by="李某", now=ENTERED)
    return place


def browser_of(app: Flask, place: TestHall, staff: str) -> FlaskClient:
    with app.app_context():
        account = an_account(place, Role.STAFF, staff=staff)
    return sign_in(app.test_client(), account)


def test_own_score_comes_with_every_entry_and_what_waits(app: Flask, place: TestHall) -> None:
    browser = browser_of(app, place, LI)

    (period,) = browser.get(SCORES).get_json()["scores"]
    said = browser.get(f"{SCORES}/2026-01").get_json()

    assert (period["period"], period["score"], period["place"]) == ("2026-01", "79.5", 4)
    (sheet,) = said["sheets"]
    points = {one["item"]: one["points"] for one in sheet["entries"]}
    assert points["A5"] == "-5"
    assert [one["reason"] for one in sheet["waiting"]] == ["no_item", "not_approved"]


def test_every_step_is_told_in_words_and_the_picture_ends_at_the_score(
    app: Flask, place: TestHall
) -> None:
    said = browser_of(app, place, LI).get(f"{SCORES}/2026-01").get_json()

    (sheet,) = said["sheets"]
    ends = [bar for bar in sheet["bars"] if bar["is_end"]]
    assert (ends[0]["words"], ends[-1]["words"]) == ("100", "79.5")
    assert [dot["is_own"] for dot in sheet["dots"]].count(True) == 1
    late = next(one for one in sheet["entries"] if one["points_in_words"] == "−5")
    assert late["facts_in_words"]
    assert late["steps_in_words"]
    rated = [one for one in sheet["entries"] if one["fact"] and one["fact"]["source"] == "cases"]
    assert not any("2026-01-16" in one["facts_in_words"] for one in rated)


def test_one_says_that_one_has_seen_it_once_and_of_the_latest_revision(
    app: Flask, clock: Clock, place: TestHall
) -> None:
    clock.move_to(ENTERED)
    browser = browser_of(app, place, LI)
    before = browser.get(SCORES).get_json()["scores"][0]
    waiting = browser.get("/api/v1/staff/me/today").get_json()["waiting"]["results"]

    old = browser.post(f"{SCORES}/2026-01/seen", json={"revision": 2})
    first, again = (browser.post(f"{SCORES}/2026-01/seen", json={"revision": 1}) for _ in "12")
    none = browser.post(f"{SCORES}/2026-02/seen", json={"revision": 1})

    assert (before["is_to_be_seen"], before["seen_on"], waiting) == (True, None, 1)
    assert (old.status_code, old.get_json()["code"]) == (409, "staff.result_revised")
    assert first.get_json() == again.get_json()
    assert first.get_json()["is_to_be_seen"] is False
    assert none.status_code == 404
    assert browser.get("/api/v1/staff/me/today").get_json()["waiting"]["results"] == 0


def test_after_the_days_for_objections_nobody_is_asked(app: Flask, place: TestHall) -> None:
    (one,) = browser_of(app, place, LI).get(SCORES).get_json()["scores"]

    assert one["is_to_be_seen"] is False


def test_everybody_reads_their_own(app: Flask, place: TestHall) -> None:
    said = browser_of(app, place, WANG).get(f"{SCORES}/2026-01").get_json()

    assert said["sheets"][0]["result"]["score"] == "95.25"


@pytest.mark.parametrize(("period", "status"), [("2026-02", 404), ("2026-13", 422), ("x", 422)])
def test_a_period_that_is_none_is_told(
    app: Flask, place: TestHall, period: str, status: int
) -> None:
    assert browser_of(app, place, LI).get(f"{SCORES}/{period}").status_code == status
