"""Is a sign-in alive, and was a factor shown just now?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# ASVS 5.0, 7.5.1 asks for it again before sensitive acts; five minutes are ours.
FRESH_FOR = timedelta(minutes=5)
# The moment of the last use is stored at most once in this time: reading is no writing.
SEEN_EVERY = timedelta(minutes=1)


class Life(StrEnum):
    """What has become of a sign-in."""

    ALIVE = "alive"
    EXPIRED = "expired"  # nobody ended it: too long unused, or too long altogether
    OVER = "over"  # ended by somebody, or its account is closed


@dataclass(frozen=True)
class Limits:
    """How long a sign-in lives: unused, and altogether."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True)
class Times:
    """When a sign-in began, was last used, and last saw a factor."""

    started_at: datetime
    seen_at: datetime
    fresh_at: datetime


def life_of(times: Times, *, is_ended: bool, limits: Limits, now: datetime) -> Life:
    """What has become of the sign-in by now; the last moment of a limit still belongs to it."""
    if is_ended:
        return Life.OVER
    idle, whole = now - times.seen_at, now - times.started_at
    return Life.EXPIRED if idle > limits.idle or whole > limits.absolute else Life.ALIVE


def is_fresh(times: Times, now: datetime) -> bool:
    """Whether a factor was shown within the last five minutes."""
    return now - times.fresh_at <= FRESH_FOR
