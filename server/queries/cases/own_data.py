"""What is kept of the citizen beside their case's story, for themselves to see?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidTag
from sqlalchemy import or_, select

from server import errors
from server.db import session
from server.envelope import contact_context, unseal
from server.models.handling import PublishedReply
from server.models.ratings import Contact
from server.queries.cases.opened import opened_case
from server.queries.ratings.receipts import ReceiptProof, proof_of_receipt
from server.queries.registry.halls import Hall
from server.rules.cases.masking import HIDDEN, masked
from server.rules.cases.takers import Citizen


@dataclass(frozen=True)
class PublicReply:
    """An answer that the public may read, and since when."""

    reply: str
    published_on: date


def own_contact(hall: Hall, number: str, citizen: Citizen, keys: Sequence[bytes]) -> str:
    """The contact of the case, its middle hidden; empty where none is kept. Raises UnknownCase.

    One that no key opens any more is all hidden: it is there, and can still be erased.
    """
    case = opened_case(hall.id, number, citizen)
    row = session.execute(
        select(Contact.id, Contact.sealed)
        .where(
            Contact.hall_id == hall.id,
            or_(Contact.case_id == case.id, Contact.rating_id == (case.rating_id or 0)),
        )
        .order_by(Contact.id.desc())
    ).first()
    if row is None:
        return ""
    try:
        contact = unseal(row.sealed, keys, context=contact_context(hall.id, row.id))
    except InvalidTag:
        return HIDDEN
    return masked(contact)


def public_replies(hall: Hall, number: str, citizen: Citizen) -> tuple[PublicReply, ...]:
    """The answers of the case that are public now. Raises UnknownCase."""
    case = opened_case(hall.id, number, citizen)
    rows = session.execute(
        select(PublishedReply.reply, PublishedReply.published_on)
        .where(
            PublishedReply.hall_id == hall.id,
            PublishedReply.case_id == case.id,
            PublishedReply.withdrawn_on.is_(None),
        )
        .order_by(PublishedReply.round)
    )
    return tuple(PublicReply(*row) for row in rows)


def rating_behind(citizen: Citizen) -> ReceiptProof | None:
    """The visit's ratings, for whoever opened the case with their receipt; None with its code."""
    try:
        return proof_of_receipt(citizen.key)
    except errors.UnknownReceipt:
        return None
