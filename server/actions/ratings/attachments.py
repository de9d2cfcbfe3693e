"""What hangs on a rating or a case and is kept apart from it: photos, and the sealed contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from server.envelope import contact_context, seal
from server.ids import new_id
from server.models.ratings import Contact, Photo
from server.rules.messages.contacts import consent_to
from server.rules.ratings.form import Attached, CleanedPhoto

CONSENT_VERSION = "2026-12"


@dataclass(frozen=True)
class Owner:
    """The rating or the case that something hangs on (one of the two), and its day.

    ``step_id``: the later step of the case that it came with.
    """

    hall_id: int
    day: date
    rating_id: int | None = None
    case_id: int | None = None
    step_id: int | None = None


def add_photos(session: Session, owner: Owner, photos: Iterable[CleanedPhoto]) -> None:
    """The stored photos of the owner."""
    session.add_all(
        Photo(
            hall_id=owner.hall_id,
            id=new_id(owner.day),
            rating_id=owner.rating_id,
            case_id=owner.case_id,
            step_id=owner.step_id,
            **vars(photo),
        )
        for photo in photos
    )


def add_contact(session: Session, owner: Owner, form: Attached, key: bytes) -> None:
    """The contact, if one was left, sealed for its row alone, with what its use was agreed to."""
    if not form.contact:
        return
    row_id = new_id(owner.day)
    sealed = seal(form.contact, key, context=contact_context(owner.hall_id, row_id))
    session.add(
        Contact(
            hall_id=owner.hall_id,
            id=row_id,
            rating_id=owner.rating_id,
            case_id=owner.case_id,
            sealed=sealed,
            consent=consent_to(CONSENT_VERSION, messages=form.is_to_be_told),
        )
    )
