"""Who calls the API in these tests: a citizen with a phone, and another system with a token."""

from typing import Any

import pytest
from flask import Flask

from server.actions.operations.issue_token import issue_token
from tests.api.calls import Caller
from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.installation import Clock


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """A hall at ten in the morning, in which 0137 serves at A01 all day."""
    clock.move_to(MORNING)
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
    return place


@pytest.fixture
def caller(app: Flask, place: TestHall) -> Caller:
    """A citizen's phone in front of window A01."""
    return Caller(app.test_client(), place)


@pytest.fixture
def system(app: Flask, place: TestHall) -> Any:
    """The queue system of the hall, with its token."""
    with app.app_context():
        token = issue_token(place.hall.id, "queue", now=MORNING)
    return Caller(app.test_client(), place, {"Authorization": f"Bearer {token}"})
