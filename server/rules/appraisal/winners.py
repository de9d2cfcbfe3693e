"""Which seats of an award may people still fill, and what became of those that were given?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from server.rules.appraisal.facts import Who
from server.rules.schemes.shape import Subject

LONGEST_WORDS = 500


class WinnerState(StrEnum):
    """Where a seat stands: nobody has an award that another person did not give."""

    PROPOSED = "proposed"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STANDING = frozenset({WinnerState.PROPOSED, WinnerState.GIVEN})


@dataclass(frozen=True)
class Seats:
    """The seats of a group as a computed period has them, decided as far as numbers can."""

    group: str
    appraised: int
    seats: int
    winners: tuple[Who, ...]
    open_seats: int
    at_cut: tuple[Who, ...]


@dataclass(frozen=True)
class Taken:
    """A seat that somebody was proposed for or given, in whatever revision."""

    who: Who
    state: WinnerState
    is_by_numbers: bool


def seats_told(facts: Mapping[str, Any], award: str) -> tuple[Seats, ...]:
    """The seats of an award that a computed period tells; none where it has no such award."""
    for told in facts.get("awards", ()):
        if told["award"] == award:
            return tuple(_seats(one) for one in told["groups"])
    return ()


def still_open(seats: Seats, taken: Iterable[Taken]) -> int:
    """How many seats people may still fill among those equal at the cut."""
    filled = sum(one.who in seats.at_cut for one in taken if one.state in STANDING)
    return max(seats.open_seats - filled, 0)


def to_propose(seats: Sequence[Seats], taken: Iterable[Taken]) -> tuple[Who, ...]:
    """Who won by numbers and is neither proposed nor given yet, nor was refused by somebody."""
    known = {one.who for one in taken if one.state is not WinnerState.WITHDRAWN}
    return tuple(who for one in seats for who in one.winners if who not in known)


def no_longer(seats: Sequence[Seats], taken: Iterable[Taken]) -> tuple[Who, ...]:
    """Who has an award that the latest revision would not give: people decide what follows.

    An award once given is never taken back by a computation (scheme, section 7).
    """
    now = {who for one in seats for who in (*one.winners, *one.at_cut)}
    return tuple(one.who for one in taken if one.state is WinnerState.GIVEN and one.who not in now)


def _seats(told: Mapping[str, Any]) -> Seats:
    return Seats(
        told["group"],
        told["appraised"],
        told["seats"],
        _whos(told["winners"]),
        told["open_seats"],
        _whos(told["at_cut"]),
    )


def _whos(told: Iterable[Sequence[Any]]) -> tuple[Who, ...]:
    return tuple(Who(Subject(subject), int(key)) for subject, key in told)
