"""Which words are in force, and which of them stand in a text?"""

import logging
from functools import lru_cache

from sqlalchemy import select

from server.db import session
from server.errors import FormProblems
from server.models.safety import OwnWords
from server.packs.words import SHIPPED_VERSION, shipped_words, spellings
from server.rules.safety.hits import Hit
from server.rules.safety.word_file import read_words
from server.words import WordList, word_list

log = logging.getLogger("chuangping.safety")


def own_words() -> tuple[OwnWords, ...]:
    """Every version of the words that operators added, the latest first."""
    return tuple(session.scalars(select(OwnWords).order_by(OwnWords.version.desc())))


def list_in_force() -> WordList:
    """The words that ship with the latest version of the operators' own.

    Raises FormProblems, OSError or ValueError where the list is missing or cannot be read.
    """
    latest = session.execute(
        select(OwnWords.version, OwnWords.words).order_by(OwnWords.version.desc()).limit(1)
    ).first()
    return _made(*latest) if latest else _made(0, "")


def usable_list() -> WordList | None:
    """The same; None where it cannot be used: then nobody may be told that a text is clean."""
    try:
        return list_in_force()
    except (FormProblems, OSError, ValueError):
        log.exception("the list of words cannot be used; texts wait for a person")
        return None


def hits_in(*texts: str, by: WordList | None) -> tuple[Hit, ...] | None:
    """The words of the list in these texts, each counted from its own beginning.

    None without a list. ``by`` is ``usable_list()``, asked for once for many texts.
    """
    return None if by is None else tuple(hit for text in texts for hit in by.hits(text))


def version_in_force() -> str:
    """The name of the list in force, '' where there is none."""
    words = usable_list()
    return words.version if words else ""


@lru_cache(maxsize=4)
def _made(version: int, words: str) -> WordList:
    own = read_words(words) if words else None
    name = f"{SHIPPED_VERSION}+{version}" if version else SHIPPED_VERSION
    return word_list(name, shipped_words(), own, spellings())
