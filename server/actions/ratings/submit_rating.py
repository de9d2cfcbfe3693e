"""How does the first rating of a visit come into the books?"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from server import errors
from server.actions.ratings.accepting import acceptable_level
from server.actions.ratings.circumstances import circumstances
from server.actions.ratings.claiming import Claim, claim_of, claim_visit
from server.actions.ratings.writing import Proofs, write_rating
from server.db import transaction
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.ratings.visits import rated_visit
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
    level = acceptable_level(form)
    with transaction() as session:
        place = scanned_window(scan.code)
        claim = claim_of(place, scan, level)
        is_first = visit.is_fresh(scan.scanned_at, now) and claim_visit(place, scan, claim, now)
        if not is_first:
            return _known(place, scan, claim, now)
        around = circumstances(place, scan, form, now=now)
        proofs = Proofs(claim.rating_id, receipt_hash, contact_key)
        write_rating(session, around, form, proofs)
        return Rated(claim.rating_id, is_repeat=False)


def _known(place: ScannedWindow, scan: Scan, claim: Claim, now: datetime) -> Rated:
    """The rating that this form gave before; late repeats of a lost answer get it too."""
    known = rated_visit(place.hall.id, claim.visit_key)
    if known is None:
        visit.check_ticket(scan.scanned_at, now)
        raise errors.AlreadyRated
    if known.nonce_hash != sha256(scan.nonce).digest():
        raise errors.AlreadyRated
    return Rated(known.rating_id, is_repeat=True)
