"""The table of steps is whole, and nobody may do what it does not say."""

from collections import Counter
from itertools import product

import pytest

from server.rules.accounts.roles import PERMISSIONS, Actor
from server.rules.cases.kinds import ENDED, CaseKind, CaseState, is_open
from server.rules.cases.next_steps import NO_PERMISSION, NOT_FROM_HERE, next_steps, refusal
from server.rules.cases.permissions import permission_for
from server.rules.cases.step import Step
from server.rules.cases.step_names import StepName
from server.rules.cases.steps import STEPS
from server.rules.cases.takers import By, Taker, by_of
from server.texts import is_known
from tests.rules.cases.people import EVERYBODY, HALL, OTHER_HALL, a_case

MEANT_TO_BE_NOWHERE = {StepName.RECEIVE}


def may_by_the_table(step: Step, kind: CaseKind, taker: Taker) -> bool:
    """Read off the table in another way than the program does."""
    if step.by is not by_of(taker):
        return False
    if not isinstance(taker, Actor) or step.permission is None:
        return True
    roles = PERMISSIONS[permission_for(step.permission, kind)]
    return any(grant.role in roles and grant.hall_id == HALL for grant in taker.grants)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_step_is_open_to_nobody_and_from_nowhere_but_where_the_table_says(who: str) -> None:
    taker = EVERYBODY[who]

    for step, state, kind in product(STEPS, CaseState, CaseKind):
        reason = refusal(step, a_case(state, kind), taker)

        is_theirs = may_by_the_table(step, kind, taker)
        is_here = state in step.states and kind in step.kinds
        expected = (
            (NO_PERMISSION,) if not is_theirs else ((NOT_FROM_HERE,) if not is_here else None)
        )
        if expected:
            assert reason in expected, (step.name, state, kind)
        else:
            assert reason not in {NO_PERMISSION, NOT_FROM_HERE}, (step.name, state, kind)


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_offered_is_what_would_be_allowed(who: str) -> None:
    taker = EVERYBODY[who]

    for state, kind in product(CaseState, CaseKind):
        facts = a_case(state, kind)
        for step, reason in next_steps(facts, taker):
            assert reason == refusal(step, facts, taker)


def test_of_a_step_there_is_one_row_for_each_side() -> None:
    counted = Counter((step.name, step.by) for step in STEPS)

    assert set(counted.values()) == {1}
    assert {step.name for step in STEPS} == set(StepName)


def test_every_state_is_reached_and_only_the_archive_is_left_by_nothing() -> None:
    reached = {step.to for step in STEPS if step.to}
    left = {state for step in STEPS if step.moves for state in step.states}

    assert reached == set(CaseState)
    assert set(CaseState) - left == {CaseState.ARCHIVED}


def test_from_every_state_a_case_can_still_come_to_an_end() -> None:
    to_an_end = set(ENDED)
    for _ in CaseState:
        to_an_end |= {state for step in STEPS if step.to in to_an_end for state in step.states}

    assert to_an_end == set(CaseState)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.name} by {step.by}")
def test_every_person_needs_a_permission_and_everything_has_its_words(step: Step) -> None:
    assert (step.permission is not None) is (step.by is By.PERSON)
    assert bool(step.states) is (step.name not in MEANT_TO_BE_NOWHERE)
    assert is_known(f"step.{step.name}")
    assert all(is_known(f"guard.{guard}") for guard in step.guards)
    assert all(is_known(f"case.part_{part}") for part in (*step.words, *step.may_say))
    assert all(is_known(f"case.fact_{fact.name}") for fact in step.facts)
    assert set(step.shown_words) <= {*step.words, *step.may_say}


def test_only_the_citizen_or_the_clock_end_a_case_without_a_call_back_or_an_answer() -> None:
    by_people = {step.name for step in STEPS if step.to in ENDED and step.by is By.PERSON}

    assert by_people == {
        StepName.REFUSE,
        StepName.CLOSE,
        StepName.ANSWER_REVIEW,
        StepName.MERGE,
    }


def test_a_bad_rating_is_never_refused() -> None:
    (refuse,) = (step for step in STEPS if step.name is StepName.REFUSE)

    assert CaseKind.BAD_RATING not in refuse.kinds


@pytest.mark.parametrize("state", CaseState, ids=str)
def test_a_case_is_open_exactly_while_something_is_owed(state: CaseState) -> None:
    assert is_open(state) is (state not in ENDED)


def test_a_role_in_another_hall_opens_nothing_here() -> None:
    assert OTHER_HALL != HALL
    taker = EVERYBODY["supervisor of another hall"]

    reasons = {reason for _, reason in next_steps(a_case(), taker)}

    assert reasons == {NO_PERMISSION}
