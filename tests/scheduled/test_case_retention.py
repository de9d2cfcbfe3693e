"""What goes with a case, when its contact goes, and what its own row keeps of a moment."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session
from server.models.cases import Case, CaseRemark, CaseStep
from server.models.handling import (
    CaseDeadline,
    CaseFinding,
    CaseLink,
    Proposal,
    PublishedReply,
)
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName as N
from server.rules.hall_settings import YES, SettingRow
from server.rules.retention import DataClass
from tests.build import MORNING, TestHall, a_hall, at, on_duty
from tests.case_build import CITIZEN, CONTACT, a_case, a_supervisor, case_row, step, walked_to
from tests.house.signed_in import an_account
from tests.scheduled.kept import CLOSED, PUBLISHED, a_bad_rating, erased, left, publish

DAY = timedelta(days=1)


@pytest.fixture
def place(in_app: Flask) -> Any:
    """A hall with somebody on duty."""
    del in_app
    place = a_hall()
    on_duty(place, "0137")
    return place


def test_with_a_case_go_its_words_deadlines_findings_ties_and_proposals(place: TestHall) -> None:
    row = SettingRow("replies_published", "", YES, date(2026, 11, 1))
    set_hall_setting(place.hall.id, row, by="李某", now=MORNING)
    place = replace(place, hall=hall_named("H1"))
    supervisor = a_supervisor(place)
    other, number = a_case(place), a_case(place)
    for taken in (N.ACCEPT, N.START, N.ASK_EXTENSION, N.DECIDE, N.REPLY):
        step(place, number, taken, supervisor)
    step(place, number, N.LINK, supervisor, facts={"case": other})
    step(place, number, N.CONFIRM, CITIZEN, now=CLOSED)
    step(place, number, N.PUBLISH_REPLY, an_account(place, Role.PUBLISHER).actor, now=CLOSED)

    assert erased(place, DataClass.CASE, CLOSED + 1825 * DAY) == 0
    assert erased(place, DataClass.CASE, CLOSED + 1826 * DAY) == 1

    gone = (CaseRemark, CaseFinding, CaseLink, Proposal, PublishedReply)
    assert [left(table) for table in gone] == [0, 0, 0, 0, 0]
    assert (left(Case), left(CaseDeadline)) == (1, 1)  # the other case, still open


@pytest.mark.parametrize("ended", [CaseState.NOT_ACCEPTED, CaseState.WITHDRAWN, CaseState.ARCHIVED])
def test_a_contact_goes_30_days_after_any_ending_and_the_case_says_so(
    place: TestHall, ended: CaseState
) -> None:
    number = a_case(place, contact=CONTACT)
    walked_to(place, number, ended, a_supervisor(place))

    assert erased(place, DataClass.CONTACT, MORNING + 30 * DAY) == 0
    assert case_row(place, number).has_contact
    assert erased(place, DataClass.CONTACT, MORNING + 31 * DAY) == 1
    assert not case_row(place, number).has_contact


def test_a_bad_ratings_case_keeps_only_its_day_once_the_exact_moment_goes(
    place: TestHall,
) -> None:
    case, complaint = a_bad_rating(place), a_case(place)
    publish(place)

    erased(place, DataClass.EXACT_MOMENT, PUBLISHED + 30 * DAY)
    before = case_row(place, case.number).received_at
    erased(place, DataClass.EXACT_MOMENT, PUBLISHED + 31 * DAY)

    midnight = at("2026-11-25 00:00")
    wanted = select(CaseStep.taken_at).where(CaseStep.case_id == case.id)
    assert before == MORNING + timedelta(minutes=1)
    assert case_row(place, case.number).received_at == midnight
    assert session.scalars(wanted).one() == midnight
    assert case_row(place, complaint).received_at == MORNING
