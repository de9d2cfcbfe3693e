"""Which windows does a random check go to? Anyone can draw them again from what is on record.

Method ``sha256-order/1``: the candidates are the window numbers, each once, sorted by their
UTF-8 bytes, one a line, every line ended by one newline; their digest is the SHA-256 of that
text. Each candidate gets the SHA-256 of ``seed|number`` (UTF-8, no newline), in hexadecimal.
Ordered by it, the first so many are drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

METHOD = "sha256-order/1"
LONGEST_SEED = 120
MOST_DRAWN = 200


@dataclass(frozen=True)
class Draw:
    """What was drawn, from what, by which seed. ``digest`` is that of the candidates."""

    seed: str
    candidates: tuple[str, ...]
    digest: str
    drawn: tuple[str, ...]


def draw(seed: str, candidates: Iterable[str], count: int) -> Draw:
    """The first ``count`` of the candidates in the order that the seed gives; all if fewer."""
    listed = tuple(sorted(set(candidates), key=str.encode))
    return Draw(seed, listed, digest_of(listed), tuple(ordered(seed, listed)[:count]))


def ordered(seed: str, candidates: Sequence[str]) -> list[str]:
    """All candidates in the order of the draw."""
    return sorted(candidates, key=lambda number: (place_of(seed, number), number))


def place_of(seed: str, number: str) -> str:
    """The SHA-256 by which a candidate is ordered, in hexadecimal."""
    return sha256(f"{seed}|{number}".encode()).hexdigest()


def digest_of(candidates: Sequence[str]) -> str:
    """The SHA-256 of the list of candidates as it is kept."""
    return sha256(written(candidates).encode()).hexdigest()


def written(numbers: Sequence[str]) -> str:
    """A list of window numbers as it is kept: one a line, each line ended."""
    return "".join(f"{number}\n" for number in numbers)


def read(text: str) -> tuple[str, ...]:
    """The list that was written so."""
    return tuple(text.splitlines())


def is_repeatable(seed: str) -> bool:
    """Whether a person can type the seed again as it is: no blanks at its ends, one line, no |."""
    is_plain = seed == seed.strip() and seed.isprintable() and "|" not in seed
    return bool(seed) and len(seed) <= LONGEST_SEED and is_plain
