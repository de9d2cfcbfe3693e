"""What does a line of the audit say, and what proves that no line was changed or taken out?"""

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
