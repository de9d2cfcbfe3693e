"""Somebody sends a document: each recipient has a copy, once, and hears of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.ids import new_id, new_secret
from server.models.distribution import Document, DocumentCopy
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.distribution.kinds import Recipient, RecipientKind
from server.rules.messages.audience import Audience, to_head, to_staff
from server.rules.messages.topics import Topic


@dataclass(frozen=True)
class Sent:
    """How many copies are new, and the secret that opens each new copy of an outside unit.

    A secret is shown once, to be handed over with the letter; only its hash is kept.
    """

    copies: int
    secrets: Mapping[int, str]


def send_document(
    hall: Hall, number: str, recipients: Iterable[Recipient], *, by: Actor | str, now: datetime
) -> Sent:
    """Every recipient has a copy of the document from now on; who had one keeps it.

    Raises Unknown when the hall has no document of that number.
    """
    with transaction() as session:
        document = session.scalars(
            select(Document).where(Document.hall_id == hall.id, Document.number == number)
        ).first()
        if document is None:
            raise errors.Unknown
        sent = send_copies(session, document, recipients, Sending(by, now))
        record(
            session, hall.id, by, "document_sent", number, facts={"copies": sent.copies}, now=now
        )
        return sent


@dataclass(frozen=True)
class Sending:
    """By whom something is sent, and when (with zone)."""

    by: Actor | str
    now: datetime


def send_copies(
    session: Session,
    document: Document,
    recipients: Iterable[Recipient],
    sending: Sending,
) -> Sent:
    """The same in the caller's transaction, for an action that forms and sends at once."""
    secrets: dict[int, str] = {}
    copies = 0
    for recipient in sorted(set(recipients)):
        secret = new_secret() if recipient.kind is RecipientKind.OUTSIDE_UNIT else ""
        if not _is_new(session, _row(document, recipient, secret, sending)):
            continue
        copies += 1
        if secret:
            secrets[recipient.id] = secret
        _tell(session, document, recipient, sending.now)
    return Sent(copies, secrets)


def _is_new(session: Session, row: Mapping[str, object]) -> bool:
    connection = session.connection()
    insert = insert_into(connection, table_of(DocumentCopy)).on_conflict_do_nothing(
        index_elements=["hall_id", "document_id", "recipient", "recipient_id"]
    )
    return count_of(connection, insert.values(**row)) == 1


def _row(
    document: Document, recipient: Recipient, secret: str, sending: Sending
) -> Mapping[str, object]:
    return {
        "hall_id": document.hall_id,
        "id": new_id(sending.now.date()),
        "document_id": document.id,
        "recipient": recipient.kind,
        "recipient_id": recipient.id,
        "secret_hash": sha256(secret.encode()).digest() if secret else None,
        "sent_at": sending.now,
        "sent_by": name_of(sending.by),
        "read_by": "",
        "signed_by": "",
    }


def _tell(session: Session, document: Document, recipient: Recipient, now: datetime) -> None:
    """Departments and people hear of it; a window through its people, a township by letter."""
    audience = _audience(recipient)
    if audience is not None:
        news = News(Topic.DOCUMENT_SENT, audience, {"number": document.number})
        dedupe = f"document/{document.number}/{recipient.id}"
        tell(session, document.hall_id, news, dedupe=dedupe, now=now)


def _audience(recipient: Recipient) -> Audience | None:
    if recipient.kind is RecipientKind.DEPARTMENT:
        return to_head(recipient.id)
    return to_staff(recipient.id) if recipient.kind is RecipientKind.STAFF else None
