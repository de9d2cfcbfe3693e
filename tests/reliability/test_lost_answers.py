"""D3: answers get lost on the way; whoever asks again gets the same answer, and nothing twice."""

import http.client

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.db import session
from server.models.ratings import Rating, Receipt
from server.settings import Settings
from tests.build import TestHall, a_hall
from tests.house.running import LiveServer
from tests.reliability.raters import a_rating_form, ask, send_and_hang_up
from tests.reliability.test_kills import WINDOWS, lost_or_altered

pytestmark = pytest.mark.reliability

WRITES = {"sqlite": 1_000, "postgresql": 500}
LOST_EVERY = 50
# Twenty lost answers say what two hundred say, in a tenth of a minute; those are for the night.
FEW_AND_MANY = [pytest.param(1, id="few"), pytest.param(10, id="many", marks=pytest.mark.nightly)]


@pytest.mark.parametrize("times", FEW_AND_MANY)
def test_a_lost_answer_doubles_nothing_and_comes_again_byte_for_byte(
    app: Flask, settings: Settings, live_server: LiveServer, times: int
) -> None:
    with app.app_context():
        place: TestHall = a_hall(windows=WINDOWS, opens=None)
    writes = times * WRITES[settings.database_url.partition(":")[0]]
    sent, unequal = [], []

    for turn in range(writes):
        form = a_rating_form(place, settings)
        if turn % LOST_EVERY == 0:
            send_and_hang_up(live_server.url, form)
        first = ask(live_server.url, form)
        if turn % LOST_EVERY == 0 and ask(live_server.url, form) != first:
            unequal.append(first)
        assert first[0] == http.client.CREATED, first
        sent.append(form)

    with app.app_context():
        assert unequal == []
        assert lost_or_altered(sent) == []
        assert session.scalar(select(func.count()).select_from(Rating)) == writes
        assert session.scalar(select(func.count()).select_from(Receipt)) == writes
