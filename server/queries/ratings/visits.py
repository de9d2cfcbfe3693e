"""What does a window's recent past say about a visit?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import bindparam, select

from server.db import connection
from server.models.publication import Ranking
from server.models.ratings import Visit
from server.rules.guards import MOST_RECENT
from server.rules.visit import CLOCK_SKEW

RECENT = timedelta(minutes=60)

_VISIT = select(Visit.nonce_hash, Visit.rating_id).where(
    Visit.hall_id == bindparam("hall_id"), Visit.key == bindparam("key")
)
_RECENT = (
    select(Visit.scanned_at, Visit.submitted_at)
    .where(
        Visit.hall_id == bindparam("hall_id"),
        Visit.window_id == bindparam("window_id"),
        Visit.submitted_at > bindparam("since"),
        Visit.submitted_at <= bindparam("until"),
        Visit.nonce_hash != bindparam("own_hash"),
        Visit.is_bad == bindparam("is_bad"),
    )
    .order_by(Visit.submitted_at.desc())
    .limit(MOST_RECENT)
)
_SEALED = (
    select(Ranking.revision)
    .where(Ranking.hall_id == bindparam("hall_id"), Ranking.month == bindparam("month"))
    .limit(1)
)


@dataclass(frozen=True)
class RatedVisit:
    """A visit that has its first rating, and the SHA-256 of the form's nonce that gave it."""

    nonce_hash: bytes
    rating_id: int


def rated_visit(hall_id: int, key: bytes) -> RatedVisit | None:
    """The first rating of the visit with that key, None while it has none."""
    row = connection().execute(_VISIT, {"hall_id": hall_id, "key": key}).first()
    return RatedVisit(*row) if row else None


def recent_visits(
    hall_id: int, window_id: int, *, own_nonce: bytes, is_bad: bool, now: datetime
) -> Sequence[tuple[datetime, datetime]]:
    """When the window's other ratings of the last hour were scanned and submitted, newest first.

    Only the good ones or only the bad ones: a rush of praise must not push out the next honest
    bad rating. At most MOST_RECENT of them: no busy hour makes the next rating slower.
    """
    rows = connection().execute(
        _RECENT,
        {
            "hall_id": hall_id,
            "window_id": window_id,
            "since": now - RECENT,
            # A tablet tells of an hour that is over: what came after it did not crowd it.
            "until": now + CLOCK_SKEW,
            "own_hash": sha256(own_nonce).digest(),
            "is_bad": is_bad,
        },
    )
    return rows.all()


def is_sealed(hall_id: int, month: str) -> bool:
    """Whether the month (``2026-11``) has been sealed."""
    found = connection().execute(_SEALED, {"hall_id": hall_id, "month": month}).first()
    return found is not None
