"""One question to WeChat, and how often it may be put."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeVar

from wechat.errors import ERRORS, WechatError, WechatUnreachable

Answer = dict[str, Any] | bytes
Thing = TypeVar("Thing")


class Again(Enum):
    """After what may a question be put again?"""

    ALWAYS = auto()  # it changes nothing: also when the answer was lost
    WHEN_BUSY = auto()  # it uses a code up: when WeChat said that it did nothing
    NEVER_ARRIVED = auto()  # it does something: only when it cannot have arrived


@dataclass(frozen=True)
class Question:
    """One call: with a body it is posted as JSON. ``table`` tells what its error codes mean."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    again: Again = Again.ALWAYS
    table: Mapping[int, type[WechatError]] = field(default_factory=lambda: ERRORS, repr=False)


def part_of(answer: object, name: str, kind: type[Thing]) -> Thing:
    """A part of an answer. Raises WechatUnreachable where it is not there or something else."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, kind):
        raise WechatUnreachable(reason="answer")
    return found
