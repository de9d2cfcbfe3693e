"""What do the codes look like that people read out and type in?

Crockford's base 32 (https://www.crockford.com/base32.html): upper case without I, L, O and U,
so that nothing on a poster can be mistaken for anything else.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_PER_LETTER = 5
WINDOW_CODE_LETTERS = 8
GROUP_LETTERS = 4

_LINK = re.compile(r"(?:/w/|[?&]scene=)(?P<code>[^/?&#]+)", re.IGNORECASE)
_LOOKALIKES = str.maketrans("OIL", "011", " -\t·")


def new_code(chance: Callable[[str], str] = secrets.choice) -> str:
    """A fresh window code of 8 letters (40 bits); ``chance`` picks one letter of a text."""
    return "".join(chance(ALPHABET) for _ in range(WINDOW_CODE_LETTERS))


def normalise(typed: str) -> str:
    """The code as it is stored, from what a person typed or read out.

    Full width becomes half width, lower case upper case, O becomes 0, I and L become 1; spaces
    and hyphens fall away. Anything else stays, for ``is_wellformed`` to refuse.
    """
    return unicodedata.normalize("NFKC", typed).upper().translate(_LOOKALIKES)


def is_wellformed(code: str, *, letters: int = WINDOW_CODE_LETTERS) -> bool:
    """True for a normalised code of exactly that many letters, whether it was given out or not."""
    return len(code) == letters and set(code) <= set(ALPHABET)


def code_in(scanned: str) -> str:
    """The window code in what a phone scanned or a person typed; ``is_wellformed`` judges it.

    A poster's link (``https://host/w/7Q2K9FXY?k=…``), the scene of a mini-program's code, or the
    code alone.
    """
    found = _LINK.search(scanned)
    return normalise(found["code"] if found else scanned)


def in_groups(code: str) -> str:
    """The code as people see it: ``7Q2K 9FXY``."""
    starts = range(0, len(code), GROUP_LETTERS)
    return " ".join(code[start : start + GROUP_LETTERS] for start in starts)


def spell(digest: bytes, *, letters: int) -> str:
    """The first ``5 * letters`` bits of a digest as letters; the digest must be long enough."""
    bits = int.from_bytes(digest)
    top = 8 * len(digest)
    if top < BITS_PER_LETTER * letters:
        msg = f"{len(digest)} bytes do not fill {letters} letters"
        raise ValueError(msg)
    places = range(1, letters + 1)
    return "".join(ALPHABET[bits >> (top - BITS_PER_LETTER * at) & 31] for at in places)
