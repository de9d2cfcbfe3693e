"""Do the statements that insert unless a row is there say which of the two it was?"""

from typing import Any

import pytest
from flask import Flask

from server.actions.ratings.rating_rows import insert_screen_use, insert_visit
from server.db import transaction
from tests.build import MORNING

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
