"""The photos of a finding, or of a step of an order, are kept beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from server.ids import new_id
from server.models.inspections import InspectionPhoto
from server.rules.ratings.form import CleanedPhoto


@dataclass(frozen=True)
class Owner:
    """What photos belong to: a finding, or the step of an order at that position."""

    hall_id: int
    day: date
    finding_id: int | None = None
    order_id: int | None = None
    position: int = 0


def add_photos(session: Session, owner: Owner, photos: Iterable[CleanedPhoto]) -> None:
    """The stored photos of the owner, in the caller's transaction."""
    session.add_all(
        InspectionPhoto(
            hall_id=owner.hall_id,
            id=new_id(owner.day),
            finding_id=owner.finding_id,
            order_id=owner.order_id,
            position=owner.position,
            **vars(photo),
        )
        for photo in photos
    )
