"""Whose word a case waits for, and what happens to a question that was overtaken."""

import pytest
from sqlalchemy import select

from server import errors
from server.db import session
from server.models.handling import Proposal
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName as N
from tests.build import TestHall, a_hall
from tests.case_build import (
    CITIZEN,
    a_case,
    a_discipline_contact,
    a_head,
    a_supervisor,
    case_row,
    step,
    walked_to,
)

pytestmark = pytest.mark.usefixtures("in_app")
S = CaseState


@pytest.fixture
def place(in_app: object) -> TestHall:
    """A hall with one department."""
    del in_app
    return a_hall()


def proposals() -> list[str]:
    return list(session.scalars(select(Proposal.state)))


def test_a_unit_stays_asked_while_others_only_talk(place: TestHall) -> None:
    supervisor, number = a_supervisor(place), a_case(place)
    for name in (N.ACCEPT, N.ASK_UNIT, N.MESSAGE):
        step(place, number, name, supervisor)
    step(place, number, N.CITIZEN_MESSAGE, CITIZEN)
    assert case_row(place, number).waits_for == "unit"

    step(place, number, N.EXPLAIN, a_head(place))

    assert case_row(place, number).waits_for == ""


def test_who_is_written_to_is_waited_for_until_they_write(place: TestHall) -> None:
    number = walked_to(place, a_case(place), S.ACCEPTED, a_supervisor(place))

    step(place, number, N.MESSAGE, a_supervisor(place))
    asked = case_row(place, number).waits_for
    step(place, number, N.CITIZEN_MESSAGE, CITIZEN)

    assert (asked, case_row(place, number).waits_for) == ("citizen", "")


def test_who_is_to_put_it_right_sees_it_and_reports(place: TestHall) -> None:
    head, number = a_head(place), a_case(place)
    walked_to(place, number, S.RECTIFYING, a_supervisor(place))
    assert case_row(place, number).waits_for == "unit"

    step(place, number, N.REPORT_RECTIFIED, head)

    case = case_row(place, number)
    assert (case.waits_for, case.clock) == ("", "reply")


def test_a_tip_off_is_laid_before_no_department(place: TestHall) -> None:
    discipline, number = a_discipline_contact(place), a_case(place, CaseKind.TIP_OFF)
    for name in (N.ACCEPT, N.START, N.DECIDE):
        step(place, number, name, discipline)

    with pytest.raises(errors.FormProblems):
        step(place, number, N.RECTIFY, discipline, facts={"department": "D1"})
    step(place, number, N.RECTIFY, discipline)

    assert case_row(place, number).department_id is None


def test_an_extension_that_was_not_decided_goes_with_its_clock(place: TestHall) -> None:
    first, second = a_supervisor(place), a_supervisor(place)
    number = walked_to(place, a_case(place), S.DECIDED, first)
    step(place, number, N.ASK_EXTENSION, first)
    step(place, number, N.REPLY, first)

    with pytest.raises(errors.StepNotAllowed):
        step(place, number, N.APPROVE_EXTENSION, second)

    assert proposals() == ["withdrawn"]
    assert case_row(place, number).clock == "confirm"


def test_another_kind_outlives_a_clock_and_ends_with_the_reply(place: TestHall) -> None:
    supervisor, number = a_supervisor(place), a_case(place)
    step(place, number, N.ASK_NEW_KIND, supervisor)
    step(place, number, N.ACCEPT, supervisor)
    assert proposals() == ["waiting"]

    for name in (N.START, N.DECIDE, N.REPLY):
        step(place, number, name, supervisor)

    assert proposals() == ["withdrawn"]


def test_a_complaint_becomes_an_inquiry_only_with_the_citizens_word_or_a_second_person(
    place: TestHall,
) -> None:
    first, second = a_supervisor(place), a_supervisor(place)
    agreed, declined, approved = (a_case(place) for _ in range(3))
    for number in (agreed, declined, approved):
        step(place, number, N.ASK_NEW_KIND, first)
        with pytest.raises(errors.StepNotAllowed):
            step(place, number, N.APPROVE_NEW_KIND, first)

    step(place, agreed, N.AGREE_NEW_KIND, CITIZEN)
    step(place, declined, N.DECLINE_NEW_KIND, CITIZEN)
    step(place, approved, N.APPROVE_NEW_KIND, second)

    kinds = [case_row(place, number).kind for number in (agreed, declined, approved)]
    assert kinds == ["inquiry", "complaint", "inquiry"]
