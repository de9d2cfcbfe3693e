"""Do the statements that insert unless a row is there say which of the two it was?"""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.ratings.rating_rows import (
    insert_screen_use,
    insert_second_rating,
    insert_visit,
    table_of,
)
from server.db import transaction
from server.models.ratings import Rating
from tests.build import MORNING, a_hall, rate

SCREEN_USE = {"hall_id": 1, "window_id": 1, "step": 1, "place": 1}
VISIT = {
    "hall_id": 1,
    "key": b"k" * 32,
    "nonce_hash": b"n" * 32,
    "rating_id": 1,
    "window_id": 1,
    "scanned_at": MORNING,
    "submitted_at": MORNING,
    "is_bad": False,
}


@pytest.mark.parametrize(
    ("statement", "row"), [(insert_visit, VISIT), (insert_screen_use, SCREEN_USE)]
)
def test_the_second_insert_of_a_row_says_that_it_wrote_none(
    in_app: Flask, statement: Any, row: dict[str, Any]
) -> None:
    del in_app
    with transaction() as session:
        connection = session.connection()
        insert = statement(connection.dialect.name)

        written = [connection.execute(insert, row).rowcount for _ in range(2)]

    assert written == [1, 0]


def test_of_two_second_ratings_at_the_same_moment_one_is_written(in_app: Flask) -> None:
    del in_app
    first = rate(a_hall())
    with transaction() as session:
        connection = session.connection()
        row = connection.execute(select(*table_of(Rating).columns)).one()._asdict()
        insert = insert_second_rating(connection.dialect.name)
        second = [{**row, "id": row["id"] + n, "first_rating_id": first.rating_id} for n in (1, 2)]

        written = [connection.execute(insert, each).rowcount for each in second]

    assert written == [1, 0]
