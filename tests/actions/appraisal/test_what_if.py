"""A scheme is tried on a month beside the one in force, and nothing is stored."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.actions.appraisal.what_if import what_if
from server.db import session
from server.models.scores import AppraisalPeriod
from server.packs.schemes import preset
from server.rules.months import Month
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme
from tests.actions.appraisal.worked import LI, a_worked_hall, who
from tests.build import TestHall

JANUARY = Month(2026, 1)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_worked_hall()


def a_stricter_one() -> Scheme:
    """The scheme of the example with a whole point for a short lateness, from April on."""
    text = preset("district").text.replace(
        'minutes = "<30", points = -0.5', 'minutes = "<30", points = -1'
    )
    scheme = read(text.replace("2026.1", "2026.2").replace("2026-01-01", "2026-04-01"))
    assert isinstance(scheme, Scheme), scheme
    return scheme


def test_who_was_late_loses_what_the_new_rule_says_and_nobody_else_moves(place: TestHall) -> None:
    tried = what_if(place.hall, a_stricter_one(), JANUARY)

    (moved,) = [one for one in tried.trial.moved if one.sheet == "person"]
    assert moved.who == who(place, LI)
    assert moved.change == Fraction(-1, 2)
    assert [one.item for one in moved.causes] == ["A1"]
    assert tried.beside is not None
    assert session.scalar(select(func.count()).select_from(AppraisalPeriod)) == 0


def test_the_scheme_in_force_moves_nobody(place: TestHall) -> None:
    assert what_if(place.hall, preset("district").scheme, JANUARY).trial.moved == ()
