"""Which standard replies ship, for which kinds of case?"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from server.rules.cases.kinds import CaseKind


@dataclass(frozen=True)
class StandardReply:
    """One text to begin from; its ``{placeholders}`` are filled from the case.

    ``step`` is the step that it is written for: a message or the reply.
    """

    code: str
    kinds: frozenset[CaseKind]
    step: str
    title_zh: str
    title_en: str
    zh: str
    en: str

    def title(self, lang: str) -> str:
        """What it is for, in that language."""
        return self.title_en if lang == "en" else self.title_zh

    def text(self, lang: str) -> str:
        """The text with its placeholders, in that language."""
        return self.en if lang == "en" else self.zh


@cache
def standard_replies() -> tuple[StandardReply, ...]:
    """All of them, in the order in which they are offered."""
    text = files(__package__).joinpath("standard_replies.toml").read_text(encoding="utf-8")
    return tuple(
        StandardReply(code=code, kinds=frozenset(map(CaseKind, row.pop("for"))), **row)
        for code, row in tomllib.loads(text).items()
    )


def replies_for(kind: CaseKind, step: str) -> tuple[StandardReply, ...]:
    """Those that suit a case of that kind and a step."""
    return tuple(
        reply for reply in standard_replies() if kind in reply.kinds and reply.step == step
    )
