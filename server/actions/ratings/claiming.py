"""Whose is a visit: the first form that claims it, in the caller's transaction?"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from server.actions.ratings.rating_rows import insert_visit
from server.db import connection
from server.ids import new_id
from server.queries.codes.scanned import ScannedWindow
from server.rules.months import day_of
from server.rules.ratings.form import Scan
from server.rules.ratings.levels import Level


@dataclass(frozen=True)
class Claim:
    """The key of a visit (SHA-256), the id of the rating that wants it, and whether it is bad."""

    visit_key: bytes
    rating_id: int
    is_bad: bool


def claim_of(place: ScannedWindow, scan: Scan, level: Level) -> Claim:
    """A claim by a fresh rating. Two forms are one visit by its number, else by their nonce."""
    said = f"visit|{scan.visit}".encode() if scan.visit else b"nonce|" + scan.nonce
    rating_id = new_id(day_of(scan.scanned_at, place.hall.zone))
    return Claim(sha256(said).digest(), rating_id, level.is_bad)


def claim_visit(place: ScannedWindow, scan: Scan, claim: Claim, now: datetime) -> bool:
    """Whether the visit is the claim's now; False when it has a rating already.

    Of two at the same moment the second waits for the first one's commit.
    """
    visit = {
        "hall_id": place.hall.id,
        "key": claim.visit_key,
        "nonce_hash": sha256(scan.nonce).digest(),
        "rating_id": claim.rating_id,
        "window_id": place.window_id,
        "scanned_at": scan.scanned_at,
        "submitted_at": now,
        "is_bad": claim.is_bad,
    }
    writer = connection()
    return bool(writer.execute(insert_visit(writer.dialect.name), visit).rowcount)
