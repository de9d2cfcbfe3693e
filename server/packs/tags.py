"""Which reasons can a citizen tick, and what does each one blame?"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from server.rules.ratings.levels import Level

CURRENT_TAG_SET = "v2"


class Cause(StrEnum):
    """What a reason is about. Only a verified person cause ever charges a person."""

    PERSON = "person"
    RULE = "rule"
    SYSTEM = "system"
    MATERIAL = "material"


@dataclass(frozen=True)
class Tag:
    """One reason (评价指标) of one level in one immutable tag set."""

    tag_set: str
    code: str
    level: Level
    is_basic: bool
    cause: Cause
    zh: str
    en: str

    def text(self, lang: str) -> str:
        """The tag in that language."""
        return self.en if lang == "en" else self.zh


@cache
def tags(tag_set: str = CURRENT_TAG_SET) -> tuple[Tag, ...]:
    """All tags of a set, in the order of the national list."""
    lines = files(__package__).joinpath("tags.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Tag(
            row["tag_set"],
            row["code"],
            Level(int(row["level"])),
            row["basic"] == "yes",
            Cause(row["cause"]),
            row["zh"],
            row["en"],
        )
        for row in csv.DictReader(lines)
        if row["tag_set"] == tag_set
    )


@cache
def tags_of(level: Level, tag_set: str = CURRENT_TAG_SET) -> tuple[Tag, ...]:
    """The tags of one level."""
    return tuple(tag for tag in tags(tag_set) if tag.level is level)


@cache
def codes_of(level: Level, tag_set: str = CURRENT_TAG_SET) -> frozenset[str]:
    """The codes of the tags of one level."""
    return frozenset(tag.code for tag in tags_of(level, tag_set))
