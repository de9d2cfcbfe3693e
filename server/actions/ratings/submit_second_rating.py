"""The citizen adds a second rating (追评) to a visit, through the receipt of the first."""

from datetime import datetime

from server.actions.ratings.submit_rating import Rated
from server.rules.ratings.form import RatingForm


def submit_second_rating(
    receipt_hash: bytes, form: RatingForm, *, contact_key: bytes, now: datetime
) -> Rated:
    """The citizen adds a second rating within 15 calendar days of the first.

    The first one stays as it is and counts; the second has its own count and opens a case when
    it is bad. Raises FormProblems, UnknownReceipt and SecondRatingClosed.
    """
    raise NotImplementedError(receipt_hash, form, contact_key, now)
