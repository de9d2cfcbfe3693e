"""Does this secret open the case of that number, and in which hall is it?"""

import hmac

from sqlalchemy import and_, or_, select

from server import errors
from server.db import session
from server.models.cases import Case
from server.models.ratings import Rating, Receipt
from server.queries.registry.halls import Hall, all_halls

NOBODYS_HASH = bytes(32)


def hall_opened(number: str, key: bytes) -> Hall:
    """The hall of the case; ``key``: SHA-256 of its secret code or of its visit's receipt.

    Raises UnknownCase. A wrong secret and a number that never was cost the same three statements,
    so that nobody learns by the time which numbers there are.
    """
    halls = {hall.id: hall for hall in all_halls()}
    ratings = _ratings_of(key, tuple(halls))
    row = session.execute(
        select(Case.hall_id, Case.code_hash, Case.rating_id).where(
            Case.hall_id.in_(halls), Case.number == number
        )
    ).first()
    hall_id, code_hash, rating_id = row or (None, None, None)
    has_code = hmac.compare_digest(code_hash or NOBODYS_HASH, key) and code_hash is not None
    if hall_id is None or not (has_code or (hall_id, rating_id) in ratings):
        raise errors.UnknownCase
    return halls[hall_id]


def number_opened_by(receipt_hash: bytes) -> str:
    """The number of the case that a visit's rating has opened, the last of two; by its receipt.

    Raises UnknownCase: no such receipt, or nothing bad was rated.
    """
    halls = tuple(hall.id for hall in all_halls())
    ratings = [rating for _, rating in _ratings_of(receipt_hash, halls)]
    number: str | None = session.scalar(
        select(Case.number)
        .where(Case.hall_id.in_(halls), Case.rating_id.in_(ratings))
        .order_by(Case.received_at.desc())
        .limit(1)
    )
    if number is None:
        raise errors.UnknownCase
    return number


def opens_by_receipt(case: Case, key: bytes) -> bool:
    """Whether the key is that of the receipt of the visit whose rating opened the case."""
    return (case.hall_id, case.rating_id) in _ratings_of(key, (case.hall_id,))


def _ratings_of(key: bytes, halls: tuple[int, ...]) -> set[tuple[int, int]]:
    """Hall and id of the visit's ratings: a receipt is the first one's, and opens both."""
    of_visit = or_(Receipt.rating_id == Rating.id, Receipt.rating_id == Rating.first_rating_id)
    rows = session.execute(
        select(Rating.hall_id, Rating.id)
        .join(Receipt, and_(Receipt.hall_id == Rating.hall_id, of_visit))
        .where(Receipt.hall_id.in_(halls), Receipt.hash == key)
    )
    return {(row.hall_id, row.id) for row in rows}
