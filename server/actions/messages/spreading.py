"""What does a delivery look like that begins its way?"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.operations.statements import insert_into, table_of
from server.ids import new_id, new_number
from server.models.messages import Message, MessageDelivery
from server.queries.messages.targets import NOBODY, Target
from server.rules.messages.delivery import Channel, DeliveryState


def add_deliveries(
    session: Session, message: Message, found: Iterable[Target], *, now: datetime
) -> None:
    """The message is on its way to those; to whom it was before, nothing changes."""
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
