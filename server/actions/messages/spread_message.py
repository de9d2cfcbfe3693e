"""A message finds its recipients: one delivery for each of them and channel."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from server.actions.messages.spreading import add_deliveries
from server.db import transaction
from server.models.messages import Message
from server.queries.messages.targets import Ways, envelope_of, targets


def spread_message(hall_id: int, message_id: int, ways: Ways, *, now: datetime) -> bool:
    """A message is put before its recipients; False: it is not its turn, or was done before.

    Messages of one case are spread in order. A message that a circle of the hall should have
    heard and nobody stands in stays visible as refused. May be repeated: the key of a delivery
    is its message, channel and recipient.
    """
    with transaction() as session:
        message = session.scalar(
            select(Message)
            .where(
                Message.hall_id == hall_id,
                Message.id == message_id,
                Message.state == "waiting",
                ~_has_earlier_one(),
            )
            .with_for_update(of=Message, skip_locked=True)
        )
        if message is None:
            return False
        envelope = envelope_of(message)
        add_deliveries(session, message, targets(envelope, ways), now=now)
        message.state = "sent"
        return True


def _has_earlier_one() -> ColumnElement[bool]:
    """Whether an earlier message of the same case has not been spread."""
    earlier = aliased(Message)
    return exists().where(
        earlier.hall_id == Message.hall_id,
        earlier.case_id == Message.case_id,
        earlier.position < Message.position,
        earlier.state == "waiting",
    )
