"""Does a rating come into the books once, whole, and with the right person?"""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from server import errors
from server.actions.ratings.submit_rating import submit_rating
from server.db import session
from server.models.cases import Case
from server.models.ratings import MonthTally, Rating, RatingText, Receipt, SetAsideTally, Visit
from server.rules.ratings.levels import Lane
from tests.build import CONTACT_KEY, MORNING, TestHall, a_form, a_hall, a_scan, at, on_duty, rate


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall in which 0137 serves at A01 all day."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        yield place


def rating() -> Rating:
    """The only rating there is."""
    return session.scalars(select(Rating)).one()


def tally(kind: str) -> MonthTally:
    """The only tally of that kind."""
    return session.scalars(select(MonthTally).where(MonthTally.kind == kind)).one()


def how_many(table: Any) -> int:
    """How many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_rating_belongs_to_who_was_on_duty(place: TestHall) -> None:
    rate(place)

    assert rating().staff_id == place.staff["0137"]
    assert rating().unattributed is None


def test_a_rating_counts_for_its_window_and_its_person(place: TestHall) -> None:
    rate(place, 4)

    assert (tally("window").unit_id, tally("window").level_4) == (place.windows["A01"], 1)
    assert (tally("staff").unit_id, tally("staff").level_4) == (place.staff["0137"], 1)


def test_two_ratings_share_one_row_of_the_tally(place: TestHall) -> None:
    rate(place, 5)
    rate(place, 5, moment=MORNING + timedelta(minutes=5))

    assert tally("window").level_5 == 2


def test_the_same_form_again_is_the_same_rating(place: TestHall) -> None:
    nonce = b"n" * 16

    first = rate(place, 5, nonce=nonce)
    again = rate(place, 1, nonce=nonce)

    assert again.rating_id == first.rating_id
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert (how_many(Rating), how_many(Visit), how_many(Receipt)) == (1, 1, 1)


def test_another_form_for_the_same_visit_is_told_that_it_was_rated(place: TestHall) -> None:
    rate(place, visit="Q-17")

    with pytest.raises(errors.AlreadyRated):
        rate(place, visit="Q-17")

    assert how_many(Rating) == 1


def test_at_an_empty_window_nobody_is_charged(place: TestHall) -> None:
    rate(place, window="A02")

    assert rating().staff_id is None
    assert rating().unattributed == "nobody_on_duty"


def test_outside_hours_a_rating_is_set_aside_and_counted_openly(place: TestHall) -> None:
    rate(place, 5, moment=at("2026-11-25 20:00"))

    aside = session.scalars(select(SetAsideTally).where(SetAsideTally.kind == "window")).one()
    assert rating().set_aside == "outside_hours"
    assert (aside.reason, aside.good, aside.bad) == ("outside_hours", 1, 0)
    assert how_many(MonthTally) == 0


def test_a_bad_rating_that_is_set_aside_still_opens_its_case(place: TestHall) -> None:
    rate(place, 1, moment=at("2026-11-25 20:00"))

    case = session.scalars(select(Case)).one()
    assert (case.kind, case.state, case.rating_id) == ("bad_rating", "received", rating().id)


def test_a_good_rating_opens_no_case(place: TestHall) -> None:
    rate(place, 3)

    assert how_many(Case) == 0


@pytest.mark.parametrize(("level", "is_taken"), [(2, False), (3, True)])
def test_a_reason_is_due_for_the_two_lowest_levels_only(
    place: TestHall, level: int, *, is_taken: bool
) -> None:
    form = a_form(level, tags=())

    if is_taken:
        rate(place, form=form)
    else:
        with pytest.raises(errors.FormProblems) as refused:
            rate(place, form=form)
        assert [problem.code for problem in refused.value.problems] == ["problem.reason_missing"]

    assert how_many(Rating) == int(is_taken)


@pytest.mark.parametrize(("length", "is_taken"), [(149, True), (150, True), (151, False)])
def test_a_text_has_at_most_150_characters(place: TestHall, length: int, *, is_taken: bool) -> None:
    form = a_form(text="字" * length)

    if is_taken:
        rate(place, form=form)
    else:
        with pytest.raises(errors.FormProblems):
            rate(place, form=form)

    assert how_many(RatingText) == int(is_taken)


def test_a_form_opened_more_than_two_hours_ago_is_refused(place: TestHall) -> None:
    with pytest.raises(errors.TicketExpired):
        submit_rating(
            a_scan(place),
            a_form(),
            receipt_hash=sha256(b"r").digest(),
            contact_key=CONTACT_KEY,
            now=MORNING + timedelta(hours=2, seconds=1),
        )

    assert how_many(Rating) == 0


def test_a_contact_is_kept_sealed(place: TestHall) -> None:
    rate(place, form=a_form(2, contact="13800000000", has_consented=True))

    sealed = session.scalar(select(func.count()).select_from(Case).where(Case.has_contact))
    assert sealed == 1


def test_a_repeat_after_a_lost_answer_is_known_even_when_the_form_is_too_old(
    place: TestHall,
) -> None:
    scan = a_scan(place)
    hashes = {"receipt_hash": sha256(b"r").digest(), "contact_key": CONTACT_KEY}
    first = submit_rating(scan, a_form(), now=MORNING + timedelta(minutes=1), **hashes)

    again = submit_rating(scan, a_form(), now=MORNING + timedelta(hours=3), **hashes)

    assert (again.rating_id, again.is_repeat) == (first.rating_id, True)


def test_a_repeat_takes_no_second_place_of_a_screens_code(place: TestHall) -> None:
    for nonce in (b"a" * 16, b"a" * 16, b"b" * 16):
        rate(place, lane=Lane.PRESENT, step=7, nonce=nonce)

    assert [each.set_aside for each in session.scalars(select(Rating))] == [None, None]


def test_the_third_rating_by_one_showing_of_a_screens_code_is_set_aside(place: TestHall) -> None:
    for minutes in range(3):
        rate(place, lane=Lane.PRESENT, step=7, moment=MORNING + timedelta(minutes=5 * minutes))

    aside = [each.set_aside for each in session.scalars(select(Rating)) if each.set_aside]
    assert aside == ["screen_overused"]


def test_a_rush_of_praise_does_not_push_out_the_next_bad_rating(place: TestHall) -> None:
    for minute in range(8):
        rate(place, 5, moment=MORNING + timedelta(minutes=minute))

    rate(place, 1, moment=MORNING + timedelta(minutes=8))

    aside = {each.level: each.set_aside for each in session.scalars(select(Rating))}
    assert aside == {5: "burst", 1: None}
