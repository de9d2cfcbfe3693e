"""Has somebody just sent nearly the same complaint?

Whoever works at a window may type guesses here to learn what was complained about it. So texts
of others are compared as a whole and must be long and nearly equal: no part of a guess is told
to be right, and who can write it down that closely knows what happened already.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

COMPARED_DAYS = 7
SHORTEST_COMPARED = 20
NEAR = 85.0
# What one has written oneself is no secret, and is often sent once more with a sentence added.
NEAR_OWN = 70.0
SHORTEST_OWN = 4

Likeness = Callable[[str, str], float]
"""How alike two texts are as a whole, 0 to 100; it sees letters and digits only."""


@dataclass(frozen=True)
class EarlierText:
    """What was written in a case, and the day on which it was received."""

    received_on: date
    text: str


def alike_since(text: str, others: Iterable[EarlierText], likeness: Likeness) -> date | None:
    """Since when nearly the same is being handled; None where it is not."""
    own = letters(text)
    if len(own) < SHORTEST_COMPARED:
        return None
    days = [each.received_on for each in others if likeness(own, letters(each.text)) >= NEAR]
    return min(days, default=None)


def is_said_again(text: str, earlier: str, likeness: Likeness) -> bool:
    """Whether somebody says nearly what they said themselves before."""
    own = letters(text)
    return len(own) >= SHORTEST_OWN and likeness(own, letters(earlier)) >= NEAR_OWN


def letters(text: str) -> str:
    """The letters and digits of a text: spaces, punctuation and case make no other complaint."""
    return "".join(filter(str.isalnum, text.casefold()))
