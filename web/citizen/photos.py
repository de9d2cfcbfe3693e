"""Which photos belong to a form: those just sent, and those kept when it was shown again?"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from photos.cleaning import sanitise
from photos.errors import PictureRefused, WorkshopClosed
from photos.store import PhotoStore
from qr.seals import Keys, TicketForged, seal, unseal
from server.errors import ChuangpingError, FormProblems, Problem
from server.rules.ratings.form import MOST_PHOTOS, CleanedPhoto
from web.citizen.uploads import Sent

PURPOSE = "kept-photo/v1"
# Shorter than the time after which a photo that belongs to nothing is cleared away.
LIFE = timedelta(hours=12)
NONCE_BYTES = 16
HEAD = struct.Struct(f">Q{NONCE_BYTES}sHH32s")


@dataclass(frozen=True)
class Photos:
    """The photos of a form, what is wrong with others, and what stopped us from keeping one."""

    kept: tuple[CleanedPhoto, ...] = ()
    problems: tuple[Problem, ...] = ()
    trouble: ChuangpingError | None = None

    def check(self, found: tuple[Problem, ...]) -> None:
        """Raises what stopped a photo, and FormProblems with all found where one is wrong."""
        if self.trouble:
            raise self.trouble
        if self.problems:
            raise FormProblems(found)


@dataclass(frozen=True)
class Album:
    """Where photos of one form are kept; ``nonce`` is the form's, so that no other can use them."""

    store: PhotoStore
    keys: Keys
    nonce: bytes

    def photos(self, sent: Sent, now: datetime) -> Photos:
        """All photos of a form as it was sent; each new one is cleaned and stored."""
        earlier, problems = self.unsealed(sent.fields.getlist("kept"), now)
        kept = list(earlier)
        for upload in sent.uploads:
            try:
                kept.append(self._stored(upload))
            except PictureRefused as refused:
                problems.append(Problem("photos", refused.code, refused.data))
            except (ChuangpingError, OSError) as trouble:
                return Photos(tuple(kept), tuple(problems), _ours(trouble))
        if sent.left_out:
            problems.append(Problem("photos", "problem.photos_too_many", {"most": MOST_PHOTOS}))
        return Photos(tuple(kept), tuple(problems))

    def sealed(self, photos: Iterable[CleanedPhoto], now: datetime) -> list[str]:
        """The texts that stand for kept photos in this form, for twelve hours."""
        return [
            seal(PURPOSE, self._head(photo, now) + photo.name.encode(), self.keys)
            for photo in photos
        ]

    def unsealed(
        self, texts: Iterable[str], now: datetime
    ) -> tuple[list[CleanedPhoto], list[Problem]]:
        """The photos of those texts, each once; what is not of this form is told as a problem."""
        found = [self._read(text, now) for text in dict.fromkeys(texts)]
        gone = any(photo is None for photo in found)
        problems = [Problem("photos", "citizen.photo_gone")] if gone else []
        return [photo for photo in found if photo is not None], problems

    def _stored(self, upload: bytes) -> CleanedPhoto:
        clean = sanitise(upload)
        name = self.store.save(clean.jpeg)
        return CleanedPhoto(name, clean.sha256.hex(), clean.width, clean.height)

    def _head(self, photo: CleanedPhoto, now: datetime) -> bytes:
        digest = bytes.fromhex(photo.sha256)
        return HEAD.pack(int(now.timestamp()), self.nonce, photo.width, photo.height, digest)

    def _read(self, text: str, now: datetime) -> CleanedPhoto | None:
        try:
            body = unseal(PURPOSE, text, self.keys)
        except TicketForged:
            return None
        stamp, nonce, width, height, digest = HEAD.unpack_from(body)
        name = body[HEAD.size :].decode()
        is_fresh = now - datetime.fromtimestamp(stamp, UTC) <= LIFE
        # Showing a form again renews the stamp, so it may outlive the picture.
        if nonce != self.nonce or not is_fresh or not self.store.holds(name):
            return None
        return CleanedPhoto(name, digest.hex(), width, height)


def _ours(trouble: ChuangpingError | OSError) -> ChuangpingError:
    """The trouble in our words; what the operating system said stays behind it for the log."""
    if isinstance(trouble, ChuangpingError):
        return trouble
    closed = WorkshopClosed()
    closed.__cause__ = trouble
    return closed
