"""Does a receipt show what became of a rating, and take one second rating?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import session
from server.models.cases import Case
from server.models.ratings import Photo, Rating
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor, a_photo


def shown(visitor: Visitor, receipt: str) -> TestResponse:
    """The page of the rating behind a receipt; of a bad one, past its case."""
    answer = visitor.client.post("/r", data={"receipt": receipt})
    return visitor.client.get("/r/rating") if answer.status_code == 303 else answer


def second(visitor: Visitor, receipt: str, **answers: Any) -> TestResponse:
    """The answer to a second rating."""
    return form_of(shown(visitor, receipt)).send(visitor.client, **answers)


def test_the_address_asks_for_the_receipt(visitor: Visitor) -> None:
    page = visitor.client.get("/r")

    assert page.status_code == 200
    assert form_of(page).fields == {"receipt": [""]}


def test_a_receipt_shows_the_rating_as_it_was_given(visitor: Visitor) -> None:
    receipt = visitor.rated(level="2", tag="214", text="态度不好", pressed="1")

    page = words_of(shown(visitor, receipt))

    for expected in ("不满意", "服务态度生硬", "态度不好", "2026年11月25日 上午", "计入2026年11月"):
        assert expected in page


def test_the_receipt_of_a_bad_rating_opens_the_page_of_its_case(visitor: Visitor) -> None:
    receipt = visitor.rated(level="2", tag="214", text="态度不好")

    answer = visitor.client.post("/r", data={"receipt": receipt})

    page = words_of(visitor.follow(answer))
    assert receipt.replace(" ", "") not in answer.headers["Location"]
    for expected in ("差评", "态度不好", "服务态度生硬", "最晚12月2日 周三核实", "追评一次"):
        assert expected in page


def test_without_an_open_case_the_rating_behind_it_asks_for_the_receipt(visitor: Visitor) -> None:
    page = visitor.client.get("/r/rating")

    assert form_of(page).fields == {"receipt": [""]}


def test_a_receipt_says_why_a_rating_is_not_counted(visitor: Visitor) -> None:
    hasty = form_of(visitor.scan()).send(visitor.client, level="5")
    receipt = visitor.follow(hasty).text.partition('<b translate="no">')[2][:19]

    page = words_of(shown(visitor, receipt))

    assert "不计入。原因：" in page
    assert "提交得比看完页面" in page


@pytest.mark.parametrize("write", [str.lower, lambda code: code.replace(" ", "-"), str.strip])
def test_a_receipt_is_understood_as_people_type_it(visitor: Visitor, write: Any) -> None:
    receipt = visitor.rated()

    assert shown(visitor, write(receipt)).status_code == 200


@pytest.mark.parametrize("typed", ["", "123", "7380 AVAK 0JDZ 5MDP", "什么" * 500])
def test_an_unknown_receipt_is_asked_for_again(visitor: Visitor, typed: str) -> None:
    page = shown(visitor, typed)

    assert page.status_code == 404
    assert "请核对 16 位字符" in words_of(page)
    assert form_of(page).value("receipt") == typed


def test_a_second_rating_stands_beside_the_first(visitor: Visitor) -> None:
    receipt = visitor.rated(level="5")

    answer = second(visitor, receipt, level="2", text="后来发现材料给错了", photo=[a_photo()])

    assert answer.status_code == 303
    assert "已收到您的追评" in words_of(visitor.follow(answer))
    page = words_of(shown(visitor, receipt))
    assert "首次评价" in page
    assert "后来发现材料给错了" in page
    assert (visitor.count(Rating), visitor.count(Case), visitor.count(Photo)) == (2, 1, 1)


def test_the_receipt_is_in_no_address_after_a_second_rating(visitor: Visitor) -> None:
    receipt = visitor.rated()

    location = second(visitor, receipt, level="4").headers["Location"]

    assert receipt.replace(" ", "") not in location.replace(" ", "")


def test_a_bad_second_rating_without_a_reason_comes_back_as_typed(visitor: Visitor) -> None:
    receipt = visitor.rated()

    page = second(visitor, receipt, level="1", pressed="1")

    assert page.status_code == 422
    again = form_of(page)
    assert (again.value("level"), again.value("pressed")) == ("1", "1")
    assert again.send(visitor.client, tag="115").status_code == 303


def test_a_second_rating_sent_twice_is_one_and_shows_both(visitor: Visitor) -> None:
    receipt = visitor.rated()
    form = form_of(shown(visitor, receipt))
    form.send(visitor.client, level="4")

    page = form.send(visitor.client, level="4", text="再说一次")

    assert page.status_code == 409
    assert "追评" in words_of(page)
    assert visitor.count(Rating) == 2


def test_words_for_a_second_rating_that_comes_too_late_can_be_copied(visitor: Visitor) -> None:
    receipt = visitor.rated()
    form = form_of(shown(visitor, receipt))
    visitor.clock.forward(timedelta(days=16))

    page = form.send(visitor.client, level="4", text="太晚了")

    assert page.status_code == 409
    assert "太晚了" in page.text
    assert "您仍然可以投诉" in words_of(page)


def test_no_form_is_offered_when_the_fifteen_days_are_over(visitor: Visitor) -> None:
    receipt = visitor.rated()

    visitor.clock.forward(timedelta(days=15))
    assert "提交追评" in words_of(shown(visitor, receipt))

    visitor.clock.forward(timedelta(days=1))
    assert "提交追评" not in words_of(shown(visitor, receipt))


def test_a_receipt_shows_no_other_rating(visitor: Visitor) -> None:
    visitor.rated(level="1", text="别人的话")
    receipt = visitor.rated(level="5")

    assert "别人的话" not in shown(visitor, receipt).text


def test_a_second_rating_opens_a_case_of_its_own_rating(visitor: Visitor) -> None:
    receipt = visitor.rated(level="5")
    second(visitor, receipt, level="1", tag="115")

    with visitor.app.app_context():
        rating_id = session.scalar(select(Case.rating_id))
        first_id = session.scalar(select(Rating.first_rating_id).where(Rating.id == rating_id))

    assert first_id is not None
