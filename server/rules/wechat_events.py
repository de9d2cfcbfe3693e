"""How far has something that WeChat told us come, and when is it tried again?"""

import hashlib
from datetime import timedelta
from enum import StrEnum

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# The pause after each try that failed; after the last one it is given up: a day in all.
PAUSES = (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 15 * HOUR)
MOST_TRIES = len(PAUSES) + 1
# What failed together is not tried again at one moment: each pause is up to a tenth longer.
SPREAD = 0.1


class EventState(StrEnum):
    """How far one event has come."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"
    IGNORED = "ignored"  # nothing is to be done with events of that name
    POISON = "poison"  # it was tried for a day, and waits for a person


UNSETTLED = (EventState.WAITING, EventState.CLAIMED)


def pause_after(tries: int, key: bytes) -> timedelta | None:
    """How long to wait after that many failed tries (1 the first); None: it is given up."""
    if tries > len(PAUSES):
        return None
    drawn = hashlib.sha256(key + bytes([tries])).digest()[0] / 0xFF
    return PAUSES[tries - 1] * (1 + SPREAD * drawn)
