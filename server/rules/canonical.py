"""Which bytes are a fact, and which digest proves that they were not changed?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from server.errors import ChuangpingError


class NotCanonical(ChuangpingError):
    """Facts hold something whose bytes could differ between machines, such as a float."""

    code = "error.not_canonical"


class Fault(StrEnum):
    """What is wrong with a link of the chain."""

    CHANGED = "changed"  # the facts are not those of the digest
    UNLINKED = "unlinked"  # it does not follow the notice before it


@dataclass(frozen=True)
class Link:
    """A notice of the chain: frozen facts, digest, and the digest before ('' for the first)."""

    number: str
    facts: Any
    digest: str
    previous_digest: str


@dataclass(frozen=True)
class BrokenLink:
    """The first notice that is not what was published, and why."""

    number: str
    fault: Fault


def canonical(facts: Any) -> bytes:
    """The one spelling of the facts: UTF-8 JSON, keys sorted, no spaces, whole numbers only.

    Raises NotCanonical for a float or anything else that JSON would not keep as it is.
    """
    _check(facts)
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(facts: Any, previous_digest: str) -> str:
    """The SHA-256 (64 hex digits) of the digest before and the canonical facts."""
    return sha256(previous_digest.encode() + b"|" + canonical(facts)).hexdigest()


def verify_chain(links: Sequence[Link]) -> BrokenLink | None:
    """The first link that was changed or does not follow the one before; None if all hold."""
    before = ""
    for link in links:
        if link.previous_digest != before:
            return BrokenLink(link.number, Fault.UNLINKED)
        if digest(link.facts, before) != link.digest:
            return BrokenLink(link.number, Fault.CHANGED)
        before = link.digest
    return None


def _check(facts: Any) -> None:
    if isinstance(facts, dict):
        for name, fact in facts.items():
            _check_is(name, str)
            _check(fact)
    elif isinstance(facts, list | tuple):
        for fact in facts:
            _check(fact)
    else:
        _check_is(facts, str | int | None)


def _check_is(fact: Any, kinds: Any) -> None:
    if not isinstance(fact, kinds):
        raise NotCanonical(kind=type(fact).__name__)
