"""Which cases can be taken out, by whom, and how far does each say it is?"""

from datetime import date, timedelta

import pytest

from server.queries.cases.export_table import case_columns, case_rows
from server.queries.cases.exported import CasesAsked, ExportedCase, exported_cases
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import Cause, Finding, Outcome
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from server.texts import is_known
from sheets.exporting import Form, export_table
from sheets.watermark import Watermark
from tests.build import MORNING, TestHall, a_hall
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

DAY = MORNING.date()
WORDS = "等了四十分钟"


def asked(**more: object) -> CasesAsked:
    said: dict[str, object] = {"since": DAY, "until": DAY, "today": DAY, **more}
    return CasesAsked(**said)  # type: ignore[arg-type]  # a test says what differs


def exported(place: TestHall, actor: Actor, **more: object) -> list[ExportedCase]:
    return list(exported_cases(place.hall, actor, asked(**more)))


def test_a_fresh_case_says_what_it_is_and_by_when() -> None:
    place = a_hall()
    number = a_case(place, window="A02")

    (found,) = exported(place, a_supervisor(place))

    assert (found.number, found.kind, found.state) == (
        number,
        CaseKind.COMPLAINT,
        CaseState.RECEIVED,
    )
    assert (found.window, found.received_on, found.handler) == ("A02", DAY, "")
    assert found.due_on == case_row(place, number).due_on
    assert (found.finding, found.cause, found.outcome) == (None, None, None)


def test_a_decided_case_says_what_was_found_and_who_handles_it() -> None:
    place = a_hall()
    supervisor = a_supervisor(place)
    walked_to(place, a_case(place), CaseState.DECIDED, supervisor)

    (found,) = exported(place, supervisor)

    assert found.state is CaseState.DECIDED
    assert (found.finding, found.cause) == (Finding.SUBSTANTIATED, Cause.RULE)
    assert found.outcome is Outcome.FIXED_AT_ONCE


def test_of_two_rounds_the_last_finding_is_told_and_the_case_once() -> None:
    place = a_hall()
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place), CaseState.REOPENED, supervisor)
    step(place, number, StepName.START, supervisor)
    unfounded = {"finding": "unfounded", "outcome": "not_established", "cause": ""}
    step(place, number, StepName.DECIDE, supervisor, facts=unfounded)

    (found,) = exported(place, supervisor)

    assert (found.finding, found.cause, found.round) == (Finding.UNFOUNDED, None, 2)


@pytest.mark.parametrize(("days_later", "is_overdue"), [(0, False), (1, True)])
def test_a_case_is_overdue_from_the_day_after_its_deadline(
    days_later: int, *, is_overdue: bool
) -> None:
    place = a_hall()
    supervisor = a_supervisor(place)
    due_on = case_row(place, a_case(place)).due_on
    today = due_on + timedelta(days=days_later)

    (found,) = exported(place, supervisor, today=today)

    assert found.is_overdue is is_overdue
    assert len(exported(place, supervisor, today=today, only_overdue=True)) == is_overdue


def test_a_case_that_has_ended_owes_nothing() -> None:
    place = a_hall()
    supervisor = a_supervisor(place)
    walked_to(place, a_case(place), CaseState.CLOSED, supervisor)

    (found,) = exported(place, supervisor, today=date(2027, 6, 1))

    assert (found.due_on, found.is_overdue) == (None, False)
    assert exported(place, supervisor, only_open=True) == []


def test_nobody_takes_out_what_they_may_not_see() -> None:
    place, elsewhere = a_hall("H1"), a_hall("H2")
    a_case(elsewhere)
    tip_off = a_case(place, CaseKind.TIP_OFF)
    complaint = a_case(place)

    seen = {
        "supervisor": exported(place, a_supervisor(place)),
        "discipline": exported(place, a_discipline_contact(place)),
        "head": exported(place, a_head(place)),
        "another hall's": exported(place, a_supervisor(elsewhere)),
    }

    assert [found.number for found in seen["supervisor"]] == [complaint]
    assert tip_off in [found.number for found in seen["discipline"]]
    assert seen["head"] == []
    assert seen["another hall's"] == []


def test_a_head_takes_out_what_lies_with_the_department() -> None:
    place = a_hall()
    number = walked_to(place, a_case(place), CaseState.ASSIGNED, a_supervisor(place))

    assert [found.number for found in exported(place, a_head(place))] == [number]


def test_days_and_kinds_that_were_not_asked_for_stay_out() -> None:
    place = a_hall()
    supervisor = a_supervisor(place)
    a_case(place, CaseKind.PRAISE)
    late = a_case(place, moment=MORNING.replace(hour=23, minute=59))
    early = a_case(place, moment=MORNING.replace(hour=0, minute=1))
    a_case(place, moment=MORNING - timedelta(days=1))
    a_case(place, moment=MORNING + timedelta(days=1))

    complaints = exported(place, supervisor, kinds=frozenset({CaseKind.COMPLAINT}))

    assert {found.number for found in complaints} == {late, early}
    assert len(exported(place, supervisor)) == 3
    assert len(exported(place, supervisor, since=DAY - timedelta(days=1))) == 4


def test_the_table_holds_no_words_and_no_contact() -> None:
    place = a_hall()
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place, contact="13800000000"), CaseState.REPLIED, supervisor)
    step(place, number, StepName.CITIZEN_MESSAGE, CITIZEN)

    mark = Watermark("案件", "张某", "", str)
    rows = case_rows(exported_cases(place.hall, supervisor, asked()), "zh")
    with export_table(case_columns("zh"), rows, Form.CSV, mark) as file:
        content = file.read().decode("utf-8-sig")

    assert number in content
    assert "属实" in content
    assert [found for found in (WORDS, "13800000000", "清单") if found in content] == []


@pytest.mark.parametrize(
    ("words", "prefix"),
    [(CaseState, "state"), (Finding, "finding"), (Cause, "cause"), (Outcome, "outcome")],
    ids=["states", "findings", "causes", "outcomes"],
)
def test_every_word_has_its_sentence(words: type[CaseState], prefix: str) -> None:
    assert [word for word in words if not is_known(f"export.{prefix}_{word}")] == []
