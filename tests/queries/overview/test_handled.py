"""What became of a month's bad ratings, counted for the overview."""

from datetime import date

import pytest
from flask import Flask

from server.queries.overview.handled import handled
from server.queries.overview.scope import Scope
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName as N
from server.rules.indicators import CaseFigures
from server.rules.months import Month
from tests.build import TestHall, a_hall, at
from tests.case_build import CONTACT, a_case, a_supervisor, step, walked_to

NOVEMBER = Month(2026, 11)
NOTHING = CaseFigures(0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


@pytest.fixture
def by(place: TestHall) -> Actor:
    return a_supervisor(place)


def figures(place: TestHall, by: Actor, *, today: str = "2026-11-25") -> CaseFigures:
    return handled(Scope(place.hall), by, NOVEMBER, today=date.fromisoformat(today))


def a_bad_rating(place: TestHall, contact: str = "") -> str:
    return a_case(place, CaseKind.BAD_RATING, contact=contact)


def test_complaints_and_other_months_are_not_counted(place: TestHall, by: Actor) -> None:
    a_case(place, CaseKind.COMPLAINT)
    a_case(place, CaseKind.BAD_RATING, moment=at("2026-10-30 10:00"))

    assert figures(place, by) == NOTHING


def test_a_bad_rating_counts_as_answered_once_it_was_replied_to(place: TestHall, by: Actor) -> None:
    a_bad_rating(place)
    walked_to(place, a_bad_rating(place), CaseState.REPLIED, by)

    found = figures(place, by)

    assert (found.bad, found.replied) == (2, 1)


def test_only_who_left_a_contact_is_to_be_called_back(place: TestHall, by: Actor) -> None:
    a_bad_rating(place)
    number = walked_to(place, a_bad_rating(place, CONTACT), CaseState.REPLIED, by)
    step(place, number, N.CALL_BACK, by, facts={"reached": "no", "satisfied": ""})

    found = figures(place, by)

    assert (found.real_name, found.called_back) == (1, 1)


def test_a_call_that_reached_somebody_who_is_satisfied_counts_as_all_three(
    place: TestHall, by: Actor
) -> None:
    walked_to(place, a_bad_rating(place, CONTACT), CaseState.CALLED_BACK, by)

    found = figures(place, by)

    assert (found.called_back, found.reached, found.satisfied) == (1, 1, 1)


def test_a_rectification_counts_when_it_is_due_or_done(place: TestHall, by: Actor) -> None:
    walked_to(place, a_bad_rating(place), CaseState.RECTIFYING, by)
    number = walked_to(place, a_bad_rating(place), CaseState.RECTIFYING, by)
    step(place, number, N.REPORT_RECTIFIED, by)

    soon, late = figures(place, by), figures(place, by, today="2027-03-01")

    assert (soon.due, soon.rectified, soon.rectified_in_time) == (1, 1, 1)
    assert (late.due, late.rectified) == (2, 1)


def test_who_may_see_no_cases_counts_none(place: TestHall, by: Actor) -> None:
    walked_to(place, a_bad_rating(place), CaseState.REPLIED, by)

    assert figures(place, Actor(1, "nobody")) == NOTHING
