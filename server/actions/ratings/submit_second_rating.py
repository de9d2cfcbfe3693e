"""How does a second rating (追评) come into the books, beside the first?"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server import errors
from server.actions.ratings import rating_rows
from server.actions.ratings.accepting import acceptable_level
from server.actions.ratings.circumstances import open_month
from server.actions.ratings.submit_rating import Rated
from server.actions.ratings.writing import Taken, count, write_extras
from server.db import connection, transaction
from server.ids import new_id
from server.models.ratings import Rating
from server.packs.tags import CURRENT_TAG_SET, codes_of
from server.queries.ratings.exclusions import set_aside_now
from server.queries.ratings.rated import rating_of_receipt, second_rating_of
from server.queries.registry.halls import hall_of_id
from server.queries.registry.hours import hall_facts
from server.rules import visit
from server.rules.months import day_of, half_day_of, month_of
from server.rules.ratings.exclusion import TAKES_SECOND
from server.rules.ratings.form import RatingForm, kept_tags

SAME_VISIT = ("hall_id", "window_id", "staff_id", "unattributed", "matter_id", "lane")


def submit_second_rating(
    receipt_hash: bytes, form: RatingForm, *, contact_key: bytes, now: datetime
) -> Rated:
    """The citizen adds a second rating within 15 calendar days of the first.

    The first one stays as it is and counts; the second has its own count and opens a case when
    it is bad. Raises FormProblems, UnknownReceipt and SecondRatingClosed.
    """
    acceptable_level(form)
    with transaction() as session:
        first = rating_of_receipt(receipt_hash)
        hall = hall_of_id(first.hall_id)
        is_given = second_rating_of(first) is not None
        visit.check_second_rating(first.day, day_of(now, hall.zone), is_given=is_given)
        facts = hall_facts(hall.id, hall.registry_version)
        taken = Taken(hall, facts, contact_key, now)
        return Rated(_write(session, taken, first, form), is_repeat=False)


def _write(session: Session, taken: Taken, first: Rating, form: RatingForm) -> int:
    hall, now = taken.hall, taken.now
    day = day_of(now, hall.zone)
    level = acceptable_level(form)
    month = open_month(hall.id, month_of(now, hall.zone))
    row: dict[str, Any] = {name: getattr(first, name) for name in SAME_VISIT} | {
        "id": new_id(day),
        "level": int(level),
        "tags": ",".join(kept_tags(form, codes_of(level))),
        "tag_set": CURRENT_TAG_SET,
        "channel": form.channel,
        "day": day,
        "half_day": half_day_of(now, hall.zone),
        "month": str(month),
        "is_late": False,
        "is_pressed": form.is_pressed,
        "set_aside": _set_aside(first),
        "first_rating_id": first.id,
        "entered_by": form.entered_by,
    }
    writer = connection()
    if not writer.execute(rating_rows.insert_second_rating(writer.dialect.name), row).rowcount:
        raise errors.SecondRatingClosed  # another request gave it at this very moment
    count(writer, row, by=1)
    write_extras(session, taken, form, row)
    rating_id: int = row["id"]
    return rating_id


def _set_aside(first: Rating) -> str | None:
    """As the first one is; but a second one puts a mistaken first one right, and counts."""
    reason = set_aside_now(first)
    is_reviewed = reason != (first.set_aside or "")
    return None if not reason or (is_reviewed and reason not in TAKES_SECOND) else reason
