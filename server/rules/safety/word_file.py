"""What does a file of words say: which words of which category, which phrases are spared?

One word a line. ``[abuse]`` begins a category. ``傻[逼比]`` is two words. ``=phrase`` spares a
phrase that a word lies in; ``-word`` takes out a word that ships. ``#`` begins a remark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from math import prod
from re import findall

from server.errors import FormProblems, Problem

MOST_WORDS = 20_000
LONGEST_WORD = 40
# One character is hardly ever a word by itself.
SHORTEST_WORD = 2
MOST_SPELLINGS = 200


class Category(StrEnum):
    """What a word is."""

    ABUSE = "abuse"
    PORN = "porn"
    GAMBLING = "gambling"
    FRAUD = "fraud"
    TRADE = "trade"
    OWN = "own"


HEADINGS = {f"[{category}]": category for category in Category}


@dataclass(frozen=True)
class WordFile:
    """The words of a file by their category, the phrases it spares, the words it takes out."""

    words: tuple[tuple[str, Category], ...]
    spared: tuple[str, ...] = ()
    dropped: frozenset[str] = frozenset()


@dataclass
class _Reading:
    """What was read of a file so far."""

    category: Category = Category.OWN
    words: dict[str, Category] = field(default_factory=dict)
    spared: list[str] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """One line that says something."""
        mark, said = line[0], line[1:].strip()
        if line in HEADINGS:
            self.category = HEADINGS[line]
        elif mark == "=":
            self.spared.append(said)
        elif _is_unfit(said if mark == "-" else line):
            self.problems.append(Problem("words", "safety.line_unfit", {"line": number}))
        elif mark == "-":
            self.dropped.update(_spellings(said))
        else:
            self.words.update((word, self.category) for word in _spellings(line))


def read_words(text: str) -> WordFile:
    """The words of a file. Raises FormProblems with the numbers of the lines that are wrong."""
    read = _Reading()
    for number, line in _lines(text):
        read.take(number, line)
    if len(read.words) > MOST_WORDS:
        read.problems.append(Problem("words", "safety.too_many_words", {"most": MOST_WORDS}))
    if read.problems:
        raise FormProblems(tuple(read.problems))
    spared = tuple(filter(None, read.spared))
    return WordFile(tuple(read.words.items()), spared, frozenset(read.dropped))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip()
        if said:
            yield number, said


def _is_unfit(line: str) -> bool:
    if line.count("[") != line.count("]") or len(line) > LONGEST_WORD:
        return True
    parts = _parts(line)
    # What is no letter is never looked at: +微信 would be a word for every 微信.
    is_of_letters = all(part.isalnum() for part in parts)
    many = prod(map(len, parts))
    return not is_of_letters or len(parts) < SHORTEST_WORD or many > MOST_SPELLINGS


def _parts(line: str) -> list[str]:
    """The letters at each place of a word."""
    return [choice[1:-1] if len(choice) > 1 else choice for choice in findall(r"\[[^]]*\]|.", line)]


def _spellings(line: str) -> Iterator[str]:
    return map("".join, product(*_parts(line)))
