"""Does a form that was open too long come back renewed, with everything typed?"""

from datetime import timedelta
from typing import Any

import pytest

from server.models.ratings import Rating
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor

TYPED: dict[str, Any] = {
    "level": "2",
    "tag": ["207", "214"],
    "text": "第一行\n第二行 <b>&amp;",
    "contact": "000-00000000",
    "consent": "1",
    "pressed": "1",
}


def test_an_expired_form_comes_back_renewed_with_everything_typed(visitor: Visitor) -> None:
    form = visitor.form().fill(**TYPED)
    visitor.clock.forward(timedelta(hours=2))

    page = form.send(visitor.client)

    assert page.status_code == 410
    assert "再提交一次" in words_of(page)
    again = form_of(page)
    assert {**again.fields, "ticket": []} == {**form.fields, "ticket": []}
    assert again.value("ticket") != form.value("ticket")


def test_a_renewed_form_can_be_sent(visitor: Visitor) -> None:
    form = visitor.form().fill(level="5")
    visitor.clock.forward(timedelta(hours=2))
    again = form_of(form.send(visitor.client))
    visitor.clock.forward(timedelta(seconds=20))

    assert again.send(visitor.client).status_code == 303
    assert visitor.only(Rating).set_aside is None


def test_a_renewed_form_that_is_sent_at_once_counts(visitor: Visitor) -> None:
    form = visitor.form().fill(level="5")
    visitor.clock.forward(timedelta(hours=2))
    again = form_of(form.send(visitor.client))

    again.send(visitor.client)

    assert visitor.only(Rating).set_aside is None


@pytest.mark.parametrize("ticket", ["", "forged", "AQ" * 60], ids=["none", "nonsense", "lookalike"])
def test_a_damaged_ticket_loses_nothing_typed(visitor: Visitor, ticket: str) -> None:
    form = visitor.form().fill(**TYPED)

    page = form.send(visitor.client, ticket=ticket)

    assert page.status_code == 400
    assert form_of(page).value("text") == TYPED["text"]
    assert visitor.count(Rating) == 0
