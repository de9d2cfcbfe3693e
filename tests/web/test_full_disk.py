"""Does a citizen keep what they typed when the database has no room left?

SQLite alone can be told how large it may grow; what PostgreSQL says then, server.db knows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from server.db import db, session
from server.models.ratings import Rating
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor

MOST_THAT_FIND_ROOM = 200
TYPED: dict[str, Any] = {"level": "2", "tag": ["214"], "text": "态度不好", "pressed": "1"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A database whose room a test can take away."""
    return sqlite_url


@contextmanager
def full_disk(app: Flask) -> Iterator[None]:
    """An SQLite file that may not grow by one page."""

    def leave_no_room(connection: Any, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with app.app_context():
        engine: Engine = db.engine
        session.remove()
        event.listen(engine, "connect", leave_no_room)
        engine.dispose()
        yield
        event.remove(engine, "connect", leave_no_room)
        session.remove()
        engine.dispose()


def test_a_full_disk_loses_nothing_typed(visitor: Visitor) -> None:
    with full_disk(visitor.app):
        page = until_refused(visitor)

    assert page.status_code == 507
    assert "存储空间不足" in words_of(page)
    again = form_of(page)
    assert [again.value(name) for name in TYPED] == ["2", "214", "态度不好", "1"]


def until_refused(visitor: Visitor) -> TestResponse:
    """The first answer that is no thank-you, after some ratings that still found room."""
    answers = (visitor.rate(**TYPED) for _ in range(MOST_THAT_FIND_ROOM))
    return next(answer for answer in answers if answer.status_code != 303)


def test_room_again_takes_the_same_form(visitor: Visitor) -> None:
    with full_disk(visitor.app):
        refused = form_of(until_refused(visitor))
        taken = visitor.count(Rating)

    assert refused.send(visitor.client).status_code == 303
    assert visitor.count(Rating) == taken + 1
