"""Which rating does a receipt prove?"""

from sqlalchemy import select

from server import errors
from server.db import session
from server.models.ratings import Rating, Receipt
from server.queries.registry.halls import all_halls


def rating_of_receipt(receipt_hash: bytes) -> Rating:
    """The first rating with that receipt (SHA-256), in whichever hall. Raises UnknownReceipt."""
    halls = [hall.id for hall in all_halls()]
    rating = session.scalar(
        select(Rating)
        .join(Receipt, (Receipt.hall_id == Rating.hall_id) & (Receipt.rating_id == Rating.id))
        .where(Receipt.hall_id.in_(halls), Receipt.hash == receipt_hash)
    )
    if rating is None:
        raise errors.UnknownReceipt
    return rating


def second_rating_of(first: Rating) -> Rating | None:
    """The second rating (追评) of the same visit, None while there is none."""
    return session.scalar(
        select(Rating).where(Rating.hall_id == first.hall_id, Rating.first_rating_id == first.id)
    )
