"""Do the tallies agree with the ratings, and does a correction move only what it should?"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select, update

from server import errors
from server.actions.ratings.approve_reattribution import approve_reattribution
from server.actions.ratings.open_reattribution import RosterChange, open_reattribution
from server.actions.ratings.submit_second_rating import submit_second_rating
from server.db import session, transaction
from server.models.cases import Case
from server.models.ratings import MonthTally, Rating
from server.models.registry import Duty
from server.queries.ratings.counts import Count, recounted, tallied
from server.queries.ratings.owners import open_reattributions, owner_now
from tests.build import CONTACT_KEY, MORNING, TestHall, a_form, a_hall, at, on_duty, rate

MONTH = "2026-11"
NONCE = b"1" * 16
RECEIPT = sha256(b"receipt" + NONCE).digest()


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """A hall in which 0137 serves at A01 all day."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        yield place


def second(level: int, *, days: int = 1, receipt: bytes = RECEIPT) -> None:
    """The citizen comes back to the first rating so many days later."""
    submit_second_rating(
        receipt, a_form(level), contact_key=CONTACT_KEY, now=MORNING + timedelta(days=days)
    )


def correct_roster(place: TestHall, *, ratings: int = 2) -> None:
    """It was 0138 who served at A01 that morning; so many ratings had been given to 0137."""
    with transaction() as session:
        session.execute(
            update(Duty)
            .where(Duty.staff_id == place.staff["0137"])
            .values(cancelled_at=at("2026-11-25 18:00"), cancelled_by="李某")
        )
    on_duty(place, "0138")
    with transaction() as session:
        change = RosterChange(place.windows["A01"], at("2026-11-25 00:00"), at("2026-11-26 00:00"))
        moved = open_reattribution(session, place.hall.id, change, by="李某", now=MORNING)
    assert moved == ratings


def test_the_tallies_agree_with_the_ratings(place: TestHall) -> None:
    rate(place, 5, nonce=NONCE)
    rate(place, 2, moment=MORNING + timedelta(minutes=10))
    rate(place, 4, moment=at("2026-11-25 20:00"))
    rate(place, 3, window="A02")
    second(1)

    by_tally = tallied(place.hall.id, MONTH)

    assert by_tally == recounted(place.hall.id, MONTH)
    assert by_tally[Count("window", place.windows["A01"], "printed", "second_1")] == 1


def test_a_changed_tally_is_found(place: TestHall) -> None:
    rate(place, 5)
    with transaction() as session:
        session.execute(update(MonthTally).values(level_5=2))

    assert tallied(place.hall.id, MONTH) != recounted(place.hall.id, MONTH)


def test_another_month_is_not_counted(place: TestHall) -> None:
    rate(place, 5)

    assert not recounted(place.hall.id, "2026-10")
    assert not tallied(place.hall.id, "2026-10")


@pytest.mark.parametrize(("days", "is_taken"), [(14, True), (15, True), (16, False)])
def test_a_second_rating_is_taken_for_15_days(
    place: TestHall, days: int, *, is_taken: bool
) -> None:
    rate(place, 5, nonce=NONCE)

    if is_taken:
        second(4, days=days)
    else:
        with pytest.raises(errors.SecondRatingClosed):
            second(4, days=days)

    assert len(session.scalars(select(Rating)).all()) == 1 + is_taken


def test_a_second_rating_is_taken_once(place: TestHall) -> None:
    rate(place, 5, nonce=NONCE)
    second(4)

    with pytest.raises(errors.SecondRatingClosed):
        second(5)


def test_a_bad_second_rating_opens_a_case(place: TestHall) -> None:
    rate(place, 5, nonce=NONCE)

    second(1)

    assert session.scalars(select(Case.kind)).all() == ["bad_rating"]


def test_an_unknown_receipt_is_told_so(place: TestHall) -> None:
    rate(place, 5, nonce=NONCE)

    with pytest.raises(errors.UnknownReceipt):
        second(5, receipt=sha256(b"another").digest())


def test_a_corrected_roster_moves_nothing_before_it_is_approved(place: TestHall) -> None:
    rate(place, 5)
    rate(place, 5, moment=MORNING + timedelta(minutes=10))

    correct_roster(place)

    assert owner_now(session.scalars(select(Rating)).all()[0]) == place.staff["0137"]
    assert [each.ratings for each in open_reattributions(place.hall.id)] == [2]


def test_an_approved_correction_moves_the_ratings_and_keeps_the_window(place: TestHall) -> None:
    rate(place, 5)
    rate(place, 5, moment=MORNING + timedelta(minutes=10))
    correct_roster(place)
    waiting = open_reattributions(place.hall.id)[0]

    sealed_months = approve_reattribution(place.hall.id, waiting.id, by="王某", now=MORNING)

    counts = tallied(place.hall.id, MONTH)
    assert sealed_months == ()
    assert counts[Count("staff", place.staff["0138"], "printed", "level_5")] == 2
    assert counts[Count("staff", place.staff["0137"], "printed", "level_5")] == 0
    assert counts[Count("window", place.windows["A01"], "printed", "level_5")] == 2
    assert counts == recounted(place.hall.id, MONTH)
    assert {rating.staff_id for rating in session.scalars(select(Rating))} == {place.staff["0137"]}


def test_who_opened_a_correction_cannot_approve_it(place: TestHall) -> None:
    rate(place, 5)
    rate(place, 5, moment=MORNING + timedelta(minutes=10))
    correct_roster(place)
    waiting = open_reattributions(place.hall.id)[0]

    with pytest.raises(errors.SamePerson):
        approve_reattribution(place.hall.id, waiting.id, by="李某", now=MORNING)
