"""Does the receipt of a bad rating do for its case what a code does?"""

import re
from datetime import timedelta

from server.models.cases import Case
from tests.web.case_visits import CaseVisit
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor
from web.citizen.opened import LIFE

SECOND = timedelta(seconds=1)
MOST_BYTES = 10 * 1024
NONCE = re.compile(r'nonce="[^"]+"')


def test_the_receipt_of_a_second_bad_rating_opens_its_case(visitor: Visitor) -> None:
    receipt = visitor.rated(level="5")
    rating = form_of(visitor.client.post("/r", data={"receipt": receipt}))
    rating.send(visitor.client, level="1", tag="115", text="后来才知道办错了")

    page = visitor.follow(visitor.client.post("/r", data={"receipt": receipt}))

    assert "后来才知道办错了" in words_of(page)


def test_a_visit_with_two_bad_ratings_leads_from_one_case_to_the_other(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115", text="第一次")
    visitor.client.post("/r", data={"receipt": receipt})
    form_of(visitor.client.get("/r/rating")).send(
        visitor.client, level="2", tag="214", text="第二次"
    )

    second = visitor.follow(visitor.client.post("/r", data={"receipt": receipt}))
    other = re.search(r'href="(/c/\w+)"><b>同一次', second.text)

    assert "第二次" in words_of(second)
    assert other is not None
    assert "第一次" in words_of(visitor.client.get(other[1]))


def test_the_receipt_of_a_bad_rating_speaks_like_a_code(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115", text="态度不好")
    visitor.client.post("/r", data={"receipt": receipt})
    case = CaseVisit(visitor, visitor.only(Case).number, receipt)

    assert case.take("citizen_message", words="补充").status_code == 303
    visitor.clock.forward(LIFE + SECOND)
    assert "补充" in case.open().text


def test_a_second_rating_is_still_possible_from_there(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115")
    visitor.client.post("/r", data={"receipt": receipt})

    answer = form_of(visitor.client.get("/r/rating")).send(visitor.client, level="4")

    assert answer.status_code == 303


def test_a_second_rating_after_the_half_hour_waits_for_the_receipt(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115")
    visitor.client.post("/r", data={"receipt": receipt})
    sent = form_of(visitor.client.get("/r/rating")).fill(level="2", text="还是不行")
    visitor.clock.forward(LIFE + SECOND)

    page = sent.send(visitor.client)

    again = form_of(page)
    assert (again.value("level"), again.value("text")) == ("2", "还是不行")
    assert again.send(visitor.client, receipt=receipt).status_code == 303
