"""Facts reach the month that the scheme books them in, whatever day they were established."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.gathering import gather
from server.actions.appraisal.sign_period import Signing, sign_period
from server.rules.appraisal.compute import compute
from server.rules.appraisal.periods import Period
from tests.appraisal_build import an_adopted_scheme, state
from tests.build import TestHall, a_hall, at, in_being_since

JANUARY, FEBRUARY = Period.parse("2026-01"), Period.parse("2026-02")
SCHEME = """
format = 1
id = "test"
version = "1"
title = "考核办法"
from = 2026-01-01
{}
[sheet.s]
subject = "staff"
[category.A]
name = "类"
item.A1 = {{ text = "迟到", when = "late", points = -1 }}
"""


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        found = a_hall(windows=("A01",), staff=("0137",))
        in_being_since("2025-12-01 08:00")
        yield found


def borne(place: TestHall, period: Period) -> int:
    """How many entries the period has."""
    return len(compute(period, gather(place.hall, period).inputs()).entries)


def test_by_the_month_of_happening_a_later_finding_is_found(place: TestHall) -> None:
    an_adopted_scheme(place, SCHEME.format('charge_month = "happened"'))
    state(place, "late", "2026-01-31", minutes=5, established_on=date(2026, 2, 3))

    assert [borne(place, JANUARY), borne(place, FEBRUARY)] == [1, 0]


def test_what_was_entered_after_closing_goes_to_the_next_month(place: TestHall) -> None:
    an_adopted_scheme(place, SCHEME.format('late_events = "next_month"'))
    computed = compute_period(place.hall, JANUARY, by="李某", now=at("2026-02-03 09:00"))
    signing = Signing(JANUARY, computed.digest)
    sign_period(place.hall, signing, by="王某", now=at("2026-03-10 09:00"))

    state(place, "late", "2026-01-14", minutes=5)  # entered on 1 April

    assert [borne(place, JANUARY), borne(place, FEBRUARY)] == [0, 1]
