"""Does this secret open the case of that number, and in which hall is it?"""

import hmac

from sqlalchemy import ColumnElement, Select, and_, or_, select

from server import errors
from server.db import session
from server.models.cases import Case
from server.models.ratings import Rating, Receipt
from server.queries.registry.halls import Hall, all_halls

NOBODYS_HASH = bytes(32)


def hall_opened(number: str, key: bytes) -> Hall:
    """The hall of the case; ``key``: SHA-256 of its secret code or of its visit's receipt.

    Raises UnknownCase. A wrong secret and a number that never was cost the same two statements,
    so that nobody learns by the time which numbers there are.
    """
    halls = {hall.id: hall for hall in all_halls()}
    row = session.execute(
        select(Case.hall_id, Case.code_hash, _receipt_fits(key)).where(
            Case.hall_id.in_(halls), Case.number == number
        )
    ).first()
    hall_id, code_hash, has_receipt = row or (None, None, False)
    has_code = hmac.compare_digest(code_hash or NOBODYS_HASH, key) and code_hash is not None
    if hall_id is None or not (has_code or has_receipt):
        raise errors.UnknownCase
    return halls[hall_id]


def opens_by_receipt(case: Case, key: bytes) -> bool:
    """Whether the key is that of the receipt of the visit whose rating opened the case."""
    fits: Select[bool] = select(_receipt_fits(key)).where(
        Case.hall_id == case.hall_id, Case.id == case.id
    )
    return bool(session.scalar(fits))


def _receipt_fits(key: bytes) -> ColumnElement[bool]:
    """Of the rating itself, or of the first one where the case is a second rating's."""
    of_visit = or_(Receipt.rating_id == Rating.id, Receipt.rating_id == Rating.first_rating_id)
    return (
        select(Receipt.rating_id)
        .join(Rating, and_(Rating.hall_id == Receipt.hall_id, of_visit))
        .where(
            Receipt.hall_id == Case.hall_id,
            Receipt.hash == key,
            Rating.id == Case.rating_id,
        )
        .exists()
    )
