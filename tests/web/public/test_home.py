"""Does the first page tell the latest month, and stay calm where there is none?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.publication.seal_month import seal_month
from server.rules.months import Month
from tests.build import TestHall, a_hall, at, in_being_since, on_duty, rate
from tests.house.installation import NOW, Clock
from tests.web.public.months import publish
from tests.web.public.tables import said


def test_the_newest_notice_stands_on_the_first_page(reader: FlaskClient) -> None:
    assert "SLQ-ZWZX/2026-0006" in said(reader.get("/public/"))


def test_the_month_is_told_in_numbers_that_add_up(reader: FlaskClient) -> None:
    words = said(reader.get("/public/"))

    assert "十月， 我们收到 198 条评价" in words
    assert "198 41.25% 主动评价" in words
    assert "32 6.67% 系统默认评价" in words
    assert "250 52.08% 没有评价" in words
    assert 198 + 32 + 250 == 480


def test_the_first_page_says_who_is_below_and_how_many_are_bad(reader: FlaskClient) -> None:
    words = said(reader.get("/public/"))

    assert "每百条评价有 7.11 条差评 计入的主动评价 197 条中，14 条" in words
    assert "1 个窗口低于本组 比较了 5 个窗口：与本组相当 4，高于本组 0，暂不下结论 0" in words
    assert "14 条差评里，14 条说到人" in words


def test_the_year_is_drawn_with_each_months_number(reader: FlaskClient) -> None:
    page = reader.get("/public/")

    assert 'aria-label="公布的评价：2026年9月 1，2026年10月 198"' in page.text
    assert "2026年10月 41.25% 198/480" in said(page)


def test_english_is_one_parameter_away(reader: FlaskClient) -> None:
    page = reader.get("/public/?lang=en")

    assert "In October we received 198 ratings" in said(page)
    assert 'lang="en"' in page.text
    assert 'href="/public/rankings/2026-10?lang=en"' in page.text


def test_large_type_and_language_keep_what_was_searched(reader: FlaskClient) -> None:
    page = reader.get("/public/notices/?q=A04&kind=ranking")

    assert "/public/notices/?q=A04&amp;kind=ranking&amp;size=elder" in page.text
    assert "/public/notices/?q=A04&amp;kind=ranking&amp;lang=en" in page.text


def test_where_a_window_is_a_person_nobody_is_told_how_few_were_received(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    clock.move_to(NOW)
    with app.app_context():
        place = a_hall()
        in_being_since("2026-10-01 08:00")
        for window in place.windows:
            on_duty(place, "0137", window, span=("2026-10-01 00:00", "2026-10-31 23:59"))
        rate(place, 5, moment=at("2026-10-15 10:00"))
        publish(place.hall, Month(2026, 10), at("2026-11-06 09:00"))

    page = client.get("/public/")

    assert "可以公布的评价有 0 条" in said(page)
    assert "另有 2 个窗口的数字不单独也不合并公布" in said(page)
    assert "我们收到" not in said(page)


def test_before_any_hall_is_registered_the_page_is_calm(client: FlaskClient) -> None:
    page = client.get("/public/")

    assert page.status_code == 200
    assert "这里还没有大厅" in said(page)


def test_before_the_first_month_the_page_says_when_it_will_be(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    clock.move_to(NOW)
    with app.app_context():
        a_hall()

    page = client.get("/public/")

    assert page.status_code == 200
    assert "2026年11月的结果将在 2026年12月7日 公布" in said(page)


def test_a_month_that_waits_for_approval_says_so(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    clock.move_to(NOW)
    with app.app_context():
        place = a_hall()
        in_being_since("2026-10-01 08:00")
        seal_month(place.hall, Month(2026, 10), by="timetable", now=at("2026-11-01 00:10"))

    page = client.get("/public/rankings/2026-10")

    assert page.status_code == 404
    assert "原定 2026年11月6日 公布，正等待核准" in said(page)


@pytest.fixture
def two_halls(app: Flask, clock: Clock) -> tuple[TestHall, TestHall]:
    """Two halls that have published nothing yet."""
    clock.move_to(NOW)
    with app.app_context():
        return a_hall("H1"), a_hall("H2")


@pytest.mark.usefixtures("two_halls")
def test_where_there_are_several_halls_one_chooses(client: FlaskClient) -> None:
    page = client.get("/public/?lang=en")

    assert page.status_code == 200
    assert 'href="/public/?hall=H1&amp;lang=en"' in page.text
    assert 'href="/public/?hall=H2&amp;lang=en"' in page.text


@pytest.mark.usefixtures("two_halls")
def test_a_chosen_hall_stays_chosen(client: FlaskClient) -> None:
    page = client.get("/public/?hall=H2")

    assert 'href="/public/notices/?hall=H2"' in page.text
    assert client.get("/public/notices/?hall=H2").status_code == 200


@pytest.mark.usefixtures("two_halls")
def test_a_hall_that_is_not_here_is_not_found_and_the_others_are_offered(
    client: FlaskClient,
) -> None:
    page = client.get("/public/?hall=H3")

    assert page.status_code == 404
    assert "没有代码为“H3”的大厅" in said(page)
    assert 'href="/public/?hall=H1"' in page.text


@pytest.mark.usefixtures("two_halls")
def test_a_page_that_needs_a_hall_offers_them(client: FlaskClient) -> None:
    page = client.get("/public/rankings/2026-10")

    assert page.status_code == 404
    assert 'href="/public/rankings/2026-10?hall=H1"' in page.text
