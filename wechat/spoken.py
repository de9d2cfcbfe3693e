"""What is said to WeChat, and what does it say? Values that travel in and out of the client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Session:
    """Who opened the mini-program. WeChat's session_key is dropped: we have no use for it."""

    openid: str = field(repr=False)
    unionid: str = field(default="", repr=False)


@dataclass(frozen=True)
class SubscribeMessage:
    """One message to one person who agreed to it. ``data`` is by the template's field names."""

    openid: str = field(repr=False)
    template_id: str
    data: Mapping[str, str] = field(repr=False)
    page: str = ""
    lang: str = "zh_CN"


class Suggest(StrEnum):
    """What WeChat would do with a text or a picture."""

    PASS = "pass"  # noqa: S105  a verdict, not a password
    REVIEW = "review"
    RISKY = "risky"

    @classmethod
    def _missing_(cls, _: object) -> "Suggest":
        """A word that WeChat adds one day is for people to look at."""
        return cls.REVIEW

    @property
    def severity(self) -> int:
        """The graver, the higher."""
        return list(Suggest).index(self)


@dataclass(frozen=True)
class Verdict:
    """What WeChat thinks of a text. ``label`` is its kind of trouble, 100 for none."""

    suggest: Suggest
    label: int
    trace_id: str = ""


@dataclass(frozen=True)
class ListedTemplate:
    """A template that the mini-program has; ``is_lasting``: accepted once, sent many times."""

    id: str
    title: str
    fields: tuple[str, ...]
    is_lasting: bool
