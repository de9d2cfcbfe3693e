"""Which steps does a run of a job take? A test can look on at each, or end the process there."""

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """A moment between two things that last; the process may die at any of them."""

    DUE = "due"  # the slot was found due, nothing is written
    CLAIMED = "claimed"  # the claim is in the database, the work has not begun
    WORKED = "worked"  # the work is in the database, the run is not settled
    ROWS_ERASED = "rows erased"  # rows are gone, their files not yet
    SETTLED = "settled"  # the run is done
    MESSAGE_SPREAD = "message spread"  # its deliveries are in the database
    MESSAGE_CLAIMED = "message claimed"  # it is ours to send, and not sent
    MESSAGE_SENT = "message sent"  # the other side has it, and we have not noted it
    MESSAGE_SETTLED = "message settled"  # what became of it is in the database
    EVENT_CLAIMED = "event claimed"  # it is ours to deal with, and nothing is done
    EVENT_HANDLED = "event handled"  # what was to be done is in the database, it is not settled


OnStep = Callable[[Step, str], None]
"""Is told each step and what takes it: ``publish/H01 2026-11``, the number of a delivery."""


def walk_on(step: Step, run: str) -> None:
    """What happens at a step outside of tests: nothing."""
    del step, run
