"""Which fonts are there for official documents, and which characters has none of them?"""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from unicodedata import category, name

from documents.official.coverage import characters
from documents.official.fonts import Font, FontUse, chosen, fallbacks
from documents.typesetting import in_a_child

UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""What needs no glyph: controls and spaces. What private use has (old 造字) needs one."""
GETA = "〓"
"""What is set for a character that no font here has: the printers' mark for a missing type."""


@lru_cache(maxsize=8)
def installed(folders: tuple[str, ...] = ()) -> tuple[Font, ...]:
    """The fonts of the machine, of the folders and of the program; asked once in a process.

    Raises TypesettingFailed.
    """
    listed = json.loads(in_a_child("documents.font_list", json.dumps(folders)))
    return tuple(Font(**font) for font in listed)


def fonts_used(folders: tuple[str, ...] = ()) -> tuple[FontUse, ...]:
    """What each face of the standard is set with here, and whether that is the official font.

    ``folders`` hold fonts of the operator's beside those of the machine.
    """
    return chosen(installed(folders))


def missing(text: str, folders: tuple[str, ...] = ()) -> frozenset[str]:
    """The characters of the text that no font has; a PDF shows 〓 in their place."""
    wanted = {character for character in text if _needs_a_glyph(character)}
    for font in fallbacks(installed(folders)):
        if not wanted:
            break
        there = characters(font.file, font.index)
        wanted = {character for character in wanted if ord(character) not in there}
    return frozenset(wanted)


def _needs_a_glyph(character: str) -> bool:
    selects = name(character, "").startswith("VARIATION SELECTOR")
    return not selects and category(character) not in UNSEEN


def font_folders(fonts: Iterable[Font]) -> tuple[str, ...]:
    """Where a typesetter finds them."""
    return tuple(sorted({str(Path(font.file).parent) for font in fonts}))
