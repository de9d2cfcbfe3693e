"""Which quarters and years have sheets, and how far have they got to their people?"""

from dataclasses import dataclass

from sqlalchemy import func, select

from server.db import session
from server.models.distribution import Document, DocumentCopy
from server.rules.distribution.kinds import PERSONAL, DocumentKind


@dataclass(frozen=True)
class Batch:
    """The sheets of a kind and period: how many, how many copies are sent, read, signed for."""

    kind: DocumentKind
    period: str
    sheets: int
    sent: int
    read: int
    signed: int


def batches(hall_id: int) -> tuple[Batch, ...]:
    """The periods that have sheets, the last formed first."""
    rows = session.execute(
        select(
            Document.kind,
            Document.period,
            func.count(func.distinct(Document.about)),
            func.count(DocumentCopy.sent_at),
            func.count(DocumentCopy.read_at),
            func.count(DocumentCopy.signed_at),
        )
        .outerjoin(
            DocumentCopy,
            (DocumentCopy.hall_id == Document.hall_id) & (DocumentCopy.document_id == Document.id),
        )
        .where(
            Document.hall_id == hall_id,
            Document.kind.in_(sorted(PERSONAL)),
        )
        .group_by(Document.kind, Document.period)
        .order_by(func.max(Document.formed_at).desc())
    )
    return tuple(
        Batch(DocumentKind(kind), period, sheets, sent, read, signed)
        for kind, period, sheets, sent, read, signed in rows
    )
