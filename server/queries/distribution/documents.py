"""Which documents were formed, who has which copy, and who has read and signed?"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from server.db import session
from server.models.distribution import Document, DocumentCopy, OutsideUnit
from server.models.registry import Department, Staff, Window
from server.rules.distribution.kinds import SIGNED_FOR, DocumentKind, Recipient, RecipientKind

NEWEST = 50
NAMES = {
    RecipientKind.DEPARTMENT: (Department.id, Department.name),
    RecipientKind.WINDOW: (Window.id, Window.name),
    RecipientKind.OUTSIDE_UNIT: (OutsideUnit.id, OutsideUnit.name),
    RecipientKind.STAFF: (Staff.id, Staff.name),
}


@dataclass(frozen=True)
class FoundDocument:
    """A document with its frozen facts; ``copies``, ``read`` and ``signed`` count its copies."""

    number: str
    kind: DocumentKind
    period: str
    about: str
    revision: int
    document_number: str
    title: str
    digest: str
    formed_on: date
    formed_by: str
    facts: Mapping[str, Any]
    copies: int = 0
    read: int = 0
    signed: int = 0


@dataclass(frozen=True)
class Copy:
    """One recipient's copy, with the recipient's name; moments are None until it happened."""

    recipient: Recipient
    name: str
    sent_at: datetime
    read_at: datetime | None
    read_by: str
    signed_at: datetime | None
    signed_by: str


def document_of(hall_id: int, number: str) -> FoundDocument | None:
    """The document of that number, None if the hall has none."""
    found = _documents(hall_id, Document.number == number)
    return found[0] if found else None


def latest_document(
    hall_id: int, kind: DocumentKind, period: str, about: str = ""
) -> FoundDocument | None:
    """The last revision of the document of that kind, period and subject; None while none is."""
    found = _documents(
        hall_id, Document.kind == kind, Document.period == period, Document.about == about
    )
    return max(found, key=lambda one: one.revision) if found else None


def revisions_of(hall_id: int, document: FoundDocument) -> tuple[FoundDocument, ...]:
    """Every revision of the document, the last first."""
    return _documents(
        hall_id,
        Document.kind == document.kind,
        Document.period == document.period,
        Document.about == document.about,
    )


def sheets_of(hall_id: int, kind: DocumentKind, period: str) -> tuple[FoundDocument, ...]:
    """The latest revision of every document of that kind and period, in order of whom it is about.

    Those of a hall's people, some thousands; copies are not counted.
    """
    return tuple(_plain(row) for row in sheet_rows(hall_id, kind, period))


def sheet_rows(hall_id: int, kind: DocumentKind, period: str) -> tuple[Document, ...]:
    """The same as they are stored."""
    rows = session.scalars(
        select(Document)
        .where(Document.hall_id == hall_id, Document.kind == kind, Document.period == period)
        .order_by(Document.about, Document.revision)
    )
    return tuple({row.about: row for row in rows}.values())


def own_copies(
    hall_id: int, documents: Collection[FoundDocument], recipients: frozenset[Recipient]
) -> Mapping[str, tuple[Copy, ...]]:
    """The copies that these recipients have of each of the documents, by its number."""
    if not documents or not recipients:
        return {}
    rows = session.execute(
        select(Document.number, DocumentCopy)
        .join(
            DocumentCopy,
            (DocumentCopy.hall_id == Document.hall_id) & (DocumentCopy.document_id == Document.id),
        )
        .where(
            Document.hall_id == hall_id,
            Document.number.in_(sorted(one.number for one in documents)),
            _is_to(recipients),
        )
    ).all()
    names = _names(tuple(copy for _, copy in rows))
    found: dict[str, list[Copy]] = {}
    for number, copy in rows:
        found.setdefault(number, []).append(_copy(copy, names))
    return {number: tuple(copies) for number, copies in found.items()}


def newest_documents(
    hall_id: int, kinds: Collection[DocumentKind] = tuple(DocumentKind), period: str = ""
) -> tuple[FoundDocument, ...]:
    """The fifty documents of these kinds that were formed last, of one period where it is given."""
    in_period = (Document.period == period,) if period else ()
    return _documents(hall_id, Document.kind.in_(sorted(kinds)), *in_period)


def received_by(hall_id: int, recipients: frozenset[Recipient]) -> tuple[FoundDocument, ...]:
    """The fifty newest documents of which one of these recipients has a copy."""
    if not recipients:
        return ()
    has_copy = (
        select(DocumentCopy.id)
        .where(
            DocumentCopy.hall_id == hall_id,
            DocumentCopy.document_id == Document.id,
            _is_to(recipients),
        )
        .correlate(Document)
        .exists()
    )
    return _documents(hall_id, has_copy)


def to_be_signed(hall_id: int, recipients: frozenset[Recipient]) -> int:
    """How many documents wait for the signature of one of these recipients."""
    if not recipients:
        return 0
    waiting = (
        select(func.count(func.distinct(Document.id)))
        .join(
            DocumentCopy,
            (DocumentCopy.hall_id == Document.hall_id) & (DocumentCopy.document_id == Document.id),
        )
        .where(
            DocumentCopy.hall_id == hall_id,
            _is_to(recipients),
            DocumentCopy.signed_at.is_(None),
            Document.kind.in_(sorted(SIGNED_FOR)),
        )
    )
    return session.scalar(waiting) or 0


def copies_of(hall_id: int, number: str) -> tuple[Copy, ...]:
    """Every copy of the document, by kind and name of the recipient."""
    rows = session.execute(
        select(DocumentCopy)
        .join(
            Document,
            (Document.hall_id == DocumentCopy.hall_id) & (Document.id == DocumentCopy.document_id),
        )
        .where(DocumentCopy.hall_id == hall_id, Document.number == number)
    ).scalars()
    copies = tuple(rows)
    names = _names(copies)
    found = (_copy(one, names) for one in copies)
    return tuple(sorted(found, key=lambda one: (one.recipient.kind, one.name)))


def opened_by(hall_id: int, secret: str) -> FoundDocument | None:
    """The document whose copy for an outside unit the secret opens."""
    has_secret = (
        select(DocumentCopy.id)
        .where(
            DocumentCopy.hall_id == hall_id,
            DocumentCopy.document_id == Document.id,
            DocumentCopy.secret_hash == sha256(secret.encode()).digest(),
        )
        .correlate(Document)
        .exists()
    )
    found = _documents(hall_id, has_secret)
    return found[0] if found else None


def copy_opened_by(hall_id: int, secret: str) -> Copy | None:
    """The copy for an outside unit that the secret opens."""
    row = session.scalars(
        select(DocumentCopy).where(
            DocumentCopy.hall_id == hall_id,
            DocumentCopy.secret_hash == sha256(secret.encode()).digest(),
        )
    ).first()
    return _copy(row, _names((row,))) if row else None


def _documents(hall_id: int, *conditions: ColumnElement[bool]) -> tuple[FoundDocument, ...]:
    rows = session.execute(
        select(
            Document,
            func.count(DocumentCopy.id),
            func.count(DocumentCopy.read_at),
            func.count(DocumentCopy.signed_at),
        )
        .outerjoin(
            DocumentCopy,
            (DocumentCopy.hall_id == Document.hall_id) & (DocumentCopy.document_id == Document.id),
        )
        .where(Document.hall_id == hall_id, *conditions)
        .group_by(Document.hall_id, Document.id)
        .order_by(Document.formed_at.desc(), Document.revision.desc(), Document.id.desc())
        .limit(NEWEST)
    )
    return tuple(_document(row) for row in rows)


def _document(row: Row[Document, int, int, int]) -> FoundDocument:
    document, copies, read, signed = row
    return replace(_plain(document), copies=copies, read=read, signed=signed)


def _plain(document: Document) -> FoundDocument:
    return FoundDocument(
        document.number,
        DocumentKind(document.kind),
        document.period,
        document.about,
        document.revision,
        document.document_number,
        document.title,
        document.digest,
        document.formed_on,
        document.formed_by,
        json.loads(document.facts),
    )


def _is_to(recipients: frozenset[Recipient]) -> ColumnElement[bool]:
    return or_(
        *(
            and_(DocumentCopy.recipient == one.kind, DocumentCopy.recipient_id == one.id)
            for one in sorted(recipients)
        )
    )


def _names(copies: tuple[DocumentCopy, ...]) -> Mapping[Recipient, str]:
    names: dict[Recipient, str] = {}
    for kind, (key, name) in NAMES.items():
        ids = {copy.recipient_id for copy in copies if copy.recipient == kind}
        if ids:
            for found, called in session.execute(select(key, name).where(key.in_(ids))):
                names[Recipient(kind, found)] = called
    return names


def _copy(copy: DocumentCopy, names: Mapping[Recipient, str]) -> Copy:
    recipient = Recipient(RecipientKind(copy.recipient), copy.recipient_id)
    return Copy(
        recipient,
        names.get(recipient, ""),
        copy.sent_at,
        copy.read_at,
        copy.read_by,
        copy.signed_at,
        copy.signed_by,
    )
