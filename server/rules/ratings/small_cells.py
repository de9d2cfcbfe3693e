"""Which numbers are too small to be shown to whom they are about?

Nothing is shown of fewer than ten, as in surveys on physicians and employees, zero included: a
nought tells as much as a one. And nothing that lets a hidden number be worked out from a total
(complementary suppression).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

LEAST_SHOWN = 10
LEAST_HIDDEN = 2  # of one hidden number a total tells all

Key = TypeVar("Key", bound=Hashable)


def shown_parts(parts: Mapping[Key, int]) -> dict[Key, int | None]:
    """The parts of a total that is known; None for each that is not shown.

    The hidden ones are two at least and add up to ten at least, so that what the total leaves
    for them is itself no small number.
    """
    shown = {key: count for key, count in parts.items() if count >= LEAST_SHOWN}
    while len(shown) < len(parts) and _tells_too_much(parts, shown):
        del shown[min(shown, key=lambda key: shown[key])]
    return {key: shown.get(key) for key in parts}


def shown_alone(count: int) -> int | None:
    """A number that is part of no known total; None when it is not shown."""
    return count if count >= LEAST_SHOWN else None


def _tells_too_much(parts: Mapping[Key, int], shown: Mapping[Key, int]) -> bool:
    hidden = [count for key, count in parts.items() if key not in shown]
    return bool(shown) and (len(hidden) < LEAST_HIDDEN or sum(hidden) < LEAST_SHOWN)
