"""What can become of a run of a job, and when is it tried again?"""

from datetime import timedelta
from enum import StrEnum

FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=1)
MOST_DOUBLINGS = 6  # 64 minutes: beyond it the longest rest is reached anyway
# What a run waits for (a person's approval) is looked at often and costs nothing.
WAITING_REST = timedelta(minutes=1)


class RunState(StrEnum):
    """How far the run of a job for one slot has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"  # it could not be done yet, through nobody's fault


def rest_after(state: RunState, tries: int) -> timedelta:
    """How long a run is left alone after that many tries (1 the first) ended in that state.

    Failures rest 1, 2, 4 ... minutes and at most an hour; a run that is done rests for ever,
    one that is running is left alone as long as its lease says, so neither has a rest here.
    """
    if state is RunState.WAITING:
        return WAITING_REST
    if state is RunState.FAILED:
        return min(FIRST_REST * (1 << min(tries - 1, MOST_DOUBLINGS)), LONGEST_REST)
    return timedelta(0)
