"""A person has everything tried again that was given up, once the mail server works again."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.actions.messages.afresh import afresh
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.messages import Message, MessageDelivery
from server.rules.accounts.roles import Actor
from server.rules.messages.delivery import DeliveryState


def retry_all(hall_id: int, *, by: Actor | str, now: datetime) -> int:
    """A person has everything of the hall tried again that was given up; how much that is.

    What was refused is left: trying again would change nothing.
    """
    unspread = update(Message).where(Message.hall_id == hall_id, Message.state == "poison")
    given_up = update(MessageDelivery).where(
        MessageDelivery.hall_id == hall_id, MessageDelivery.state == DeliveryState.POISON
    )
    with transaction() as session:
        count = count_of(session.connection(), unspread.values(**afresh(now)))
        count += count_of(session.connection(), given_up.values(error="", **afresh(now)))
        record(session, hall_id, by, "messages_retried", facts={"count": count}, now=now)
        return count
