"""What does a citizen do with the pages?"""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from server.db import session
from tests.build import TestHall
from tests.house.installation import Clock
from tests.web.forms import Form, form_of

# Nobody reads the page faster (server.rules.guards).
READING = timedelta(seconds=20)


@dataclass(frozen=True)
class Visitor:
    """A citizen with a phone, and the time that passes for them."""

    app: Flask
    client: FlaskClient
    place: TestHall
    clock: Clock

    def scan(self, window: str = "A01", **query: str) -> TestResponse:
        """The page behind a window's code."""
        return self.client.get(f"/w/{self.place.codes[window]}", query_string=query)

    def form(self, window: str = "A01", **query: str) -> Form:
        """The rating form of a window, after it has been read."""
        form = form_of(self.scan(window, **query))
        self.clock.forward(READING)
        return form

    def rate(self, window: str = "A01", **answers: Any) -> TestResponse:
        """The answer to a rating; very satisfied unless something else is said."""
        return self.form(window).send(self.client, **{"level": "5", **answers})

    def rated(self, **answers: Any) -> str:
        """The receipt of a rating that was taken."""
        thanks = self.follow(self.rate(**answers))
        return receipt_on(thanks)

    def follow(self, answer: TestResponse) -> TestResponse:
        """The page that an answer sends the browser on to."""
        assert answer.status_code == 303, answer.text
        return self.client.get(answer.headers["Location"])

    def count(self, table: Any) -> int:
        """How many rows a table has."""
        with self.app.app_context():
            return session.scalar(select(func.count()).select_from(table)) or 0

    def only(self, table: Any) -> Any:
        """The one row of a table."""
        with self.app.app_context():
            row = session.scalars(select(table)).one()
            session.expunge(row)
            return row


def receipt_on(page: TestResponse) -> str:
    """The code that stands large on a thank-you page."""
    return page.text.partition('<b translate="no">')[2].partition("</b>")[0]


def a_photo(name: str = "photo.jpg", colour: str = "teal") -> FileStorage:
    """A small picture, ready to be sent."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "JPEG")
    return a_file(file.getvalue(), name)


def a_file(content: bytes, name: str) -> FileStorage:
    """Any file, ready to be sent."""
    return FileStorage(io.BytesIO(content), name)
