"""The hall whose console is looked at: open, on a Wednesday morning."""

import pytest
from flask import Flask

from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.installation import Clock
from tests.web.console.desk import Desk


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """A hall at ten in the morning; 0137 serves at A01 all day."""
    clock.move_to(MORNING)
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
    return place


@pytest.fixture
def desk(app: Flask, place: TestHall) -> Desk:
    """The console of that hall."""
    return Desk(app, place)
