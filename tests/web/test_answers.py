"""How does every page answer: with which headers, without which traces, and when nothing fits?"""

import pytest
from flask.testing import FlaskClient

from tests.web.forms import words_of
from tests.web.visitors import Visitor

PAGES = ("/r", "/c", "/c/0000000000", "/r/second/thanks", "/screen/A01", "/nowhere", "/w/00000000")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: nothing here depends on which."""
    return sqlite_url


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_kept_in_a_cache_or_tells_where_one_came_from(
    visitor: Visitor, address: str
) -> None:
    headers = visitor.client.get(address).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_fresh_form_may_be_kept_for_going_back_but_never_for_a_fresh_scan(
    visitor: Visitor,
) -> None:
    assert visitor.scan().headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", PAGES)
def test_only_the_pages_own_style_passes(visitor: Visitor, address: str) -> None:
    page = visitor.client.get(address)

    policy = page.headers["Content-Security-Policy"]
    nonce = page.text.partition('<style nonce="')[2].partition('"')[0]
    assert f"'nonce-{nonce}'" in policy
    assert "unsafe" not in policy


def test_each_answer_has_a_nonce_of_its_own(visitor: Visitor) -> None:
    policies = {visitor.scan().headers["Content-Security-Policy"] for _ in range(3)}

    assert len(policies) == 3


def test_rating_sets_no_cookie_at_any_step(visitor: Visitor) -> None:
    answers = [visitor.scan(), visitor.rate(level="1"), visitor.rate()]

    assert [answer for answer in answers if "Set-Cookie" in answer.headers] == []


def test_an_address_that_does_not_exist_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/nowhere")

    assert page.status_code == 404
    assert "没有这个页面" in words_of(page)


def test_a_wrong_method_is_told_with_those_allowed(client: FlaskClient) -> None:
    page = client.put("/r")

    assert page.status_code == 405
    assert set(page.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert "请重新扫码" in words_of(page)


def test_markup_in_what_is_typed_stays_words(visitor: Visitor) -> None:
    page = visitor.rate(level="", text="<script>alert(1)</script>", contact='"><img src=x>')

    assert "<script" not in page.text
    assert "<img" not in page.text
