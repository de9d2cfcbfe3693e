"""Is a rating taken once, whatever the phone, the network or the citizen's thumb do?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.models.cases import Case
from server.models.ratings import Contact, Photo, Rating, RatingText, Receipt
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor, a_photo, receipt_on

TYPED: dict[str, Any] = {
    "level": "2",
    "tag": ["207", "214"],
    "text": "第一行\n第二行 <b>&amp;",
    "contact": "000-00000000",
    "consent": "1",
    "pressed": "1",
}


def test_after_a_rating_the_browser_is_sent_on_to_the_receipt(visitor: Visitor) -> None:
    answer = visitor.rate()

    thanks = visitor.follow(answer)
    assert re.fullmatch(r"([0-9A-Z]{4} ){3}[0-9A-Z]{4}", receipt_on(thanks))
    assert "计入2026年11月的结果" in words_of(thanks)


def test_the_receipt_stands_in_no_address_and_in_no_row(visitor: Visitor) -> None:
    answer = visitor.rate()

    receipt = receipt_on(visitor.follow(answer)).replace(" ", "")
    assert receipt not in answer.headers["Location"]
    assert receipt.encode() not in visitor.only(Receipt).hash


def test_a_bad_rating_says_who_handles_it_and_by_when(visitor: Visitor) -> None:
    thanks = words_of(visitor.follow(visitor.rate(level="2", tag="214")))

    assert "等监督部门办理" in thanks
    assert "最晚2026年12月2日" in thanks
    assert visitor.count(Case) == 1


def test_a_rating_that_is_set_aside_says_so_and_why(visitor: Visitor) -> None:
    form = form_of(visitor.scan())

    thanks = words_of(visitor.follow(form.send(visitor.client, level="5")))

    assert "不计入统计" in thanks
    assert "提交得比看完页面" in thanks


def test_everything_that_was_typed_is_kept_with_the_rating(visitor: Visitor) -> None:
    visitor.rate(**TYPED)

    rating = visitor.only(Rating)
    assert (rating.level, rating.tags, rating.is_pressed) == (2, "207,214", True)
    assert visitor.only(RatingText).text == TYPED["text"]
    assert visitor.count(Contact) == 1


def pressed_twice(visitor: Visitor) -> list[TestResponse]:
    """The button pressed twice before the page changed."""
    form = visitor.form()
    return [form.send(visitor.client, level="4"), form.send(visitor.client, level="4")]


def gone_back(visitor: Visitor) -> list[TestResponse]:
    """Back from the thank-you page to the form, another level, sent again."""
    form = visitor.form()
    first = form.send(visitor.client, level="4")
    visitor.follow(first)
    visitor.clock.forward(timedelta(minutes=3))
    return [first, form.send(visitor.client, level="1", tag="115")]


def reply_lost(visitor: Visitor) -> list[TestResponse]:
    """The first answer never came; a little later another try, photos and all."""
    form = visitor.form()
    first = form.send(visitor.client, level="4", photo=[a_photo()])
    visitor.clock.forward(timedelta(minutes=1))
    return [first, form.send(visitor.client, level="4", photo=[a_photo()])]


@pytest.mark.parametrize("happening", [pressed_twice, gone_back, reply_lost])
def test_one_form_is_one_rating_with_one_receipt(
    visitor: Visitor, happening: Callable[[Visitor], list[TestResponse]]
) -> None:
    answers = happening(visitor)

    receipts = {receipt_on(visitor.follow(answer)) for answer in answers}
    assert len(receipts) == 1
    assert (visitor.count(Rating), visitor.only(Rating).level) == (1, 4)
    assert visitor.count(Photo) <= 1


def test_who_goes_back_and_changes_their_mind_hears_of_the_second_rating(visitor: Visitor) -> None:
    form = visitor.form()
    visitor.follow(form.send(visitor.client, level="1", text="太慢"))

    changed = visitor.follow(form.send(visitor.client, level="5"))
    same = visitor.follow(form.send(visitor.client, level="1", text="太慢"))

    assert "这次的改动没有保存" in words_of(changed)
    assert "这次的改动没有保存" not in words_of(same)
    assert visitor.only(Rating).level == 1


def test_two_scans_are_two_ratings(visitor: Visitor) -> None:
    assert visitor.rated() != visitor.rated()
    assert visitor.count(Rating) == 2


@pytest.mark.parametrize(
    ("answers", "anchor", "sentence"),
    [
        pytest.param({}, "f-level", "请选择一个满意程度", id="no level"),
        pytest.param({"level": "7"}, "f-level", "请选择一个满意程度", id="a level that is none"),
        pytest.param({"level": "2"}, "f-tags", "哪里不好", id="a bad level without a reason"),
        pytest.param(
            {"level": "1", "tag": "510"}, "f-tags", "哪里不好", id="only a tag of another level"
        ),
        pytest.param(
            {"level": "5", "text": "长" * 151}, "f-text", "写了 151 字，最多 150 字", id="too long"
        ),
        pytest.param(
            {"level": "5", "contact": "000"},
            "f-consent",
            "同意回访",
            id="a contact without consent",
        ),
        pytest.param(
            {"level": "5", "contact": "0" * 61, "consent": "1"},
            "f-contact",
            "最多 60 个字符",
            id="a contact that is too long",
        ),
    ],
)
def test_what_is_missing_is_told_with_the_way_to_it(
    visitor: Visitor, answers: dict[str, str], anchor: str, sentence: str
) -> None:
    page = visitor.form().send(visitor.client, **answers)

    assert page.status_code == 422
    assert f'<a href="#{anchor}">' in page.text
    assert f'id="{anchor}"' in page.text
    assert sentence in words_of(page)
    assert visitor.count(Rating) == 0


def test_all_that_is_wrong_is_told_at_once(visitor: Visitor) -> None:
    page = visitor.rate(level="1", contact="000")

    assert page.text.count('<li><a href="#f-') == 2


def test_a_text_of_exactly_the_longest_length_is_taken(visitor: Visitor) -> None:
    visitor.rate(text="字\r\n" + "长" * 148)

    assert len(visitor.only(RatingText).text) == 150


def test_a_form_that_is_shown_again_holds_everything_typed(visitor: Visitor) -> None:
    form = visitor.form().fill(**{**TYPED, "consent": None})

    again = form_of(form.send(visitor.client))

    assert again.fields == form.fields


def test_a_form_that_is_shown_again_can_be_sent(visitor: Visitor) -> None:
    again = form_of(visitor.rate(level="2", text=""))

    answer = again.send(visitor.client, text="态度不好")

    assert answer.status_code == 303
    assert visitor.only(Rating).level == 2


def test_a_very_long_text_comes_back_whole(visitor: Visitor) -> None:
    text = "长" * 100_000

    page = visitor.rate(text=text)

    assert page.status_code == 422
    assert form_of(page).value("text") == text


def test_control_characters_are_dropped_where_no_database_keeps_them(visitor: Visitor) -> None:
    visitor.rate(text="好\x00的\x07\t呢")

    assert visitor.only(RatingText).text == "好的\t呢"


def test_a_ticket_of_another_window_is_not_taken(visitor: Visitor) -> None:
    ticket = visitor.form("A02").value("ticket")

    assert visitor.rate(ticket=ticket).status_code == 400
    assert visitor.count(Rating) == 0


def test_a_form_for_a_window_that_never_was_is_answered_kindly(visitor: Visitor) -> None:
    page = visitor.client.post("/w/00000000", data={"level": "5"})

    assert page.status_code == 404
    assert "没有找到这个窗口码" in words_of(page)


def test_the_thank_you_page_opens_for_ten_minutes(visitor: Visitor) -> None:
    address = visitor.rate().headers["Location"]

    visitor.clock.forward(timedelta(minutes=10))
    assert visitor.client.get(address).status_code == 200

    visitor.clock.forward(timedelta(seconds=1))
    closed = visitor.client.get(address)
    assert closed.status_code == 410
    assert "用查询码" in words_of(closed)


def test_an_invented_thank_you_address_shows_nothing(visitor: Visitor) -> None:
    assert visitor.client.get("/w/thanks/AQ" + "A" * 50).status_code == 410


def test_a_form_from_another_site_is_refused(visitor: Visitor) -> None:
    form = visitor.form().fill(level="5")

    answer = visitor.client.post(
        form.action, data=form.fields, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert "不是从本站页面发出的" in words_of(answer)
    assert visitor.count(Rating) == 0


def test_the_language_and_size_go_along_to_the_thank_you_page(visitor: Visitor) -> None:
    form = form_of(visitor.scan(lang="en", size="elder")).fill(go="send", level="5")
    visitor.clock.forward(timedelta(seconds=20))

    answer = form.send(visitor.client)

    assert answer.headers["Location"].endswith("?lang=en&size=elder")


def test_another_look_keeps_what_is_typed_and_the_scan(visitor: Visitor) -> None:
    form = visitor.form().fill(**TYPED, go="look")
    form.action += "&lang=en"

    page = form.send(visitor.client)

    assert page.status_code == 200
    assert "How satisfied" in page.text
    again = form_of(page).fields
    assert {name: again[name] for name in ("ticket", "level", "tag", "text")} == {
        name: form.fields[name] for name in ("ticket", "level", "tag", "text")
    }
    assert visitor.count(Rating) == 0
