"""Each condition of a step refuses on one side of its border and lets pass on the other."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from server.rules.accounts.roles import Role
from server.rules.cases.clocks import CaseClock
from server.rules.cases.codes import Finding, Outcome, ProposalKind, Satisfied, WaitsFor
from server.rules.cases.facts import AskedFor, CallBack, CaseFacts, LastDays
from server.rules.cases.guards import REFUSES, Guard
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.next_steps import ASKED_ALREADY, ASKED_IT_ONESELF, NOTHING_WAITING, refusal
from server.rules.cases.next_steps import step_row as row
from server.rules.cases.step_names import StepName as N
from server.rules.cases.takers import By, Citizen, Clock, Taker
from tests.rules.cases.people import (
    ACCUSED,
    ACCUSED_UNIT,
    HALL,
    OTHER_UNIT,
    TODAY,
    a_case,
    an_actor,
)

S = CaseState
DAY = timedelta(days=1)
SUPERVISOR = an_actor(Role.SUPERVISOR, account=31)
ANOTHER = an_actor(Role.SUPERVISOR, account=33)
CITIZEN = Citizen(bytes(32))
NOT_REACHED = CallBack(None)
HAPPY, UNHAPPY, SILENT = (
    CallBack(said) for said in (Satisfied.YES, Satisfied.NO, Satisfied.UNSAID)
)


def refused(name: N, facts: CaseFacts, taker: Taker = SUPERVISOR) -> str | None:
    by = By.PERSON
    if not hasattr(taker, "grants"):
        by = By.CITIZEN if isinstance(taker, Citizen) else By.CLOCK
    return refusal(row(name, by), facts, taker)


def called(*calls: CallBack, **more: Any) -> CaseFacts:
    return a_case(S.CALLED_BACK, CaseKind.BAD_RATING, has_contact=True, call_backs=calls, **more)


def test_every_guard_has_its_condition() -> None:
    assert set(REFUSES) == set(Guard)


@pytest.mark.parametrize(
    ("calls", "reason"),
    [
        ((), Guard.NOT_CALLED_BACK),
        ((NOT_REACHED,), Guard.NOT_CALLED_BACK),
        ((NOT_REACHED, NOT_REACHED), Guard.NOT_CALLED_BACK),
        ((NOT_REACHED, NOT_REACHED, NOT_REACHED), None),
        ((HAPPY,), None),
        ((NOT_REACHED, HAPPY), None),
        ((HAPPY, NOT_REACHED), None),
        ((SILENT,), Guard.NOT_CALLED_BACK),
        ((SILENT, SILENT, SILENT), None),
        ((UNHAPPY,), Guard.UNHAPPY_FIRST),
        ((UNHAPPY, UNHAPPY, UNHAPPY), Guard.UNHAPPY_FIRST),
        ((UNHAPPY, HAPPY), None),
    ],
)
def test_a_bad_rating_is_closed_once_satisfied_or_after_three_attempts(
    calls: tuple[CallBack, ...], reason: str | None
) -> None:
    assert refused(N.CLOSE, called(*calls)) == reason


def test_unhappy_again_after_reopening_it_is_closed_after_three_attempts() -> None:
    twice = called(UNHAPPY, UNHAPPY, round=2)
    thrice = called(UNHAPPY, UNHAPPY, UNHAPPY, round=2)

    assert refused(N.CLOSE, twice) == Guard.NOT_CALLED_BACK
    assert refused(N.CLOSE, thrice) is None


def test_a_supervisor_reopens_only_for_a_citizen_who_said_no() -> None:
    assert refused(N.REOPEN, called(UNHAPPY)) is None
    assert refused(N.REOPEN, called(SILENT)) == Guard.NOT_UNHAPPY
    assert refused(N.REOPEN, called(UNHAPPY, round=2)) == Guard.REOPENED_BEFORE


@pytest.mark.parametrize(("days_left", "reason"), [(1, None), (0, None), (-1, Guard.REOPEN_OVER)])
def test_a_closed_case_is_reopened_up_to_its_last_day(days_left: int, reason: str | None) -> None:
    facts = a_case(S.CLOSED, last_days=LastDays(reopen=TODAY + days_left * DAY))

    assert refused(N.REOPEN, facts, CITIZEN) == reason


def test_before_it_is_closed_the_citizen_simply_says_no_and_only_once() -> None:
    assert refused(N.REOPEN, a_case(S.REPLIED), CITIZEN) is None
    assert refused(N.REOPEN, a_case(S.REPLIED, round=2), CITIZEN) == Guard.REOPENED_BEFORE


@pytest.mark.parametrize(
    ("state", "handling_round", "days_left", "reason"),
    [
        (S.CLOSED, 1, 5, Guard.REOPEN_FIRST),
        (S.CLOSED, 2, 0, None),
        (S.CLOSED, 2, -1, Guard.ESCALATE_OVER),
        (S.CLOSED, 3, 5, Guard.ESCALATED_BEFORE),
        (S.NOT_ACCEPTED, 1, 0, None),
        (S.NOT_ACCEPTED, 1, -1, Guard.ESCALATE_OVER),
    ],
)
def test_a_review_comes_after_the_second_closing_or_a_refusal_and_once(
    state: S, handling_round: int, days_left: int, reason: str | None
) -> None:
    last = LastDays(escalate=TODAY + days_left * DAY)
    facts = a_case(state, round=handling_round, last_days=last)

    assert refused(N.ESCALATE, facts, CITIZEN) == reason


def test_who_took_part_before_does_not_review() -> None:
    facts = a_case(S.ESCALATED, round=3, took_part=frozenset({31}))

    assert refused(N.ANSWER_REVIEW, facts, SUPERVISOR) == Guard.TOOK_PART
    assert refused(N.TAKE_UP_REVIEW, facts, SUPERVISOR) == Guard.TOOK_PART
    assert refused(N.ANSWER_REVIEW, facts, ANOTHER) is None


@pytest.mark.parametrize(
    "name", [N.ACCEPT, N.REFUSE, N.MERGE, N.LINK, N.NOTE, N.MESSAGE, N.LOOK, N.ASK_EXTENSION]
)
def test_nobody_acts_on_what_is_about_them_or_their_department(name: N) -> None:
    facts = a_case(
        has_contact=True,
        clock=CaseClock.ORDINARY,
        about_staff_id=ACCUSED,
        about_department_id=ACCUSED_UNIT,
    )
    accused = replace(SUPERVISOR, staff_id=ACCUSED)
    head = replace(
        SUPERVISOR,
        grants=(
            *SUPERVISOR.grants,
            *an_actor(Role.DEPARTMENT_HEAD, department=ACCUSED_UNIT).grants,
        ),
    )
    other_head = replace(
        SUPERVISOR,
        grants=(*SUPERVISOR.grants, *an_actor(Role.DEPARTMENT_HEAD, department=OTHER_UNIT).grants),
    )

    assert refused(name, facts, accused) == Guard.CONFLICT
    assert refused(name, facts, head) == Guard.CONFLICT
    assert refused(name, replace(facts, taker_department_id=ACCUSED_UNIT)) == Guard.CONFLICT
    assert refused(name, facts, other_head) is None
    assert refused(name, replace(facts, taker_department_id=OTHER_UNIT)) is None


def test_the_rated_window_never_calls_back() -> None:
    facts = replace(called(), about_department_id=ACCUSED_UNIT, taker_department_id=ACCUSED_UNIT)

    assert refused(N.CALL_BACK, facts) == Guard.CONFLICT


def test_a_unit_answers_only_what_lies_with_it_and_what_it_was_asked() -> None:
    head = an_actor(Role.DEPARTMENT_HEAD, department=ACCUSED_UNIT)
    asked = a_case(S.INVESTIGATING, department_id=ACCUSED_UNIT, waits_for=WaitsFor.UNIT)

    assert refused(N.EXPLAIN, asked, head) is None
    assert (
        refused(N.EXPLAIN, replace(asked, department_id=OTHER_UNIT), head) == Guard.OTHER_DEPARTMENT
    )
    assert (
        refused(N.EXPLAIN, replace(asked, waits_for=WaitsFor.OFFICE), head) == Guard.NOTHING_ASKED
    )


@pytest.mark.parametrize(("days_left", "reason"), [(0, None), (-1, Guard.SEND_BACK_OVER)])
def test_the_wrong_unit_sends_back_in_time(days_left: int, reason: str | None) -> None:
    head = an_actor(Role.DEPARTMENT_HEAD, department=OTHER_UNIT)
    last = LastDays(send_back=TODAY + days_left * DAY)

    assert (
        refused(N.SEND_BACK, a_case(S.ASSIGNED, department_id=OTHER_UNIT, last_days=last), head)
        == reason
    )


def test_what_needs_putting_right_is_not_answered_before_it_is() -> None:
    found: dict[str, Any] = {"finding": Finding.SUBSTANTIATED, "outcome": Outcome.ON_LEDGER}

    assert refused(N.REPLY, a_case(S.DECIDED, **found)) == Guard.RECTIFY_FIRST
    assert refused(N.REPLY, a_case(S.RECTIFYING, **found)) == Guard.NOT_RECTIFIED
    assert refused(N.REPLY, a_case(S.RECTIFYING, is_rectified=True, **found)) is None


def test_what_was_not_established_is_not_put_right() -> None:
    assert refused(N.RECTIFY, a_case(S.DECIDED, finding=Finding.PARTLY)) is None
    assert refused(N.RECTIFY, a_case(S.DECIDED, finding=Finding.UNFOUNDED)) == Guard.NOT_ESTABLISHED


@pytest.mark.parametrize(("days_over", "reason"), [(0, Guard.CONFIRMING), (1, None)])
def test_silence_ends_a_case_the_day_after_the_last_one(days_over: int, reason: str | None) -> None:
    facts = a_case(S.REPLIED, clock=CaseClock.CONFIRM, due_on=TODAY - days_over * DAY)

    assert refused(N.LAPSE, facts, Clock()) == reason


def test_who_is_owed_a_call_back_is_never_lapsed_unless_they_take_their_contact_back() -> None:
    owed = a_case(
        S.REPLIED,
        CaseKind.BAD_RATING,
        has_contact=True,
        clock=CaseClock.CALL_BACK,
        due_on=TODAY - 90 * DAY,
    )

    assert refused(N.LAPSE, owed, Clock()) == Guard.CONFIRMING
    assert refused(N.LAPSE, replace(owed, has_contact=False), Clock()) is None


@pytest.mark.parametrize(
    ("days_left", "more", "reason"),
    [
        (0, {}, None),
        (-1, {}, Guard.EXPIRED),
        (0, {"is_extended": True}, Guard.EXTENDED_BEFORE),
        (0, {"clock": CaseClock.CONFIRM}, Guard.NO_CLOCK),
        (0, {"clock": None}, Guard.NO_CLOCK),
    ],
)
def test_an_extension_is_asked_for_once_and_before_expiry(
    days_left: int, more: dict[str, Any], reason: str | None
) -> None:
    running: dict[str, Any] = {"clock": CaseClock.ORDINARY, "due_on": TODAY + days_left * DAY}

    assert refused(N.ASK_EXTENSION, a_case(S.INVESTIGATING, **{**running, **more})) == reason


@pytest.mark.parametrize(
    ("ask", "approve", "kind"),
    [
        (N.ASK_EXTENSION, N.APPROVE_EXTENSION, ProposalKind.EXTENSION),
        (N.ASK_NEW_KIND, N.APPROVE_NEW_KIND, ProposalKind.NEW_KIND),
    ],
)
def test_what_one_person_asks_for_another_one_decides(
    ask: N, approve: N, kind: ProposalKind
) -> None:
    quiet = a_case(S.INVESTIGATING, clock=CaseClock.ORDINARY, due_on=TODAY)
    waiting = replace(quiet, waiting={kind: AskedFor(SUPERVISOR.account_id, TODAY)})

    assert refused(ask, quiet) is None
    assert refused(ask, waiting, ANOTHER) == ASKED_ALREADY
    assert refused(approve, quiet) == NOTHING_WAITING
    assert refused(approve, waiting, SUPERVISOR) == ASKED_IT_ONESELF
    assert refused(approve, waiting, ANOTHER) is None


def test_the_citizen_may_agree_to_another_kind_where_the_second_person_has_not() -> None:
    waiting = a_case(
        S.INVESTIGATING, waiting={ProposalKind.NEW_KIND: AskedFor(SUPERVISOR.account_id, TODAY)}
    )

    assert refused(N.AGREE_NEW_KIND, waiting, CITIZEN) is None
    assert refused(N.AGREE_NEW_KIND, replace(waiting, waiting={}), CITIZEN) == NOTHING_WAITING


def test_a_case_is_archived_once_nobody_can_contest_it() -> None:
    still = a_case(S.CLOSED, last_days=LastDays(reopen=TODAY))
    over = a_case(S.CLOSED, last_days=LastDays(reopen=TODAY - DAY))

    assert refused(N.ARCHIVE, still, Clock()) == Guard.STILL_CONTESTABLE
    assert refused(N.ARCHIVE, over, Clock()) is None
    assert over.hall_id == HALL
