"""Which rows does a rating write, in the caller's transaction?"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from server.actions.cases.received import Received, add_case
from server.actions.ratings import rating_rows
from server.actions.ratings.attachments import Owner, add_contact, add_photos
from server.actions.ratings.circumstances import Circumstances
from server.actions.ratings.rating_rows import Row
from server.db import connection
from server.models.ratings import RatingText
from server.packs.tags import CURRENT_TAG_SET, codes_of
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts
from server.rules.attribution import Unattributed
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.months import half_day_of
from server.rules.ratings.form import RatingForm, kept_tags
from server.rules.ratings.levels import Level

NO_COUNTS = dict.fromkeys(
    [f"{kind}_{level}" for kind in ("level", "second") for level in range(1, 6)] + ["late"], 0
)


@dataclass(frozen=True)
class Proofs:
    """The id of a rating, what its receipt is known by, and the key that seals its contact."""

    rating_id: int
    receipt_hash: bytes
    contact_key: bytes


@dataclass(frozen=True)
class Taken:
    """Where and when a rating was taken, and the key that seals its contact."""

    hall: Hall
    facts: HallFacts
    contact_key: bytes
    now: datetime


def write_rating(session: Session, around: Circumstances, form: RatingForm, proofs: Proofs) -> None:
    """The rating of a claimed visit, with all that belongs to it."""
    writer = connection()
    row = rating_row(around, form, proofs.rating_id)
    writer.execute(rating_rows.INSERT_RATING, row)
    receipt = {
        "hall_id": row["hall_id"],
        "hash": proofs.receipt_hash,
        "rating_id": proofs.rating_id,
    }
    writer.execute(rating_rows.INSERT_RECEIPT, receipt)
    count(writer, row, by=1)
    taken = Taken(around.place.hall, around.facts, proofs.contact_key, around.now)
    write_extras(session, taken, form, row)


def rating_row(around: Circumstances, form: RatingForm, rating_id: int) -> Row:
    """The immutable facts of a rating."""
    is_nobody = isinstance(around.owner, Unattributed)
    return {
        "hall_id": around.place.hall.id,
        "id": rating_id,
        "window_id": around.place.window_id,
        "staff_id": None if is_nobody else around.owner,
        "unattributed": around.owner if is_nobody else None,
        "matter_id": around.facts.matters.get(form.matter_code),
        "level": int(around.level),
        "tags": ",".join(kept_tags(form, codes_of(around.level))),
        "tag_set": CURRENT_TAG_SET,
        "lane": around.scan.lane,
        "channel": form.channel,
        "day": around.day,
        "half_day": half_day_of(around.scan.scanned_at, around.place.hall.zone),
        "month": str(around.month),
        "is_late": around.is_late,
        "is_pressed": form.is_pressed,
        "set_aside": around.set_aside,
        "first_rating_id": None,
        "entered_by": form.entered_by,
    }


def count(writer: Connection, row: Row, *, by: int) -> None:
    """Add a rating to the tallies of its window and its person (``by`` -1 takes it out)."""
    units = [("window", row["window_id"])]
    if row["staff_id"] is not None:
        units.append(("staff", row["staff_id"]))
    count_for(writer, row, units, by=by)


def count_for(writer: Connection, row: Row, units: list[tuple[str, int]], *, by: int) -> None:
    """Add a rating to the tallies of the given (kind, id) units only."""
    dialect = writer.dialect.name
    keys = [
        {
            "hall_id": row["hall_id"],
            "month": row["month"],
            "kind": kind,
            "unit_id": unit_id,
            "lane": row["lane"],
        }
        for kind, unit_id in units
    ]
    statement, counts = (
        (rating_rows.add_to_set_aside(dialect), _set_aside_counts(row, by))
        if row["set_aside"]
        else (rating_rows.add_to_tally(dialect), _tally_counts(row, by))
    )
    writer.execute(statement, [{**key, **counts} for key in keys])


def _tally_counts(row: Row, by: int) -> Row:
    place = "level" if row["first_rating_id"] is None else "second"
    late = by if row["is_late"] else 0
    return NO_COUNTS | {f"{place}_{row['level']}": by, "late": late}


def _set_aside_counts(row: Row, by: int) -> Row:
    is_bad = Level(row["level"]).is_bad
    return {"reason": row["set_aside"], "good": 0 if is_bad else by, "bad": by if is_bad else 0}


def write_extras(session: Session, taken: Taken, form: RatingForm, row: Row) -> None:
    """What few ratings have: text, photos, a contact, a case; all of it outside the digests."""
    owner = Owner(row["hall_id"], row["day"], rating_id=row["id"])
    if form.text.strip():
        session.add(RatingText(hall_id=owner.hall_id, rating_id=row["id"], text=form.text.strip()))
    add_photos(session, owner, form.photos)
    add_contact(session, owner, form, taken.contact_key)
    if Level(row["level"]).is_bad:
        add_case(session, taken.hall, taken.facts, _bad_rating(taken, form, row))


def _bad_rating(taken: Taken, form: RatingForm, row: Row) -> Received:
    return Received(
        kind=CaseKind.BAD_RATING,
        source=CaseSource.RATING,
        submission=sha256(f"rating|{row['id']}".encode()).digest(),
        received_at=taken.now,
        category="pressed" if form.is_pressed else "",
        window_id=row["window_id"],
        staff_id=row["staff_id"],
        rating_id=row["id"],
        has_contact=bool(form.contact),
    )
