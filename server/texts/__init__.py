"""What do people read?

Every sentence of the program, zh and en side by side, one TOML file an area, named ``area.key``
(docs/decisions/0002-texts-in-toml.md).
"""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"


def say(code: str, /, lang: str = DEFAULT_LANGUAGE, **data: object) -> str:
    """The sentence of that code in that language, its placeholders filled.

    Raises KeyError for an unknown code: a missing sentence is a defect, not an answer.
    """
    sentence = _catalogue()[code]
    text = sentence.get(lang) or sentence[DEFAULT_LANGUAGE]
    return text.format(**data) if data else text


def is_known(code: str) -> bool:
    """Whether a sentence of that code exists."""
    return code in _catalogue()


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return {
        f"{source.name.removesuffix('.toml')}.{key}": sentence
        for source in files(__package__).iterdir()
        if source.name.endswith(".toml")
        for key, sentence in tomllib.loads(source.read_text(encoding="utf-8")).items()
    }
