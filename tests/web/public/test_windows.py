"""Does a window's page show its year, each figure with its n, and nothing of a person?"""

import pytest
from flask.testing import FlaskClient

from tests.web.public.tables import said


def test_a_window_shows_each_month_with_its_n(reader: FlaskClient) -> None:
    page = reader.get("/public/windows/A04")

    words = said(page)
    assert "低于本组" in words
    assert "好评率 63.89% 来自 36 条：好评 23，差评 13" in words
    assert "2026年10月 低于本组 36 13 63.89%" in words
    assert '<text class="n" x="95.0%" y="230" text-anchor="middle">36</text>' in page.text


def test_a_month_in_which_it_was_not_shown_alone_says_why(reader: FlaskClient) -> None:
    words = said(reader.get("/public/windows/A04"))

    assert "2026年9月 不足 30 条，合并公布" in words


def test_a_window_that_is_a_person_is_never_shown_alone(reader: FlaskClient) -> None:
    page = reader.get("/public/windows/A07")

    words = said(page)
    assert "它的数字从来没有" in words or "从来没有单独公布过" in words
    assert "主要由一人值守，合并公布" in words
    assert "<circle" not in page.text
    assert "31" not in words  # its ratings


def test_capitals_do_not_matter(reader: FlaskClient) -> None:
    assert "窗口 A04" in said(reader.get("/public/windows/a04"))


@pytest.mark.parametrize("number", ["Z99", "%00", "A04/x"])
def test_a_window_that_was_never_published_is_not_found(reader: FlaskClient, number: str) -> None:
    page = reader.get(f"/public/windows/{number}")

    assert page.status_code == 404
    assert "没有公布过窗口" in said(page)
