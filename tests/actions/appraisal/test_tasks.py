"""What a scheme proposes waits for a person, is decided once, and goes when its cause is gone."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server import errors
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.settle_task import TaskForm, settle_task
from server.actions.appraisal.state_fact import Stating, WhyReversed, reverse_fact
from server.db import transaction
from server.packs.schemes import preset
from server.queries.appraisal.tasks import FoundTask, tasks_of
from server.rules.appraisal.periods import Period
from tests.appraisal_build import ENTERED, an_adopted_scheme, figures, state
from tests.build import TestHall, a_hall, at, in_being_since

JANUARY = Period.parse("2026-01")
LATER = at("2026-04-20 09:00")
# A month below nought: a notice to the township (preset 3).
FEES = ("2026-01-06", "2026-01-08", "2026-01-14")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain SQL: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """Somebody charged fees three times: 10 − 15 points."""
    with app.app_context():
        place = a_hall()
        in_being_since("2025-12-01 08:00")
        an_adopted_scheme(place, preset("town").text)
        figures(place, "2026-01", "attended_days", {"0137": 20, "0138": 20})
        for day in FEES:
            state(place, "application_fault", day, what="fee")
        compute_period(place.hall, JANUARY, by="李某", now=ENTERED)
        yield place


def task(place: TestHall) -> FoundTask:
    (found,) = tasks_of(place.hall.id, JANUARY)
    return found


def settle(place: TestHall, form: TaskForm) -> None:
    settle_task(place.hall, task(place).number, form, by="王某", now=LATER)


def test_a_score_below_nought_proposes_a_notice_and_nothing_happens_by_itself(
    place: TestHall,
) -> None:
    found = task(place)

    assert (found.state, found.notice, found.facts["score"]) == ("open", "township", "-5")


def test_a_person_decides_once(place: TestHall) -> None:
    settle(place, TaskForm("dropped", "当事人已说明"))

    assert (task(place).state, task(place).settled_by) == ("dropped", "王某")
    with pytest.raises(errors.StepNotAllowed):
        settle(place, TaskForm("done", "通报"))


@pytest.mark.parametrize("form", [TaskForm("open", "好"), TaskForm("done", " ")])
def test_a_decision_needs_a_choice_and_words(place: TestHall, form: TaskForm) -> None:
    with pytest.raises(errors.FormProblems):
        settle(place, form)


def test_a_task_whose_cause_is_gone_is_closed_and_stays_visible(place: TestHall) -> None:
    with transaction() as session:
        stating = Stating(place.hall.id, "王某", LATER)
        key = f"application_fault/0137/{FEES[0]}/1"
        assert reverse_fact(session, key, WhyReversed.ENTERED_IN_ERROR, stating)
        second = f"application_fault/0137/{FEES[1]}/1"
        assert reverse_fact(session, second, WhyReversed.ENTERED_IN_ERROR, stating)

    compute_period(place.hall, JANUARY, by="李某", now=LATER)

    assert task(place).state == "cause_reversed"
