"""Do several texts say nearly the same?"""

from collections.abc import Sequence
from fractions import Fraction

# Short praise is alike by nature: 服务态度好,很满意.
SHORTEST_COMPARED = 10
GRAM = 3
NEAR = Fraction(3, 5)


def similarity(one: str, other: str) -> Fraction:
    """How alike two texts are, 0 to 1: common runs of three characters ÷ all of them (Jaccard).

    Spaces, punctuation and case do not count.
    """
    return _jaccard(_grams(_letters(one)), _grams(_letters(other)))


def largest_near_equal(texts: Sequence[str]) -> int:
    """How many texts are near the most repeated one, itself included; 0 if none is long enough."""
    long_enough = (found for text in texts if len(found := _letters(text)) >= SHORTEST_COMPARED)
    grams = [_grams(letters) for letters in long_enough]
    return max((sum(_jaccard(one, other) >= NEAR for other in grams) for one in grams), default=0)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _grams(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + GRAM] for i in range(len(letters) - GRAM + 1))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> Fraction:
    either = len(one | other)
    return Fraction(len(one & other), either) if either else Fraction(0)
