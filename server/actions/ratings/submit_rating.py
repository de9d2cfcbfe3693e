"""The citizen at the window gives a visit its first rating; the same form again is the same rating."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server import errors, ids
from server.actions.cases.received import receive_bad_rating
from server.actions.ratings import rating_rows
from server.actions.ratings.proof import proven_lane
from server.actions.ratings.rating_rows import Row, table_of
from server.db import transaction
from server.envelope import seal
from server.models.ratings import Contact, Photo, RatingText
from server.packs.tags import CURRENT_TAG_SET, codes_of
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.ratings.visits import is_sealed, rated_visit, recent_visits
from server.queries.registry.duties import PersonOnDuty, duties_around
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules import guards, opening, visit
from server.rules.attribution import Unattributed, attribute
from server.rules.guards import SetAside
from server.rules.months import half_day_of, month_of
from server.rules.ratings.form import RatingForm, Scan, kept_tags, problems
from server.rules.ratings.levels import Level

CONSENT_VERSION = "2026-11"


@dataclass(frozen=True)
class Rated:
    """A visit has its rating: now, or (``is_repeat``) since the same form came before."""

    rating_id: int
    is_repeat: bool


@dataclass(frozen=True)
class Circumstances:
    """What the server knows of a rating beside what the citizen wrote."""

    place: ScannedWindow
    facts: HallFacts
    scan: Scan
    level: Level
    owner: int | Unattributed
    set_aside: SetAside | None
    month: str
    now: datetime

    @property
    def day(self) -> date:
        """The day of the visit in the hall's zone."""
        return self.scan.scanned_at.astimezone(self.place.hall.zone).date()


def submit_rating(
    scan: Scan, form: RatingForm, *, receipt_hash: bytes, contact_key: bytes, now: datetime
) -> Rated:
    """The citizen at the window gives a visit its first rating.

    Raises FormProblems with all that is missing, TicketExpired two hours after the scan,
    UnknownCode, and AlreadyRated when another form rated the same visit. Nothing is refused for
    being suspicious: it is set aside with the reason, and a bad one still opens its case.
    """
    level = _level_of(form)
    visit.check_ticket(scan.scanned_at, now)
    with transaction() as session:
        place = scanned_window(scan.code)
        known = rated_visit(place.hall.id, visit_key(scan))
        if known is not None:
            return _repeat(known.nonce_hash, known.rating_id, scan)
        around = _circumstances(place, scan, form, level=level, now=now)
        return _write(session, around, form, receipt_hash=receipt_hash, contact_key=contact_key)


def visit_key(scan: Scan) -> bytes:
    """What makes two forms the same visit: its number, else the nonce of its one scan."""
    return sha256(f"visit|{scan.visit}".encode() if scan.visit else b"nonce|" + scan.nonce).digest()


def _level_of(form: RatingForm) -> Level:
    found = problems(form, tags_of_level=codes_of(form.level) if form.level else ())
    if form.level is None or found:
        raise errors.FormProblems(found)
    return form.level


def _repeat(nonce_hash: bytes, rating_id: int, scan: Scan) -> Rated:
    if nonce_hash != sha256(scan.nonce).digest():
        raise errors.AlreadyRated
    return Rated(rating_id, is_repeat=True)
