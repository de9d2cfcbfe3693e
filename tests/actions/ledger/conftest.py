"""Whose appeals are these? Those of a clerk who was charged for a bad rating on a Tuesday."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.actions.ledger.appealing import DECIDED
from tests.actions.ledger.decided import People, a_rated_hall, decide, the_people
from tests.build import TestHall


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """A hall in which 0137 was rated badly."""
    with app.app_context():
        yield a_rated_hall()


@pytest.fixture
def people(place: TestHall) -> People:
    """The clerk was charged for the bad rating."""
    found = the_people(place)
    decide(place, found.supervisor, now=DECIDED)
    return found
