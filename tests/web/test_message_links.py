"""Does every message lead to a page that is there?"""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from server.queries.messages.wording import citizen_words_of, link_of
from server.rules.messages.audience import Circle
from server.rules.messages.topics import Topic
from tests.message_build import facts_of

ABOUT_CASES = ("case_", "citizen_", "office_", "extension_")


def is_there(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("pingjia.example.gov.cn").match(path)
    except RequestRedirect:
        return True
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("circle", [Circle.SUPERVISION, Circle.STAFF])
def test_a_message_of_the_hall_leads_to_a_page(app: Flask, circle: Circle) -> None:
    links = {topic: link_of(topic, facts_of(topic), circle=circle) for topic in Topic}

    assert [topic for topic, link in links.items() if not is_there(app, link)] == []


def test_only_a_message_about_a_case_leads_to_a_case() -> None:
    elsewhere = {topic for topic in Topic if not topic.startswith(ABOUT_CASES)}
    links = {one: link_of(one, facts_of(one), circle=Circle.HEAD) for one in elsewhere}

    assert [topic for topic, link in links.items() if link.startswith("/console/cases/")] == []


def test_one_reads_of_oneself_on_ones_own_page() -> None:
    facts = facts_of(Topic.PERIOD_SIGNED, period="2026-10")

    own, of_head = (
        link_of(Topic.PERIOD_SIGNED, facts, circle=one) for one in (Circle.STAFF, Circle.HEAD)
    )

    assert (own, of_head) == ("/staff/score/2026-10", "/console/appraisal/2026-10")


def test_a_message_to_a_citizen_leads_to_the_page_of_the_case(app: Flask) -> None:
    assert is_there(app, citizen_words_of({"number": "7KQ2M4XT9B"}, "zh").link)
    assert not is_there(app, "/c/7KQ2M4XT9B/nothing")
