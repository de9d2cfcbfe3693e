"""Is nearly the same complaint about this window being handled already, and is it one's own?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

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
        .join(CaseText, (CaseText.hall_id == Case.hall_id) & (CaseText.case_id == Case.id))
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
    row = session.execute(
        select(Case.hall_id, Case.number, Case.received_at, CaseText.text)
        .outerjoin(CaseText, (CaseText.hall_id == Case.hall_id) & (CaseText.case_id == Case.id))
        .where(Case.submission == sha256(b"complaint|" + nonce).digest())
    ).first()
    if row is None:
        return None
    hall_id, number, moment, text = row
    return SentBefore(number, day_of(moment, hall_of_id(hall_id).zone), text or "")


def likeness(one: str, other: str) -> float:
    """How alike two texts are as a whole, 0 to 100 (normalised indel distance, rapidfuzz)."""
    return fuzz.ratio(one, other)
