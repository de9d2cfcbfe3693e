"""What do others see of what somebody wrote, and who decides that?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from server.rules.safety.hits import Hit, masked

LONGEST_REASON = 200


class Place(StrEnum):
    """Where others would see what somebody wrote."""

    RATING = "rating"  # a text that is released to the person it is about
    REPLY = "reply"  # a public reply
    ANSWER = "answer"  # the results of a questionnaire
    PROBLEM = "problem"  # a problem that lies with a department
    PHOTO = "photo"


class Fate(StrEnum):
    """Whether others see it: it waits for a person, or this is what the person decided."""

    HELD = "held"
    SHOWN = "shown"
    MASKED = "masked"
    HIDDEN = "hidden"


class Why(StrEnum):
    """Why it waits."""

    WORDS = "words"
    WECHAT = "wechat"
    NO_LIST = "no_list"


@dataclass(frozen=True)
class Decision:
    """What a person says others see, and why."""

    fate: Fate
    reason: str = ""


def why_held(hits: Sequence[Hit] | None) -> Why | None:
    """Why a text waits for a person; None where it need not. ``hits`` is None without a list."""
    if hits is None:
        return Why.NO_LIST
    return Why.WORDS if hits else None


def seen(text: str, fate: Fate | None, hits: Sequence[Hit] | None) -> str | None:
    """The text as others see it, None for not at all; ``fate`` is None where nobody was asked.

    A masked text without a word to mask (the list changed, or is missing) is not seen.
    """
    if fate is Fate.MASKED:
        return masked(text, hits) if hits else None
    return text if fate in {None, Fate.SHOWN} else None


def categories(hits: Sequence[Hit] | None) -> str:
    """The categories of the hits, each once, as they are stored."""
    return ",".join(sorted({hit.category for hit in hits or ()}))


def decision_problems(decision: Decision, hits: Sequence[Hit] | None) -> tuple[str, ...]:
    """What a decision lacks; codes of sentences. Nothing can be masked where no word is found."""
    reason = decision.reason.strip()
    checks = (
        ("safety.fate_missing", decision.fate is Fate.HELD),
        ("safety.nothing_to_mask", decision.fate is Fate.MASKED and not hits),
        ("safety.reason_missing", not reason),
        ("safety.reason_long", len(reason) > LONGEST_REASON),
    )
    return tuple(code for code, applies in checks if applies)
