"""One action takes every step of a case: what it writes, whom it refuses, and what it tells."""

import json

import pytest
from sqlalchemy import select

from server import errors
from server.actions.cases.take_step import take_step
from server.db import session
from server.models.audit import AuditRecord
from server.models.cases import CaseRemark, CaseStep
from server.models.handling import CaseDeadline, CaseFinding
from server.models.messages import Message
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName as N
from server.rules.cases.takers import Citizen
from tests.build import MORNING, TestHall, a_hall, at
from tests.case_build import (
    CITIZEN,
    CONTACT,
    PATHS,
    a_case,
    a_discipline_contact,
    a_head,
    a_supervisor,
    account_number,
    case_row,
    step,
    walked_to,
)
from tests.house.signed_in import an_account

pytestmark = pytest.mark.usefixtures("in_app")
S = CaseState


@pytest.fixture
def place(in_app: object) -> TestHall:
    """A hall with one department, two windows and two members of staff."""
    del in_app
    return a_hall()


def steps(place: TestHall, number: str) -> list[CaseStep]:
    case = case_row(place, number)
    wanted = select(CaseStep).where(CaseStep.case_id == case.id).order_by(CaseStep.position)
    return list(session.scalars(wanted))


def told(topic: str) -> list[str]:
    """The audiences that hear of it."""
    return sorted(session.scalars(select(Message.audience).where(Message.topic == topic)))


@pytest.mark.parametrize("state", PATHS, ids=str)
def test_a_complaint_can_be_walked_to_each_state(place: TestHall, state: CaseState) -> None:
    supervisor = a_supervisor(place)

    number = walked_to(place, a_case(place, contact=CONTACT), state, supervisor)

    assert case_row(place, number).state == state


def test_a_step_has_its_row_its_words_its_audit_line_and_the_case_repeats_it(
    place: TestHall,
) -> None:
    supervisor, number = a_supervisor(place), a_case(place)

    step(place, number, N.REFUSE, supervisor, words={"remedy": " 请向法院反映。 "})

    case, last = case_row(place, number), steps(place, number)[-1]
    assert (case.state, case.is_open, case.version, case.clock) == ("not_accepted", False, 2, "")
    assert (last.step, last.position, last.taken_by) == ("refuse", 2, supervisor.name)
    assert json.loads(last.facts) == {"reason": "other_unit"}
    assert session.scalars(select(CaseRemark.text)).all() == ["请向法院反映。"]
    line = session.scalars(select(AuditRecord)).one()
    assert (line.act, line.object, line.result) == ("case_step", number, "done")


def test_all_that_is_missing_is_said_at_once_and_nothing_is_written(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place), S.INVESTIGATING, supervisor)
    form = StepForm(number, N.DECIDE, facts={"finding": "guilty", "handler": "X"})

    with pytest.raises(errors.FormProblems) as caught:
        take_step(place.hall, form, supervisor, now=MORNING)

    fields = {(problem.field, problem.code) for problem in caught.value.problems}
    assert fields == {
        ("finding", "problem.choice_unknown"),
        ("outcome", "problem.choice_missing"),
        ("handler", "problem.choice_unknown"),
        ("reason", "problem.words_missing"),
    }
    assert case_row(place, number).state == S.INVESTIGATING


def test_only_a_persons_cause_needs_and_charges_a_person(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place), S.INVESTIGATING, supervisor)

    with pytest.raises(errors.FormProblems):
        step(place, number, N.DECIDE, supervisor, facts={"cause": "person"})
    with pytest.raises(errors.FormProblems):
        step(place, number, N.DECIDE, supervisor, facts={"staff": "0137"})
    step(place, number, N.DECIDE, supervisor, facts={"cause": "person", "staff": "0137"})

    found = session.scalars(select(CaseFinding)).one()
    assert (found.staff_id, found.department_id) == (place.staff["0137"], None)
    assert (found.month, found.round) == ("2026-11", 1)


def test_any_other_cause_charges_the_windows_department(place: TestHall) -> None:
    walked_to(place, a_case(place), S.DECIDED, a_supervisor(place))

    found = session.scalars(select(CaseFinding)).one()
    assert (found.staff_id, found.department_id) == (None, place.departments["D1"])


def test_the_same_form_again_is_the_same_step(place: TestHall) -> None:
    supervisor, number = a_supervisor(place), a_case(place)

    first = step(place, number, N.ACCEPT, supervisor, nonce=b"one form")
    again = step(place, number, N.ACCEPT, supervisor, nonce=b"one form")

    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert (first.version, first.state) == (again.version, again.state)
    assert len(steps(place, number)) == 2


def test_who_looked_before_somebody_acted_is_told_who_and_what(place: TestHall) -> None:
    first, second = a_supervisor(place), a_supervisor(place)
    number = a_case(place)
    step(place, number, N.ACCEPT, first, seen_version=1)

    with pytest.raises(errors.CaseMoved) as caught:
        step(place, number, N.REFUSE, second, seen_version=1)

    assert caught.value.data == {"step": "accept", "by": first.name, "number": number}
    assert case_row(place, number).state == S.ACCEPTED


def test_a_note_in_between_disturbs_nobody_and_is_not_disturbed(place: TestHall) -> None:
    first, second = a_supervisor(place), a_supervisor(place)
    number = a_case(place)
    step(place, number, N.NOTE, first, seen_version=1)

    step(place, number, N.ACCEPT, second, seen_version=1)
    step(place, number, N.NOTE, first, seen_version=1)

    assert [each.step for each in steps(place, number)] == ["receive", "note", "accept", "note"]


def test_a_citizen_who_was_late_is_never_told_who_acted(place: TestHall) -> None:
    number = walked_to(place, a_case(place), S.REPLIED, a_supervisor(place))

    with pytest.raises(errors.CaseMoved) as caught:
        step(place, number, N.WITHDRAW, CITIZEN, seen_version=1)

    assert caught.value.data["by"] == "person"


def test_what_is_refused_stands_in_the_audit_with_its_reason(place: TestHall) -> None:
    supervisor, number = a_supervisor(place), a_case(place)

    with pytest.raises(errors.StepNotAllowed) as caught:
        step(place, number, N.DECIDE, supervisor)

    assert caught.value.data["reason"] == "not_from_here"
    line = session.scalars(select(AuditRecord)).one()
    assert (line.result, json.loads(line.facts)["reason"]) == ("refused", "not_from_here")


@pytest.mark.parametrize("name", [N.NOTE, N.ACCEPT, N.LOOK])
def test_a_tip_off_does_not_exist_for_supervisors(place: TestHall, name: N) -> None:
    number = a_case(place, CaseKind.TIP_OFF, contact=CONTACT)

    with pytest.raises(errors.UnknownCase):
        step(place, number, name, a_supervisor(place))

    step(place, number, name, a_discipline_contact(place))
    assert told("case_received") == ["discipline"]


def test_a_case_of_another_hall_and_one_that_never_was_look_the_same(place: TestHall) -> None:
    stranger = a_supervisor(a_hall("H2"))
    number = a_case(place)

    for wanted in (number, "0000000000"):
        with pytest.raises(errors.UnknownCase) as caught:
            step(place, wanted, N.NOTE, stranger)
        assert caught.value.data == {}


def test_a_head_finds_a_case_once_it_lies_with_the_department(place: TestHall) -> None:
    head, supervisor, number = a_head(place), a_supervisor(place), a_case(place)
    step(place, number, N.ACCEPT, supervisor)
    with pytest.raises(errors.UnknownCase):
        step(place, number, N.EXPLAIN, head)

    step(place, number, N.ASK_UNIT, supervisor)
    step(place, number, N.EXPLAIN, head)

    assert case_row(place, number).waits_for == ""
    assert told("case_assigned") == [f"head:{place.departments['D1']}"]


def test_a_wrong_code_opens_nothing(place: TestHall) -> None:
    number = a_case(place)

    with pytest.raises(errors.UnknownCase):
        step(place, number, N.CITIZEN_MESSAGE, Citizen(bytes(32)))


def test_the_handler_must_be_able_to_handle_it_and_is_told(place: TestHall) -> None:
    supervisor, chosen = a_supervisor(place), a_supervisor(place)
    inspector = an_account(place, Role.INSPECTOR).actor
    number = walked_to(place, a_case(place), S.ACCEPTED, supervisor)

    with pytest.raises(errors.FormProblems):
        step(place, number, N.ASSIGN, supervisor, facts={"handler": account_number(inspector)})
    step(place, number, N.ASSIGN, supervisor, facts={"handler": account_number(chosen)})

    assert case_row(place, number).handler_id == chosen.account_id
    assert told("case_assigned") == [f"account:{chosen.account_id}"]


def test_clocks_follow_each_other_and_say_whether_they_were_met(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = a_case(place, moment=at("2026-11-25 10:00"))

    step(place, number, N.ACCEPT, supervisor, now=at("2026-11-26 17:00"))
    step(place, number, N.START, supervisor, now=at("2026-11-26 17:01"))
    step(place, number, N.DECIDE, supervisor, now=at("2026-12-03 09:00"))
    step(place, number, N.REPLY, supervisor, now=at("2026-12-03 09:01"))

    rows = session.scalars(select(CaseDeadline).order_by(CaseDeadline.started_on)).all()
    assert {(row.clock, str(row.started_on), str(row.due_on), row.ended) for row in rows} == {
        ("acknowledge", "2026-11-25", "2026-11-26", "met"),
        ("ordinary", "2026-11-25", "2026-12-02", "missed"),
        ("confirm", "2026-12-03", "2026-12-24", ""),
    }
    assert case_row(place, number).clock == "confirm"


def test_who_left_no_contact_is_sent_no_message(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    silent = walked_to(place, a_case(place), S.REPLIED, supervisor)
    assert told("case_answered") == []

    walked_to(place, a_case(place, contact=CONTACT), S.REPLIED, supervisor)

    assert len(told("case_answered")) == 1
    assert case_row(place, silent).waits_for == "citizen"


def test_a_tip_off_is_put_right_and_answered_by_the_discipline_contact_alone(
    place: TestHall,
) -> None:
    discipline, number = a_discipline_contact(place), a_case(place, CaseKind.TIP_OFF)
    on_ledger = {"outcome": "on_ledger"}

    for name in (N.ACCEPT, N.START, N.DECIDE, N.RECTIFY, N.REPORT_RECTIFIED, N.REPLY):
        step(place, number, name, discipline, facts=on_ledger if name is N.DECIDE else None)
    step(place, number, N.CONFIRM, CITIZEN)

    assert case_row(place, number).state == S.CLOSED
    audiences = set(session.scalars(select(Message.audience)))
    assert audiences == {"discipline"}
