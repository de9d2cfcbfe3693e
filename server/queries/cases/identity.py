"""Who wrote, for somebody of the office who gave a reason; and the photos of a case for them."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from server import errors
from server.db import session
from server.envelope import contact_context, unseal
from server.models.ratings import Contact, Photo
from server.queries.cases.opened import opened_case
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission


def contact_of(hall: Hall, number: str, actor: Actor, keys: Sequence[bytes]) -> str:
    """The contact that the citizen left; empty where there is none any more.

    Only after the step *look* was taken: whoever calls this has put the reason on record.
    Raises UnknownCase, also where the actor may not see identities.
    """
    case = opened_case(hall.id, number, actor)
    if not actor.may(Permission.SEE_IDENTITY, hall.id):
        raise errors.UnknownCase
    row = session.execute(
        select(Contact.id, Contact.sealed)
        .where(
            Contact.hall_id == hall.id,
            or_(Contact.case_id == case.id, Contact.rating_id == (case.rating_id or 0)),
        )
        .order_by(Contact.id.desc())
    ).first()
    return unseal(row.sealed, keys, context=contact_context(hall.id, row.id)) if row else ""


def photo_of_case(hall: Hall, number: str, actor: Actor, name: str) -> str:
    """The name in the photo store, if the photo belongs to a case that the actor may see.

    Raises UnknownCase, the same for a photo of another case.
    """
    case = opened_case(hall.id, number, actor)
    found = session.scalar(
        select(Photo.name).where(
            Photo.hall_id == hall.id,
            Photo.name == name,
            or_(Photo.case_id == case.id, Photo.rating_id == (case.rating_id or 0)),
        )
    )
    if found is None:
        raise errors.UnknownCase
    return found
