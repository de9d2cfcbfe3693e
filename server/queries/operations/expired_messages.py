"""Which messages have been kept as long as they may be?"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, or_, select

from server.ids import first_id
from server.models.messages import Message, MessageDelivery
from server.rules.messages.delivery import DeliveryState

# Rows are numbered by their day in UTC, which can be the one before or after the hall's.
ZONES_APART = timedelta(days=2)
# What was given up waits for a person, however long.
OPEN = (DeliveryState.WAITING, DeliveryState.CLAIMED, DeliveryState.POISON)


def message_keys(hall_id: int, day: date, moment: datetime) -> Select[Any]:
    """Of messages of which every delivery was settled before that moment (the end of that day).

    ``next_try_at`` is never before the settling: it is the end of the claim, or the moment of
    spreading for what lies in an inbox.
    """
    unsettled = exists().where(
        MessageDelivery.hall_id == Message.hall_id,
        MessageDelivery.message_id == Message.id,
        or_(MessageDelivery.state.in_(OPEN), MessageDelivery.next_try_at >= moment),
    )
    return select(Message.id).where(
        Message.hall_id == hall_id,
        Message.id < first_id(day + ZONES_APART),
        Message.state == "sent",
        Message.next_try_at < moment,
        ~unsettled,
    )
