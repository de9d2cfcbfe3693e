"""How is a text spelled when nobody tries to hide a word in it?

Nobody's text is changed: ``places`` leads every letter back to the sign that it came from.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

LETTER, NUMBER, MARK = "L", "N", "M"
LIKE_LATIN, LATIN = "авеікмнорстухѕјԁɡαβενορτυχι", "abeikmhopctyxsjdgabevoptuxi"
# Cyrillic and Greek letters that look like Latin ones, and letters in boxes and flags.
LOOK_ALIKES: dict[int, str] = {
    **dict(zip(map(ord, LIKE_LATIN), LATIN, strict=True)),
    **{
        first + number: chr(ord("a") + number)
        for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
        for number in range(26)
    },
}


@dataclass(frozen=True)
class Folded:
    """The letters and digits of a text in one spelling; ``places[i]`` is the sign of letter i."""

    letters: str
    places: tuple[int, ...]


def folded(text: str, spellings: Mapping[int, str]) -> Folded:
    """The text in full-width, capital, accented, boxed, traditional and spaced-out spelling alike.

    ``spellings`` leads traditional and variant characters to the simplified one.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _plain(sign):
            letters.append(spellings.get(ord(letter), letter))
            places.append(place)
    return Folded("".join(letters), tuple(places))


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    """The letters that a sign stands for; none for spaces, marks and what cannot be seen."""
    boxed = sign.translate(LOOK_ALIKES)
    plain = unicodedata.normalize("NFKD", boxed).casefold().translate(LOOK_ALIKES)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in LETTER + NUMBER)
