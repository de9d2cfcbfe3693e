"""How does the first rating of a visit come into the books?"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from server import errors
from server.actions.ratings.accepting import acceptable_level
from server.actions.ratings.circumstances import Circumstances, circumstances
from server.actions.ratings.writing import Writing, write_rating
from server.db import transaction
from server.queries.codes.scanned import scanned_window
from server.queries.ratings.visits import RatedVisit, rated_visit
from server.rules import visit
from server.rules.ratings.form import RatingForm, Scan


@dataclass(frozen=True)
class Rated:
    """A visit has its rating: now, or (``is_repeat``) since the same form came before."""

    rating_id: int
    is_repeat: bool


def submit_rating(
    scan: Scan, form: RatingForm, *, receipt_hash: bytes, contact_key: bytes, now: datetime
) -> Rated:
    """The citizen at the window gives a visit its first rating; the same form repeats nothing.

    Raises FormProblems with all that is missing, TicketExpired two hours after the scan,
    UnknownCode, and AlreadyRated when another form rated the same visit. Nothing is refused for
    being suspicious: it is set aside with the reason, and a bad one still opens its case.
    """
    acceptable_level(form)
    visit.check_ticket(scan.scanned_at, now)
    with transaction() as session:
        place = scanned_window(scan.code)
        key = visit_key(scan)
        known = rated_visit(place.hall.id, key)
        if known is not None:
            return _repeat(known, scan)
        around = circumstances(place, scan, form, now=now)
        writing = Writing(key, receipt_hash, contact_key)
        return _settled(around, write_rating(session, around, form, writing), key)


def visit_key(scan: Scan) -> bytes:
    """What makes two forms the same visit: its number, else the nonce of its one scan (SHA-256)."""
    return sha256(f"visit|{scan.visit}".encode() if scan.visit else b"nonce|" + scan.nonce).digest()


def _settled(around: Circumstances, rating_id: int | None, key: bytes) -> Rated:
    """The rating just written, or (None) the one that another request wrote a moment before."""
    if rating_id is not None:
        return Rated(rating_id, is_repeat=False)
    known = rated_visit(around.place.hall.id, key)
    if known is None:
        raise errors.AlreadyRated
    return _repeat(known, around.scan)


def _repeat(known: RatedVisit, scan: Scan) -> Rated:
    if known.nonce_hash != sha256(scan.nonce).digest():
        raise errors.AlreadyRated
    return Rated(known.rating_id, is_repeat=True)
