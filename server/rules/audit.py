"""What does a line of the audit say, and what proves that no line was changed or taken out?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from server.rules.canonical import canonical

# What stands before the first line of a hall.
GENESIS = bytes(32)
# The chain of what belongs to the installation and not to one hall: accounts, sign-ins, backups.
INSTALLATION = 0
LONGEST_ACT, LONGEST_OBJECT, LONGEST_ACTOR = 48, 80, 60


class AuditResult(StrEnum):
    """How an act ended."""

    DONE = "done"
    REFUSED = "refused"  # not allowed to this person, or not now
    FAILED = "failed"  # tried and not achieved: a wrong password, a broken restore


class Head(NamedTuple):
    """Where a chain ends: its last position (0: nothing yet) and the hash of that line."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"


@dataclass(frozen=True)
class AuditLine:
    """One line. ``at`` is a moment with its zone; ``facts`` canonical JSON of codes and numbers."""

    hall_id: int
    position: int
    at: datetime
    actor_id: int | None
    actor: str
    act: str
    object: str
    result: str
    facts: str


def chained(line: AuditLine, previous: bytes) -> bytes:
    """The hash of a line: SHA-256 of the hash before it and the line in canonical JSON."""
    moment = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    where = (line.hall_id, line.position, moment)
    what = (line.actor_id, line.actor, line.act, line.object, line.result, line.facts)
    return sha256(previous + canonical((*where, *what))).digest()


class Fault(StrEnum):
    """What is wrong with a chain."""

    CHANGED = "changed"  # the line is not what was written
    UNLINKED = "unlinked"  # it does not follow the line before it
    MISSING = "missing"  # a position is skipped, or the last lines are gone
    BEYOND = "beyond"  # there is a line that the chain's end does not know
    OTHER_HEAD = "other_head"  # it is not the line that was printed elsewhere
    ERASED_EARLY = "erased_early"  # lines are gone that no erasure of old lines took


class StoredLine(NamedTuple):
    """A line as it lies in the table, with both its hashes."""

    line: AuditLine
    previous: bytes
    hash: bytes


@dataclass(frozen=True)
class Chain:
    """What is said of a chain beside its lines: its end, and where it begins since an erasure."""

    head: Head
    first_position: int = 1
    first_previous: bytes = GENESIS


@dataclass(frozen=True)
class BrokenAt:
    """The first position at which a chain is not what was written, and why."""

    position: int
    fault: Fault


def parse_head(text: str) -> Head | None:
    """The head that ``POSITION:HASH`` names, as notices print it; None for anything else."""
    position, _, digest = text.strip().partition(":")
    is_head = position.isdecimal() and len(digest) == 2 * len(GENESIS)
    try:
        return Head(int(position), bytes.fromhex(digest)) if is_head else None
    except ValueError:
        return None


def first_fault(
    stored: Iterable[StoredLine], chain: Chain, anchors: Mapping[int, bytes]
) -> BrokenAt | None:
    """The first thing wrong with a chain, its lines in the order of their positions; None if none.

    ``anchors`` are hashes by position that were printed where the database cannot reach. What
    they vouch for is every line up to the last of them. An anchor of an erased line says nothing.
    """
    position, previous = chain.first_position - 1, chain.first_previous
    for line, said_previous, said_hash in stored:
        fault = (
            _misplaced(line.position, position, chain.head.position)
            or _miswritten(line, previous, said_previous, said_hash)
            or _mismatched(anchors.get(line.position), said_hash)
        )
        if fault:
            return BrokenAt(min(line.position, position + 1), fault)
        position, previous = line.position, said_hash
    return _ends_wrong(Head(position, previous), chain, anchors)


def erased_head(facts: Mapping[str, str | int | None]) -> Chain | None:
    """Where the chain begins since the erasure that wrote these facts."""
    head = parse_head(str(facts.get("last_erased", "")))
    return Chain(head, head.position + 1, head.hash) if head else None


def _misplaced(position: int, before: int, last: int) -> Fault | None:
    if position > last:
        return Fault.BEYOND
    return Fault.MISSING if position != before + 1 else None


def _miswritten(line: AuditLine, before: bytes, previous: bytes, said: bytes) -> Fault | None:
    if previous != before:
        return Fault.UNLINKED
    return Fault.CHANGED if chained(line, before) != said else None


def _mismatched(anchor: bytes | None, said: bytes) -> Fault | None:
    return Fault.OTHER_HEAD if anchor is not None and anchor != said else None


def _ends_wrong(end: Head, chain: Chain, anchors: Mapping[int, bytes]) -> BrokenAt | None:
    last = max((chain.head.position, *anchors))
    if end.position < last:
        return BrokenAt(end.position + 1, Fault.MISSING)
    return None if end.hash == chain.head.hash else BrokenAt(end.position, Fault.OTHER_HEAD)
