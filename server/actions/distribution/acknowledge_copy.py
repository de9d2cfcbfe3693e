"""A recipient has read a document, or signs for it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.models.distribution import Document, DocumentCopy
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.distribution.kinds import Recipient, RecipientKind


@dataclass(frozen=True)
class Receipt:
    """Of which document, as which recipient: read it, or ``signs`` for it as well."""

    number: str
    recipient: Recipient
    signs: bool = False


def acknowledge_copy(hall: Hall, receipt: Receipt, *, by: Actor, now: datetime) -> None:
    """Somebody of the recipient reads the document or signs for it; the first one's name stays.

    The caller has checked that the person speaks for the recipient. Raises Unknown when the
    recipient has no copy.
    """
    with transaction() as session:
        asked = (
            select(DocumentCopy)
            .join(
                Document,
                (Document.hall_id == DocumentCopy.hall_id)
                & (Document.id == DocumentCopy.document_id),
            )
            .where(
                DocumentCopy.hall_id == hall.id,
                Document.number == receipt.number,
                DocumentCopy.recipient == receipt.recipient.kind,
                DocumentCopy.recipient_id == receipt.recipient.id,
            )
        )
        copy = session.scalars(asked).first()
        if copy is None:
            raise errors.Unknown
        _note(session, hall, copy, receipt, _Reader(by, now))


def acknowledge_by_secret(
    hall: Hall, secret: str, name: str, *, signs: bool, now: datetime
) -> None:
    """Somebody of an outside unit, who holds the secret of its copy, reads or signs with a name.

    Raises Unknown for a secret that opens nothing.
    """
    with transaction() as session:
        copy = session.scalars(
            select(DocumentCopy).where(
                DocumentCopy.hall_id == hall.id,
                DocumentCopy.secret_hash == sha256(secret.encode()).digest(),
            )
        ).first()
        if copy is None:
            raise errors.Unknown
        document = session.get_one(Document, (hall.id, copy.document_id))
        receipt = Receipt(document.number, Recipient(copy_kind(copy), copy.recipient_id), signs)
        _note(session, hall, copy, receipt, _Reader(name, now))


@dataclass(frozen=True)
class _Reader:
    by: Actor | str
    now: datetime


def copy_kind(copy: DocumentCopy) -> RecipientKind:
    """What kind of recipient has the copy."""
    return RecipientKind(copy.recipient)


def _note(
    session: Session, hall: Hall, copy: DocumentCopy, receipt: Receipt, reader: _Reader
) -> None:
    who = name_of(reader.by)
    if copy.read_at is None:
        copy.read_at, copy.read_by = reader.now, who
    if receipt.signs and copy.signed_at is None:
        copy.signed_at, copy.signed_by = reader.now, who
        session.flush()
        record(session, hall.id, reader.by, "document_signed_for", receipt.number, now=reader.now)
