"""Which uploaded photo does a form mean?

A photo is sent before its form. Its reference is signed and belongs to one form alone, so that
nobody can attach a stranger's photo, or one photo twice.
"""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from api.refusals import ShapeProblems
from qr.seals import Keys, TicketForged, seal, unseal
from server.errors import Problem
from server.rules.ratings.form import CleanedPhoto

PURPOSE = "photo/v1"
LIFE = timedelta(hours=2)
LONGEST_REFERENCE = 300
_OWNER_BYTES = 16
_HEAD = struct.Struct(f">Q{_OWNER_BYTES}sHH32s")


@dataclass(frozen=True)
class References:
    """The references of one form: made and read with the same keys."""

    owner: bytes
    keys: Keys

    def reference(self, photo: CleanedPhoto, *, now: datetime) -> str:
        """The text that stands for the photo in its form, for two hours."""
        digest = bytes.fromhex(photo.sha256)
        head = _HEAD.pack(int(now.timestamp()), self.owner, photo.width, photo.height, digest)
        return seal(PURPOSE, head + photo.name.encode(), self.keys)

    def photos(self, references: list[str], *, now: datetime) -> tuple[CleanedPhoto, ...]:
        """The photos of those references.

        Raises ShapeProblems naming each one that is forged, too old, repeated or of another form.
        """
        read = [self._read(text, now) for text in references]
        first = [text not in references[:at] for at, text in enumerate(references)]
        wrong = [
            Problem(f"photos.{at}", "api.photo_reference", {"place": at + 1})
            for at, photo in enumerate(read)
            if photo is None or not first[at]
        ]
        if wrong:
            raise ShapeProblems(tuple(wrong))
        return tuple(photo for photo in read if photo is not None)

    def _read(self, text: str, now: datetime) -> CleanedPhoto | None:
        try:
            body = unseal(PURPOSE, text, self.keys)
        except TicketForged:
            return None
        head = _Head(*_HEAD.unpack_from(body))
        is_fresh = now - datetime.fromtimestamp(head.stamp, UTC) <= LIFE
        if head.owner != self.owner or not is_fresh:
            return None
        name = body[_HEAD.size :].decode()
        return CleanedPhoto(name, head.digest.hex(), head.width, head.height)


class _Head(NamedTuple):
    stamp: int
    owner: bytes
    width: int
    height: int
    digest: bytes


def owner_of(use: str, mark: bytes) -> bytes:
    """What ties a reference to one form: its kind, and the nonce or receipt behind it."""
    return sha256(use.encode() + b"|" + mark).digest()[:_OWNER_BYTES]
