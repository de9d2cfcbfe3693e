from datetime import timedelta

import pytest

from server.rules.runs import RunState, rest_after

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (10_000, 60)]
)
def test_failures_rest_twice_as_long_each_time_and_at_most_an_hour(
    tries: int, minutes: int
) -> None:
    assert rest_after(RunState.FAILED, tries) == minutes * MINUTE


@pytest.mark.parametrize("tries", [1, 10_000])
def test_what_waits_for_a_person_is_looked_at_every_minute(tries: int) -> None:
    assert rest_after(RunState.WAITING, tries) == MINUTE


@pytest.mark.parametrize("state", [RunState.DONE, RunState.RUNNING])
def test_what_is_done_or_being_done_needs_no_rest(state: RunState) -> None:
    assert rest_after(state, 1) == timedelta(0)
