"""A person has a message sent once more that its receiver says it never got."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.actions.messages.afresh import UnknownDelivery, afresh
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.messages import MessageDelivery
from server.rules.accounts.roles import Actor
from server.rules.messages.delivery import Channel, DeliveryState


def replay_message(hall_id: int, number: str, *, by: Actor | str, now: datetime) -> None:
    """A person has a message that was sent sent once more, under the same number.

    Raises UnknownDelivery, also for what lies in an inbox.
    """
    sent = update(MessageDelivery).where(
        MessageDelivery.hall_id == hall_id,
        MessageDelivery.number == number,
        MessageDelivery.state == DeliveryState.SENT,
        MessageDelivery.channel != Channel.INBOX,
    )
    with transaction() as session:
        if not count_of(session.connection(), sent.values(**afresh(now))):
            raise UnknownDelivery(number=number)
        record(session, hall_id, by, "message_replayed", number, now=now)
