"""Can this rating be taken as it is?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.errors import Problem
from server.rules.messages.contacts import way_to
from server.rules.ratings.levels import Channel, Lane, Level
from server.rules.ratings.raters import Rater

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


class Attached(Protocol):
    """What may hang on a form: photos, and a contact with its own consents."""

    @property
    def photos(self) -> Sequence[CleanedPhoto]:
        """The cleaned photos."""

    @property
    def contact(self) -> str:
        """How to reach the citizen, '' for not."""

    @property
    def has_consented(self) -> bool:
        """Whether the contact may be used."""

    @property
    def is_to_be_told(self) -> bool:
        """Whether it may also be used to tell them by SMS or e-mail that there is news."""


# Whether something is wrong, with which field, the code of its sentence, and what fills it.
Check = tuple[bool, str, str, Mapping[str, str | int]]


@dataclass(frozen=True)
class Scan:
    """What the signed ticket of a form says: which code was scanned, when (UTC), and how.

    ``visit`` is the queue or application number where there is one; ``step`` the 30 s step of a
    screen's rotating code. ``opened_at`` is when the form was first opened, where it was renewed
    since: ``scanned_at`` is then the moment of the renewal. ``rater`` is no part of the ticket:
    the account that it was sent with, None for a page or for nobody's.
    """

    code: str
    scanned_at: datetime
    nonce: bytes
    lane: Lane
    visit: str | None = None
    step: int | None = None
    opened_at: datetime | None = None
    rater: Rater | None = None


@dataclass(frozen=True)
class RatingForm:
    """One rating as the citizen sent it; a ``level`` that is no level is None.

    ``contact`` is a phone number or another way to reach them, only with ``has_consented``;
    ``is_to_be_told`` is a consent of its own, to messages there.
    ``staff_number`` is whom the citizen chose at a shared window.
    """

    level: Level | None
    tags: tuple[str, ...] = ()
    text: str = ""
    photos: tuple[CleanedPhoto, ...] = ()
    contact: str = ""
    has_consented: bool = False
    is_to_be_told: bool = False
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
            *attachment_checks(form),
        )
        if is_wrong
    )


def attachment_checks(form: Attached) -> tuple[Check, ...]:
    """What can be wrong with what hangs on a rating or a complaint."""
    has_no_consent = bool(form.contact) and not form.has_consented
    has_no_address = form.is_to_be_told and way_to(form.contact) is None
    photos, contact = {"most": MOST_PHOTOS}, {"most": LONGEST_CONTACT}
    return (
        (len(form.photos) > MOST_PHOTOS, "photos", "problem.photos_too_many", photos),
        (len(form.contact) > LONGEST_CONTACT, "contact", "problem.contact_too_long", contact),
        (has_no_consent, "consent", "problem.consent_missing", {}),
        (has_no_address, "tell", "problem.tell_needs_address", {}),
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
