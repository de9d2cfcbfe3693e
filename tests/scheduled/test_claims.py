"""Does exactly one node get a slot, and does it get it back after a node has died?"""

from datetime import timedelta
from typing import Any

import pytest

from server.actions.operations.claim_slot import Claim, NotClaimed, claim_slot
from server.actions.operations.settle_slot import settle_slot
from server.queries.operations.jobs import Run, run_of
from server.rules.runs import FIRST_REST, WAITING_REST, RunState
from server.rules.slots import Slot
from tests.build import MORNING

LEASE = timedelta(minutes=10)
INSTANT = timedelta(microseconds=1)
SLOT = Slot("2026-11", MORNING)

pytestmark = pytest.mark.usefixtures("in_app")


def claimed(owner: str = "first", **more: Any) -> Claim | NotClaimed:
    return claim_slot(
        "publish/H1", SLOT, **{"owner": owner, "now": MORNING, "lease": LEASE, **more}
    )


def a_claim(owner: str = "first", **more: Any) -> Claim:
    claim = claimed(owner, **more)
    assert isinstance(claim, Claim)
    return claim


def the_run() -> Run:
    run = run_of("publish/H1", "2026-11")
    assert run is not None
    return run


def test_the_first_node_gets_the_slot_and_the_second_does_not() -> None:
    first = claimed("first")
    second = claimed("second")

    assert first == Claim("publish/H1", "2026-11", "first", tries=1)
    assert second is NotClaimed.RUNNING


def test_another_slot_of_the_job_is_free() -> None:
    a_claim()

    other = claim_slot(
        "publish/H1", Slot("2026-12", MORNING), owner="second", now=MORNING, lease=LEASE
    )

    assert isinstance(other, Claim)


def test_a_slot_that_was_done_is_done_for_everybody() -> None:
    settle_slot(a_claim(), RunState.DONE, now=MORNING)

    assert claimed("second", now=MORNING + 100 * LEASE) is NotClaimed.DONE


@pytest.mark.parametrize(
    ("silence", "is_free"),
    [(LEASE - INSTANT, False), (LEASE, True), (LEASE + INSTANT, True)],
    ids=["a moment before its lease is over", "at its end", "after it"],
)
def test_a_silent_node_loses_its_slot_when_its_lease_is_over(
    silence: timedelta, *, is_free: bool
) -> None:
    a_claim()

    found = claimed("second", now=MORNING + silence)

    if is_free:
        assert found == Claim("publish/H1", "2026-11", "second", tries=2)
    else:
        assert found is NotClaimed.RUNNING


def test_a_node_that_slept_through_its_lease_changes_nothing() -> None:
    sleeper = a_claim("sleeper")
    a_claim("second", now=MORNING + LEASE)

    is_ours = settle_slot(sleeper, RunState.FAILED, now=MORNING + LEASE, words="too late")

    assert not is_ours
    assert (the_run().state, the_run().owner, the_run().trouble) == ("running", "second", "")


def test_a_node_that_took_its_own_slot_again_cannot_settle_by_the_old_claim() -> None:
    old = a_claim("same")
    new = a_claim("same", now=MORNING + LEASE)

    assert not settle_slot(old, RunState.DONE, now=MORNING + LEASE)
    assert settle_slot(new, RunState.DONE, now=MORNING + LEASE)


@pytest.mark.parametrize(
    ("state", "rest"), [(RunState.FAILED, FIRST_REST), (RunState.WAITING, WAITING_REST)]
)
def test_a_run_that_is_not_done_rests_before_its_next_try(state: RunState, rest: timedelta) -> None:
    settle_slot(a_claim(), state, now=MORNING, words="an approval is missing")

    assert claimed("second", now=MORNING + rest - INSTANT) is NotClaimed.RESTING
    assert claimed("second", now=MORNING + rest) == Claim("publish/H1", "2026-11", "second", 2)


def test_what_failed_stays_readable_until_it_is_done() -> None:
    settle_slot(a_claim(), RunState.FAILED, now=MORNING, words="disk full")
    again = a_claim("second", now=MORNING + FIRST_REST)
    words_while_running = the_run().trouble

    settle_slot(again, RunState.DONE, now=MORNING + FIRST_REST)

    assert words_while_running == "disk full"
    assert (the_run().state, the_run().tries, the_run().trouble) == ("done", 2, "")
