"""Is nearly the same complaint about this window being handled already, and is it one's own?"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select

from server.db import session
from server.models.cases import Case, CaseText
from server.queries.registry.halls import Hall, hall_of_id
from server.rules.cases.alike import COMPARED_DAYS, EarlierText, alike_since
from server.rules.cases.kinds import CaseKind
from server.rules.months import day_of

# A window with more open complaints in a week has other troubles than one sent twice.
MOST_COMPARED = 200
_OF_CASE = (CaseText.hall_id == Case.hall_id) & (CaseText.case_id == Case.id)
_WRITTEN = select(
    Case.hall_id, Case.number, Case.received_at, Case.code_hash, CaseText.text
).outerjoin(CaseText, _OF_CASE)


@dataclass(frozen=True)
class SentBefore:
    """What came from the same form before; ``text`` is empty where it has been erased."""

    number: str
    received_on: date
    text: str


def handled_since(hall: Hall, window_id: int, text: str, now: datetime) -> date | None:
    """Since when nearly the same, of whomever, is being handled at that window; None if it is not.

    Nothing else of it is told. A tip-off is never compared: it is nobody's to know of.
    """
    rows = session.execute(
        select(Case.received_at, CaseText.text)
        .join(CaseText, _OF_CASE)
        .where(
            Case.hall_id == hall.id,
            Case.window_id == window_id,
            Case.received_at > now - timedelta(days=COMPARED_DAYS),
            Case.is_open,
            Case.kind != CaseKind.TIP_OFF,
        )
        .order_by(Case.received_at.desc())
        .limit(MOST_COMPARED)
    )
    others = [EarlierText(day_of(moment, hall.zone), words) for moment, words in rows]
    return alike_since(text, others, likeness)


def sent_before(nonce: bytes) -> SentBefore | None:
    """What the form with that nonce has filed already; None while it has filed nothing."""
    submission = sha256(b"complaint|" + nonce).digest()
    row = session.execute(_WRITTEN.where(Case.submission == submission)).first()
    return _sent(row) if row else None


def own_case(number: str, key: bytes) -> SentBefore | None:
    """The case of that number for whoever has opened it with its code; None for anyone else."""
    row = session.execute(_WRITTEN.where(Case.number == number)).first()
    is_own = row is not None and hmac.compare_digest(row.code_hash or b"", key)
    return _sent(row) if is_own else None


def _sent(row: Any) -> SentBefore:
    zone = hall_of_id(row.hall_id).zone
    return SentBefore(row.number, day_of(row.received_at, zone), row.text or "")


def likeness(one: str, other: str) -> float:
    """How alike two texts are as a whole, 0 to 100 (normalised indel distance, rapidfuzz)."""
    return fuzz.ratio(one, other)
