"""Is this run of letters the word, or does it only look like it across other words?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.rules.safety.folding import Folded

# So many signs may stand between two letters of a word that somebody spaced out.
MOST_BETWEEN = 4
# Where these part two letters, two sentences meet, unless every letter is parted from the next.
SENTENCE_MARKS = frozenset("，。！？；：、,.!?;:\n\r")
COVER = "＊"


@dataclass(frozen=True)
class Hit:
    """A word of the list in a text: from which sign to before which one, and its category."""

    start: int
    end: int
    category: str


def is_word(text: str, found: Folded, start: int, end: int) -> bool:
    """Whether the letters from ``start`` to before ``end`` are one word of the text."""
    gaps = [_between(text, found, letter) for letter in range(start + 1, end)]
    if any(len(gap) > MOST_BETWEEN for gap in gaps):
        return False
    if not all(gaps) and any(SENTENCE_MARKS & set(gap) for gap in gaps):
        return False
    return not _goes_on(found, start - 1, start) and not _goes_on(found, end - 1, end)


def without_spared(hits: Iterable[Hit], spared: Sequence[tuple[int, int]]) -> tuple[Hit, ...]:
    """The hits that no spared phrase holds (他妈的社保卡: somebody's mother's card)."""
    return tuple(
        hit
        for hit in hits
        if not any(start <= hit.start and hit.end <= end for start, end in spared)
    )


def masked(text: str, hits: Iterable[Hit]) -> str:
    """The text with each sign of each hit covered; as long as it was."""
    signs = list(text)
    for hit in hits:
        signs[hit.start : hit.end] = COVER * (hit.end - hit.start)
    return "".join(signs)


def _between(text: str, found: Folded, letter: int) -> str:
    return text[found.places[letter - 1] + 1 : found.places[letter]]


def _goes_on(found: Folded, left: int, right: int) -> bool:
    """Whether a Latin word runs on over the border between these two letters (usb is no sb)."""
    if left < 0 or right >= len(found.letters):
        return False
    is_joined = found.places[right] - found.places[left] <= 1
    return is_joined and all(found.letters[place].isascii() for place in (left, right))
