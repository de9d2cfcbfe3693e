"""How can whoever filed a case be written to, if they agreed to it?"""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from server.db import session
from server.envelope import contact_context, unseal
from server.models.cases import Case
from server.models.ratings import Contact
from server.rules.messages.contacts import agreed_to_messages, way_to
from server.rules.messages.delivery import Channel

Way = tuple[Channel, str]


def way_to_citizen(hall_id: int, case_id: int, keys: Sequence[bytes]) -> Way | None:
    """The channel and the address; None: there is no contact, no consent, or neither kind.

    ``keys`` open the contact; nothing of it is kept. Raises cryptography's InvalidTag where
    none of them does.
    """
    rows = session.execute(
        select(Contact.id, Contact.sealed, Contact.consent)
        .join(
            Case,
            and_(
                Case.hall_id == Contact.hall_id,
                or_(Contact.case_id == Case.id, Contact.rating_id == Case.rating_id),
            ),
        )
        .where(Contact.hall_id == hall_id, Case.id == case_id)
        .order_by(Contact.case_id.is_(None), Contact.id)
    )
    ways = (
        way_to(unseal(sealed, keys, context=contact_context(hall_id, row_id)))
        for row_id, sealed, consent in rows
        if agreed_to_messages(consent)
    )
    return next((way for way in ways if way), None)
