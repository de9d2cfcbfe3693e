"""A message finds its recipients: one delivery for each of them and channel."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.ids import new_id, new_number
from server.models.messages import Message, MessageDelivery
from server.queries.messages.targets import NOBODY, Envelope, Target, Ways, targets
from server.rules.messages.audience import audience_of
from server.rules.messages.delivery import Channel, DeliveryState
from server.rules.messages.topics import Topic


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
        topic, audience = Topic(message.topic), audience_of(message.audience)
        envelope = Envelope(hall_id, topic, audience, message.case_id, message.written_at)
        _add(session, message, targets(envelope, ways), now=now)
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


def _add(session: Session, message: Message, found: Iterable[Target], *, now: datetime) -> None:
    rows = [_row(message, target, now) for target in found]
    insert = insert_into(session.connection(), table_of(MessageDelivery)).on_conflict_do_nothing(
        index_elements=["hall_id", "message_id", "channel", "recipient"]
    )
    if rows:
        session.execute(insert, rows)


def _row(message: Message, target: Target, now: datetime) -> dict[str, object]:
    state, error = _beginning(target)
    return {
        "hall_id": message.hall_id,
        "id": new_id(now.date()),
        "number": new_number(),
        "message_id": message.id,
        "position": message.position,
        **vars(target),
        "state": state,
        "error": error,
        "sent_at": now if state is DeliveryState.SENT else None,
        "next_try_at": now,
        "tries": 0,
        "owner": "",
    }


def _beginning(target: Target) -> tuple[DeliveryState, str]:
    """Who reads it in the console has it with the row; by other channels it has to be sent."""
    if target.recipient == NOBODY:
        return DeliveryState.REFUSED, NOBODY
    is_there = target.channel is Channel.INBOX
    return (DeliveryState.SENT if is_there else DeliveryState.WAITING), ""
