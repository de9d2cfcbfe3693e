"""Does this secret open the case of that number, and in which hall is it?"""

import hmac

from sqlalchemy import ColumnElement, Select, and_, or_, select

from server import errors
from server.db import session
from server.models.cases import Case
from server.models.ratings import Rating, Receipt
from server.queries.registry.halls import Hall, all_halls

NOBODYS_HASH = bytes(32)
# A receipt is that of the first rating; the case may be the second one's.
_OF_VISIT = or_(Receipt.rating_id == Rating.id, Receipt.rating_id == Rating.first_rating_id)


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


def number_opened_by(receipt_hash: bytes) -> str:
    """The number of the case that a visit's rating has opened, the last of two; by its receipt.

    Raises UnknownCase: no such receipt, or nothing bad was rated.
    """
    halls = [hall.id for hall in all_halls()]
    of_visit = (
        select(Rating.id)
        .join(Receipt, and_(Receipt.hall_id == Rating.hall_id, _OF_VISIT))
        .where(Receipt.hall_id.in_(halls), Receipt.hash == receipt_hash)
    )
    number: str | None = session.scalar(
        select(Case.number)
        .where(Case.hall_id.in_(halls), Case.rating_id.in_(of_visit))
        .order_by(Case.received_at.desc())
        .limit(1)
    )
    if number is None:
        raise errors.UnknownCase
    return number


def opens_by_receipt(case: Case, key: bytes) -> bool:
    """Whether the key is that of the receipt of the visit whose rating opened the case."""
    fits: Select[bool] = select(_receipt_fits(key)).where(
        Case.hall_id == case.hall_id, Case.id == case.id
    )
    return bool(session.scalar(fits))


def _receipt_fits(key: bytes) -> ColumnElement[bool]:
    return (
        select(Receipt.rating_id)
        .join(Rating, and_(Rating.hall_id == Receipt.hall_id, _OF_VISIT))
        .where(
            Receipt.hall_id == Case.hall_id,
            Receipt.hash == key,
            Rating.id == Case.rating_id,
        )
        .exists()
    )
