"""Does a citizen keep what they typed when the system itself is in trouble?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from server.db import transaction
from server.gate import wiring
from server.models.ratings import Rating
from server.settings import Settings
from tests.house.installation import installed
from tests.web.case_visits import a_complaint
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor, a_photo

TYPED: dict[str, Any] = {"level": "2", "tag": ["214"], "text": "态度不好", "pressed": "1"}


def typed_in(page: Any) -> dict[str, list[str]]:
    """The answers that a page still holds."""
    return {name: form_of(page).fields.get(name, []) for name in TYPED}


def expected() -> dict[str, list[str]]:
    """The answers that were typed."""
    return {name: value if isinstance(value, list) else [value] for name, value in TYPED.items()}


@contextmanager
def out_of_reach(settings: Settings, url: str) -> Iterator[Flask]:
    """The same installation, with a database that does not answer."""
    with installed(replace(settings, database_url=url)) as app:
        yield app


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nonexistent/hall.db", "postgresql://nobody@127.0.0.1:9/hall"],
    ids=["the file is gone", "the server is gone"],
)
def test_a_database_out_of_reach_loses_nothing_typed(
    visitor: Visitor, settings: Settings, url: str
) -> None:
    form = visitor.form().fill(**TYPED)

    with out_of_reach(settings, url) as app:
        page = form.send(app.test_client())

    assert page.status_code == 503
    assert "暂时连不上数据库" in words_of(page)
    assert typed_in(page) == expected()


def test_after_the_outage_the_same_form_is_taken(visitor: Visitor, settings: Settings) -> None:
    form = visitor.form().fill(**TYPED)
    with out_of_reach(settings, "sqlite:////nonexistent/hall.db") as app:
        again = form_of(form.send(app.test_client()))

    assert again.send(visitor.client).status_code == 303
    assert visitor.only(Rating).level == 2


def test_opening_a_page_without_a_database_says_what_to_do(
    visitor: Visitor, settings: Settings
) -> None:
    address = visitor.form().action

    with out_of_reach(settings, "sqlite:////nonexistent/hall.db") as app:
        page = app.test_client().get(address)

    assert page.status_code == 503
    assert "请稍后再试" in words_of(page)


def test_an_outdated_database_loses_nothing_typed(visitor: Visitor) -> None:
    form = visitor.form().fill(**TYPED)
    with visitor.app.app_context(), transaction() as open_session:
        open_session.execute(text("ALTER TABLE receipt RENAME TO receipt_of_later"))

    page = form.send(visitor.client)

    with visitor.app.app_context(), transaction() as open_session:
        open_session.execute(text("ALTER TABLE receipt_of_later RENAME TO receipt"))
    assert page.status_code == 503
    assert "系统正在更新" in words_of(page)
    assert typed_in(page) == expected()
    assert visitor.count(Rating) == 0


def test_a_photo_store_that_fails_loses_nothing_typed(visitor: Visitor) -> None:
    form = visitor.form().fill(**TYPED)
    with visitor.app.app_context():
        folder = wiring().photo_store.folder
    folder.write_text("a file where the folder should be")

    page = form.send(visitor.client, photo=[a_photo()])

    assert page.status_code == 503
    assert "先不带照片提交" in words_of(page)
    assert typed_in(page) == expected()
    folder.unlink()
    assert form_of(page).send(visitor.client).status_code == 303


def test_an_outage_is_told_in_the_readers_words(settings: Settings) -> None:
    with out_of_reach(settings, "sqlite:////nonexistent/hall.db") as app:
        page = app.test_client().get("/r")
        receipt = app.test_client().post("/r", data={"receipt": "7380AVAK0JDZ5MDP"})

    assert page.status_code == 200
    assert receipt.status_code == 503
    assert "sqlite" not in receipt.text.lower()
    assert "Traceback" not in receipt.text


def test_words_for_a_case_wait_for_the_database(visitor: Visitor, settings: Settings) -> None:
    case = a_complaint(visitor)
    case.open()
    sent = case.form("citizen_message").fill(words="补充几句")
    with out_of_reach(settings, "sqlite:////nonexistent/hall.db") as app:
        away = app.test_client()
        cookie = visitor.client.get_cookie("__Host-case")
        assert cookie is not None
        away.set_cookie("__Host-case", cookie.value, secure=True)

        page = sent.send(away)

    again = form_of(page)
    assert (page.status_code, again.value("words")) == (503, "补充几句")
    assert "code" not in again.fields
    assert again.send(visitor.client).status_code == 303
