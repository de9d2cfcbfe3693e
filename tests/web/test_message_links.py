"""Does every message lead to a page that is there?"""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from server.queries.messages.wording import citizen_words_of, link_of
from server.rules.messages.topics import Topic
from tests.message_build import facts_of


def is_there(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("pingjia.example.gov.cn").match(path)
    except RequestRedirect:
        return True
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("topic", Topic)
def test_a_message_of_the_hall_leads_to_a_page(app: Flask, topic: Topic) -> None:
    assert is_there(app, link_of(topic, facts_of(topic)))


def test_a_message_to_a_citizen_leads_to_the_page_of_the_case(app: Flask) -> None:
    assert is_there(app, citizen_words_of({"number": "7KQ2M4XT9B"}, "zh").link)
    assert not is_there(app, "/c/7KQ2M4XT9B/nothing")
