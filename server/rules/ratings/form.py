"""Can this rating be taken as it is?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from server.errors import Problem
from server.rules.ratings.levels import Channel, Lane, Level

LONGEST_TEXT = 150
MOST_PHOTOS = 3
LONGEST_CONTACT = 60


@dataclass(frozen=True)
class CleanedPhoto:
    """A photo that has been cleaned and stored: its unguessable name, digest and size in pixels."""

    name: str
    sha256: str
    width: int
    height: int


@dataclass(frozen=True)
class Scan:
    """What the signed ticket of a form says: which code was scanned, when (UTC), and how.

    ``visit`` is the queue or application number where there is one; ``step`` the 30 s step of a
    screen's rotating code.
    """

    code: str
    scanned_at: datetime
    nonce: bytes
    lane: Lane
    visit: str | None = None
    step: int | None = None


@dataclass(frozen=True)
class RatingForm:
    """One rating as the citizen sent it; a ``level`` that is no level is None.

    ``contact`` is a phone number or another way to reach them, only with ``has_consented``.
    ``staff_number`` is whom the citizen chose at a shared window.
    """

    level: Level | None
    tags: tuple[str, ...] = ()
    text: str = ""
    photos: tuple[CleanedPhoto, ...] = ()
    contact: str = ""
    has_consented: bool = False
    is_pressed: bool = False
    staff_number: str = ""
    matter_code: str = ""
    channel: Channel = Channel.QR
    entered_by: str | None = None


def problems(form: RatingForm, *, tags_of_level: Collection[str]) -> tuple[Problem, ...]:
    """All that is wrong with the form.

    ``tags_of_level`` are the codes that belong to its level; the tags of other levels stay in
    an HTML form without scripts, so they are passed over and are no problem.
    """
    return tuple(
        Problem(field, code, data)
        for is_wrong, field, code, data in (
            (form.level is None, "level", "problem.level_missing", {}),
            (needs_reason(form, tags_of_level), "tags", "problem.reason_missing", {}),
            (len(form.text) > LONGEST_TEXT, "text", "problem.text_too_long", _longest(form.text)),
            (
                len(form.photos) > MOST_PHOTOS,
                "photos",
                "problem.photos_too_many",
                {"most": MOST_PHOTOS},
            ),
            (
                len(form.contact) > LONGEST_CONTACT,
                "contact",
                "problem.contact_too_long",
                {"most": LONGEST_CONTACT},
            ),
            (
                bool(form.contact) and not form.has_consented,
                "consent",
                "problem.consent_missing",
                {},
            ),
        )
        if is_wrong
    )


def needs_reason(form: RatingForm, tags_of_level: Collection[str]) -> bool:
    """Whether the level is bad and neither a tag of that level nor a word says why."""
    return (
        form.level is not None
        and form.level.is_bad
        and not form.text.strip()
        and not kept_tags(form, tags_of_level)
    )


def kept_tags(form: RatingForm, tags_of_level: Collection[str]) -> tuple[str, ...]:
    """The chosen tags that belong to the chosen level, in the order of their codes, each once."""
    return tuple(sorted(set(form.tags) & set(tags_of_level)))


def _longest(text: str) -> dict[str, str | int]:
    return {"length": len(text), "most": LONGEST_TEXT}
