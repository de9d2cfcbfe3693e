"""Which words ship, and how are their characters spelled elsewhere?"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from server.rules.safety.word_file import WordFile, read_words

SHIPPED_VERSION = "2026.11"


@cache
def shipped_words() -> WordFile:
    """The list that ships. Raises FormProblems for a broken file, FileNotFoundError without one."""
    return read_words(_file("shipped.txt"))


@cache
def spellings() -> Mapping[int, str]:
    """Which simplified character each traditional one and each variant stands for."""
    groups = (
        group
        for line in _file("spellings.txt").splitlines()
        if not line.startswith("#")
        for group in line.split()
    )
    return {ord(other): group[0] for group in groups for other in group[1:]}


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
