"""What citizens wrote about a person: released as it is, masked, or for a reason."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.ratings.decide_text import decide_text
from server.actions.ratings.release_batch import release_batch
from server.db import session
from server.models.ledger import StaffText
from server.queries.ratings.own import texts_shown
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.safety.holding import Decision, Fate
from tests.build import MORNING, TestHall, a_form, a_hall, at, on_duty, rate
from tests.house.signed_in import TestAccount, an_account
from tests.safety.build import CLEAN, COVERED, RUDE


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """A hall, inside the app's context."""
    with app.app_context():
        yield a_hall()


@pytest.fixture
def supervisor(place: TestHall) -> TestAccount:
    """Somebody of the supervising office, who works at no window."""
    return an_account(place, Role.SUPERVISOR)


@pytest.mark.parametrize(
    ("fate", "seen"), [(Fate.SHOWN, [RUDE]), (Fate.MASKED, [COVERED]), (Fate.HIDDEN, [])]
)
def test_a_text_about_a_person_is_released_masked_or_for_a_reason(
    place: TestHall, supervisor: TestAccount, fate: Fate, seen: list[str]
) -> None:
    number = a_waiting_text(place, RUDE)

    decide_text(place.hall, number, Decision(fate, "转述"), by=supervisor.actor, now=MORNING)

    shown = texts_shown(place.hall, place.staff["0137"], now=MORNING + timedelta(days=7))
    assert [one.text for one in shown] == seen


@pytest.mark.parametrize(("text", "is_refused"), [(RUDE, True), (CLEAN, False)])
def test_only_words_of_the_list_need_a_reason_to_be_released(
    place: TestHall, supervisor: TestAccount, text: str, *, is_refused: bool
) -> None:
    number = a_waiting_text(place, text)

    try:
        decide_text(place.hall, number, Decision(Fate.SHOWN), by=supervisor.actor, now=MORNING)
    except errors.FormProblems:
        assert is_refused
    else:
        assert not is_refused


def a_waiting_text(place: TestHall, text: str) -> str:
    """The number of a text about 0137 that waits for a supervisor."""
    source = DutySource.STANDING
    on_duty(place, "0137", span=("2026-11-01 00:00", None), source=source)
    for number in range(10):
        moment = at("2026-11-16 09:10") + timedelta(minutes=20 * number)
        rate(place, moment=moment, form=a_form(5, text="" if number else text))
    release_batch(place.hall, place.staff["0137"], now=at("2026-11-25 04:30"))
    return session.scalars(select(StaffText.number)).one()
