"""Who can take a step in a case?"""

from dataclasses import dataclass
from enum import StrEnum

from server.rules.accounts.roles import Actor


class By(StrEnum):
    """The three who can."""

    CITIZEN = "citizen"
    PERSON = "person"
    CLOCK = "clock"


@dataclass(frozen=True)
class Citizen:
    """Whoever filed the case. ``key``: SHA-256 of its secret code or of its rating's receipt."""

    key: bytes


@dataclass(frozen=True)
class Clock:
    """The timetable, which acts when days are over."""


Taker = Actor | Citizen | Clock


def by_of(taker: Taker) -> By:
    """Which of the three this is."""
    match taker:
        case Actor():
            return By.PERSON
        case Citizen():
            return By.CITIZEN
        case Clock():
            return By.CLOCK


def name_of(taker: Taker) -> str:
    """What stands in a case as ``taken_by``."""
    return taker.name if isinstance(taker, Actor) else by_of(taker)
