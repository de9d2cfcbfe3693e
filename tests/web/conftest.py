"""Who looks at the pages in these tests: a citizen with a phone, in an open hall."""

import pytest
from flask import Flask

from server.rules.cases.kinds import CaseState
from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.installation import Clock
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.visitors import Visitor


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """A hall at ten in the morning; 0137 serves at A01 all day."""
    clock.move_to(MORNING)
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
    return place


@pytest.fixture
def visitor(app: Flask, place: TestHall, clock: Clock) -> Visitor:
    """A citizen in front of the hall's windows."""
    return Visitor(app, app.test_client(), place, clock)


@pytest.fixture
def case(visitor: Visitor) -> CaseVisit:
    """A complaint that its citizen has opened."""
    visit = a_complaint(visitor)
    visit.open()
    return visit


@pytest.fixture
def answered(case: CaseVisit) -> CaseVisit:
    """The same, answered by the office."""
    case.handled(CaseState.REPLIED)
    return case
