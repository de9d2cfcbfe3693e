"""Does the large-type form ask one question a screen and lose no answer on the way?"""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.models.ratings import Photo, Rating, RatingText
from tests.build import on_duty
from tests.web.forms import Form, form_of, words_of
from tests.web.visitors import Visitor, a_photo


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: nothing here depends on which."""
    return sqlite_url


def first(visitor: Visitor, window: str = "A01") -> Form:
    """The first question."""
    return visitor.form(window, size="elder")


def on(visitor: Visitor, form: Form, **answers: Any) -> Form:
    """The question after that one has been answered."""
    page = form.send(visitor.client, go="next", **answers)
    assert page.status_code == 200, words_of(page)
    return form_of(page)


def test_each_screen_asks_one_question(visitor: Visitor) -> None:
    page = visitor.scan(size="elder")

    assert "第 1 步，共 4 步" in words_of(page)
    assert 'name="level"' in page.text
    assert 'name="tag"' not in page.text
    assert "<textarea" not in page.text


def test_four_screens_make_one_rating_with_every_answer(visitor: Visitor) -> None:
    reasons = on(visitor, first(visitor), level="2")
    words = on(visitor, reasons, tag=["207", "214"])
    more = on(visitor, words, text="态度不好", photo=[a_photo()])
    answer = more.send(visitor.client, go="send", pressed="1")

    assert answer.status_code == 303
    rating = visitor.only(Rating)
    assert (rating.level, rating.tags, rating.is_pressed) == (2, "207,214", True)
    assert visitor.only(RatingText).text == "态度不好"
    assert visitor.count(Photo) == 1


def test_who_served_is_asked_first_where_several_do(visitor: Visitor) -> None:
    with visitor.app.app_context():
        on_duty(visitor.place, "0137", "A02")
        on_duty(visitor.place, "0138", "A02")

    level = on(visitor, first(visitor, "A02"), staff="0138")
    answer = on(visitor, level, level="5").send(visitor.client, go="send")

    assert answer.status_code == 303
    assert visitor.only(Rating).staff_id == visitor.place.staff["0138"]


def test_without_a_level_the_first_question_stays(visitor: Visitor) -> None:
    page = first(visitor).send(visitor.client, go="next")

    assert page.status_code == 422
    assert "请选择一个满意程度" in words_of(page)
    assert form_of(page).value("at") == "level"


def test_back_shows_the_question_before_with_its_answer(visitor: Visitor) -> None:
    reasons = on(visitor, first(visitor), level="3").fill(tag="307")

    level = form_of(reasons.send(visitor.client, go="back"))

    assert (level.value("at"), level.value("level")) == ("level", "3")
    assert on(visitor, level).value("tag") == "307"


def test_back_from_the_first_question_stays_there(visitor: Visitor) -> None:
    assert form_of(first(visitor).send(visitor.client, go="back")).value("at") == "level"


def test_a_good_rating_can_be_sent_after_two_questions(visitor: Visitor) -> None:
    answer = on(visitor, first(visitor), level="4").send(visitor.client, go="send")

    assert answer.status_code == 303


def test_a_missing_reason_leads_to_where_one_can_write_it(visitor: Visitor) -> None:
    page = on(visitor, first(visitor), level="1").send(visitor.client, go="send")

    assert page.status_code == 422
    words = form_of(page)
    assert words.value("at") == "words"
    assert "哪里不好" in words_of(page)
    assert words.send(visitor.client, go="send", text="态度差").status_code == 303


def test_a_text_that_is_too_long_is_mended_on_its_own_screen(visitor: Visitor) -> None:
    words = on(visitor, on(visitor, first(visitor), level="5"))

    page = words.send(visitor.client, go="next", text="长" * 151)

    assert page.status_code == 422
    assert (form_of(page).value("at"), form_of(page).value("text")) == ("words", "长" * 151)


def test_a_contact_without_consent_is_mended_on_the_last_screen(visitor: Visitor) -> None:
    more = on(visitor, on(visitor, on(visitor, first(visitor), level="5")))

    page = more.send(visitor.client, go="send", contact="000")

    assert page.status_code == 422
    assert (form_of(page).value("at"), form_of(page).value("contact")) == ("more", "000")


def test_a_photo_stays_while_one_goes_back_and_forth(visitor: Visitor) -> None:
    words = on(visitor, on(visitor, first(visitor), level="5"))
    more = on(visitor, words, photo=[a_photo()])
    words_again = form_of(more.send(visitor.client, go="back"))

    on(visitor, words_again).send(visitor.client, go="send")

    assert visitor.count(Photo) == 1


def test_changing_to_the_usual_size_keeps_every_answer(visitor: Visitor) -> None:
    words = on(visitor, on(visitor, first(visitor), level="2"), tag=["214"])
    words.action = words.action.partition("?")[0]

    page: TestResponse = words.send(visitor.client, go="look", text="态度不好")

    usual = form_of(page)
    assert (usual.value("level"), usual.value("tag"), usual.value("text")) == (
        "2",
        "214",
        "态度不好",
    )


def test_a_step_that_does_not_exist_is_the_first(visitor: Visitor) -> None:
    page = first(visitor).send(visitor.client, go="next", at="nowhere", level="5")

    assert form_of(page).value("at") == "reasons"
