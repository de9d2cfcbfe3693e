"""Does every message lead to a page that the mini-program has, without a secret in its address?"""

import json
from pathlib import Path

import pytest

from server.queries.messages.phone_pages import INBOX, page_of
from server.rules.messages.audience import Circle
from server.rules.messages.topics import Topic
from tests.message_build import facts_of

APP = Path(__file__).resolve().parents[3] / "miniprogram/app.json"


def pages() -> set[str]:
    """Every page of the mini-program."""
    app = json.loads(APP.read_text(encoding="utf-8"))
    parts = {f"{one['root']}/{page}" for one in app["subPackages"] for page in one["pages"]}
    return parts | set(app["pages"])


@pytest.mark.parametrize("circle", [Circle.SUPERVISION, Circle.STAFF])
@pytest.mark.parametrize("topic", Topic)
def test_a_message_leads_to_a_page_that_is_there_or_to_none(topic: Topic, circle: Circle) -> None:
    page, _, query = page_of(topic, facts_of(topic), circle=circle).partition("?")

    assert page in pages() | {""}
    assert not set("{}") & set(query)


def test_a_citizens_message_leads_to_their_case_and_tells_its_number_alone() -> None:
    facts = facts_of(Topic.CASE_ANSWERED)

    page = page_of(Topic.CASE_ANSWERED, facts, circle=Circle.CITIZEN)

    assert page == "pages/case/case?number=7KQ2M4XT9B"
    assert page.partition("?")[0] in pages()
    assert INBOX in pages()
