"""What does the record of one rating say, field by field, in a layout of the platform?

What would identify anybody has no place here: fields for a name, a document or a phone exist in
those layouts and stay empty, and the day is the finest time that is sent.
"""

import hmac
import re
from base64 import b32encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from server.rules.province.codes import CodeTable, Times
from server.rules.province.options import written
from server.rules.ratings.levels import Channel, Lane, Level

YES, NO = "yes", "no"
IN_DIGITS = {True: "1", False: "0"}
CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")  # 统一社会信用代码, GB 32100-2015
SPELLINGS = {"compact_day": "day"}
CODE_BYTES = 15  # 24 letters: no two of 10^9 records meet


@dataclass(frozen=True)
class HandledCase:
    """What became of the case of a bad rating, as far as it has come; '' for not yet.

    ``measure`` is what was ordered to be changed, ``report`` what the unit says it changed.
    """

    state: str
    finding: str = ""
    cause: str = ""
    reply: str = ""
    measure: str = ""
    report: str = ""


@dataclass(frozen=True)
class RatingFacts:
    """One rating as it may be told to the province."""

    code: str
    first_code: str
    day: date
    level: Level
    tags: tuple[str, ...]
    tag_set: str
    text: str
    channel: Channel
    lane: Lane
    set_aside: str
    window: str
    window_name: str
    department_code: str
    department: str
    matter_code: str = ""
    matter: str = ""
    case: HandledCase | None = None


@dataclass(frozen=True)
class Sender:
    """Which hall sends, and what the platform calls its place; '' where the hall has not said."""

    hall: str
    area_code: str = ""
    area_name: str = ""
    data_source: str = ""


@dataclass(frozen=True)
class Field:
    """One field of a layout: as the file names it, its Chinese name, and what stands in it.

    ``fact`` is a key of FACTS, or empty where we have nothing to say. ``is_ours``: the source of
    the layout does not have it.
    """

    name: str
    title: str
    fact: str
    is_ours: bool

    @property
    def means(self) -> str:
        """The fact, however it is spelled there."""
        return SPELLINGS.get(self.fact, self.fact)


@dataclass(frozen=True)
class Layout:
    """The fields of one kind of record, in order, and the code tables of those that have one."""

    key: str
    fields: tuple[Field, ...]
    codes: Mapping[str, CodeTable]


def record_code(rating_id: int, key: bytes) -> str:
    """The name of a rating outside: the same each time, and nothing can be read from it."""
    made = hmac.digest(key, rating_id.to_bytes(8, "big"), sha256)
    return b32encode(made[:CODE_BYTES]).decode()


def record(facts: RatingFacts, sender: Sender, layout: Layout) -> tuple[str, ...]:
    """The record's fields in the order of the layout; '' where nothing is known."""
    said = _said(facts, sender)
    return tuple(_field(field, said, layout) for field in layout.fields)


def _field(field: Field, said: Mapping[str, str], layout: Layout) -> str:
    if not field.fact:
        return ""
    word = said[field.fact]
    table = layout.codes.get(field.name)
    return table.code(word) if table and word else word


def _said(facts: RatingFacts, sender: Sender) -> dict[str, str]:
    return {
        **{name: say(facts) for name, say in FACTS.items()},
        **{name: say(facts.case) if facts.case else "" for name, say in CASE_FACTS.items()},
        "hall": sender.hall,
        "area_code": sender.area_code,
        "area_name": sender.area_name,
        "data_source": sender.data_source,
    }


def unknown_facts(fields: Iterable[Field]) -> set[str]:
    """The facts that fields ask for and nobody can say."""
    known = {"", *FACTS, *CASE_FACTS, "hall", "area_code", "area_name", "data_source"}
    return {field.fact for field in fields} - known


def _credit_code(facts: RatingFacts) -> str:
    return facts.department_code if CREDIT_CODE.fullmatch(facts.department_code) else ""


FACTS: Mapping[str, Callable[[RatingFacts], str]] = {
    "code": lambda rating: rating.code,
    "first_code": lambda rating: rating.first_code,
    "application": lambda _: "",  # only a hash of it is kept
    "day": lambda rating: rating.day.isoformat(),
    "compact_day": lambda rating: f"{rating.day:%Y%m%d}",
    "times": lambda rating: Times.SECOND if rating.first_code else Times.FIRST,
    "level": lambda rating: str(int(rating.level)),
    "tags": lambda rating: written(rating.tags),
    "tag_version": lambda rating: rating.tag_set.removeprefix("v"),
    "text": lambda rating: rating.text,
    "channel": lambda rating: rating.channel,
    "lane": lambda rating: rating.lane,
    "is_default": lambda _: IN_DIGITS[False],  # nothing here fills a rating in
    "is_counted": lambda rating: IN_DIGITS[not rating.set_aside],
    "set_aside": lambda rating: rating.set_aside,
    "is_anonymous": lambda _: YES,  # who rated is not told, whether or not they left a contact
    "is_public": lambda _: NO,
    "window": lambda rating: rating.window,
    "window_name": lambda rating: rating.window_name,
    "credit_code": _credit_code,
    "department_code": lambda rating: rating.department_code,
    "department": lambda rating: rating.department,
    "matter_code": lambda rating: rating.matter_code,
    "matter": lambda rating: rating.matter,
}
CASE_FACTS: Mapping[str, Callable[[HandledCase], str]] = {
    "case_state": lambda case: case.state,
    "finding": lambda case: case.finding,
    "cause": lambda case: case.cause,
    "reply": lambda case: case.reply,
    "rectification": lambda case: case.report,
    "measure": lambda case: case.measure,
}
