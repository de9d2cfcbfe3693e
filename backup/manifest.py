"""What does a backup say of itself, and how is it known to be whole and to belong to a key?"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from backup.errors import NoBackup

FORMAT = 1
KEY_PROBE = b"chuangping backup: is it the same key?"


@dataclass(frozen=True)
class Part:
    """A file inside the backup: how many bytes, and their SHA-256 (64 hex digits)."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """A table at the moment of the backup: its rows, and the SHA-256 over all of them."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Everything that can be checked about a backup.

    ``made_at`` is in UTC (ISO 8601), ``database`` is ``sqlite`` or ``postgresql``. ``facts`` are
    the answers to the questions asked with the backup (version of the tables, head of the audit
    chain). ``erased`` are photos that citizens or retention erased while the backup ran;
    ``missing`` had a row and no file, ``altered`` another content than their row says.
    """

    made_at: str
    program: str
    database: str
    dump: Part
    tables: Mapping[str, Table]
    photos: Mapping[str, Part]
    facts: Mapping[str, str]
    erased: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    format: int = FORMAT
    key_check: str = field(default="")

    @property
    def rows(self) -> int:
        """How many rows all tables have together."""
        return sum(table.rows for table in self.tables.values())


def key_check(key: bytes) -> str:
    """What a manifest keeps of a key (32 bytes): enough to know it again, not to find it."""
    return hmac.digest(key, KEY_PROBE, sha256).hex()


def written(manifest: Manifest, key: bytes) -> bytes:
    """The manifest as bytes, sealed with the key (HMAC-SHA-256 of all that it says)."""
    said = _canonical(asdict(manifest))
    return said + b"\n" + hmac.digest(key, said, sha256).hex().encode()


def read(content: bytes) -> Manifest:
    """The manifest again. Raises NoBackup for anything that is none."""
    said, _, _ = content.partition(b"\n")
    try:
        facts: dict[str, Any] = json.loads(said)
        return _built(facts)
    except (ValueError, TypeError, KeyError, AttributeError) as cause:
        raise NoBackup(file="manifest") from cause


def is_sealed_by(content: bytes, key: bytes) -> bool:
    """Whether nobody without that key has changed a letter of the manifest."""
    said, _, seal = content.partition(b"\n")
    return hmac.compare_digest(hmac.digest(key, said, sha256).hex().encode(), seal)


def _canonical(facts: Mapping[str, Any]) -> bytes:
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _built(facts: dict[str, Any]) -> Manifest:
    if facts["format"] != FORMAT:
        raise ValueError(facts["format"])
    lists = {name: tuple(facts[name]) for name in ("erased", "missing", "altered")}
    parts = {
        "dump": Part(**facts["dump"]),
        "tables": {name: Table(**each) for name, each in facts["tables"].items()},
        "photos": {name: Part(**each) for name, each in facts["photos"].items()},
    }
    return Manifest(**{**facts, **lists, **parts})
