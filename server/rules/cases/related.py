"""Do two cases belong together? A suggestion for a person, never a merger by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from server.rules.cases.alike import letters

NEAR_DAYS = 7
SHORTEST_COMPARED = 8
NEAR = 70.0

Likeness = Callable[[str, str], float]
"""How alike two texts are as a whole, 0 to 100."""


class Kinship(StrEnum):
    """Why a case is suggested."""

    NEAR_TEXT = "near_text"
    SAME_WINDOW = "same_window"


@dataclass(frozen=True)
class Sketch:
    """What is compared of a case. ``window`` is 0 where it names none."""

    window: int
    received_on: date
    text: str


def kinship(one: Sketch, other: Sketch, likeness: Likeness) -> Kinship | None:
    """Why the other case is worth a look; None: it is not. Only of the same week or so."""
    if abs(one.received_on - other.received_on) > timedelta(days=NEAR_DAYS):
        return None
    texts = letters(one.text), letters(other.text)
    if min(map(len, texts)) >= SHORTEST_COMPARED and likeness(*texts) >= NEAR:
        return Kinship.NEAR_TEXT
    return Kinship.SAME_WINDOW if one.window and one.window == other.window else None
