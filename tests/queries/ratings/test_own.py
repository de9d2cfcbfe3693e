"""Does somebody's own page read their own ratings alone, and what a batch showed from the batch?"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text, update

from server.actions.ratings.release_batch import release_batch
from server.db import db, session, transaction
from server.models.ledger import RatingBatch
from server.queries.ratings.own import ratings_shown, ratings_since
from server.rules.attribution import DutySource
from tests.build import TestHall, a_hall, at, on_duty, rate

FIRST, NIGHT = at("2026-11-02 10:00"), at("2026-11-10 04:30")
TODAY = at("2026-11-25 10:00").date()


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    """0137 has a batch of twelve, of levels 4 and 5, with a reason."""
    del in_app
    place = a_hall()
    on_duty(place, "0137", span=("2026-11-01 00:00", None), source=DutySource.STANDING)
    for number in range(12):
        rate(place, 4 if number < 2 else 5, moment=FIRST + timedelta(minutes=30 * number))
    release_batch(place.hall, place.staff["0137"], now=NIGHT)
    return place


def asked(work: Any) -> list[tuple[str, Any]]:
    """The statements that the work sends, with what fills them."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        statements.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return statements


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_question_reads_every_rating_of_the_hall(place: TestHall) -> None:
    mine = place.staff["0137"]
    statements = asked(lambda: ratings_since(place.hall.id, mine, FIRST.date()))

    of_ratings = [one for one in statements if "FROM rating " in one[0]]
    plans = [
        row[3]
        for statement, values in of_ratings
        for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]

    assert of_ratings
    assert any("ix_rating_staff (hall_id=? AND staff_id=? AND day>?)" in plan for plan in plans)
    assert not any(plan.startswith("SCAN rating") for plan in plans)


def test_what_a_batch_showed_is_read_without_its_ratings(place: TestHall) -> None:
    shown = ratings_shown(place.hall, place.staff["0137"], today=TODAY)
    statements = asked(lambda: ratings_shown(place.hall, place.staff["0137"], today=TODAY))

    assert [(batch.n, batch.until.isoformat()) for batch in shown.batches] == [(12, "2026-11-09")]
    assert not any("FROM rating " in statement for statement, _ in statements)


def test_a_batch_of_before_shows_the_same(place: TestHall) -> None:
    mine = place.staff["0137"]
    kept = ratings_shown(place.hall, mine, today=TODAY)
    with transaction() as written:
        written.execute(update(RatingBatch).values(shown=""))

    counted = ratings_shown(place.hall, mine, today=TODAY)

    assert session.scalar(text("SELECT count(*) FROM rating_batch WHERE shown = ''")) == 1
    assert counted.tables == kept.tables
    assert counted.waiting == kept.waiting
    assert [(one.since.day, one.levels) for one in counted.batches] == [
        (one.since.day, one.levels) for one in kept.batches
    ]
