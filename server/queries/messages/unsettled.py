"""How much has not arrived yet, in the whole installation, and since when?"""

from collections import Counter
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.messages import Message, MessageDelivery
from server.rules.messages.delivery import UNSETTLED

# Messages that wait for their recipients count with the deliveries that wait to be sent.
COUNTED = ("waiting", "claimed", "poison")


def message_counts() -> dict[str, int]:
    """How many messages and deliveries wait, are in hand, or were given up (``poison``)."""
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for table in (Message, MessageDelivery):
        rows = session.execute(
            select(table.state, func.count()).where(table.state.in_(COUNTED)).group_by(table.state)
        )
        counts.update(dict(rows.all()))
    return dict(counts)


def oldest_due() -> datetime | None:
    """Since when (UTC) the oldest unsettled one could have been carried on; None: none is there."""
    moments = [
        session.scalar(select(func.min(table.next_try_at)).where(table.state.in_(UNSETTLED)))
        for table in (Message, MessageDelivery)
    ]
    return min((moment for moment in moments if moment), default=None)


def oldest_written() -> datetime | None:
    """When (UTC) the oldest happening was that not everybody heard of; None: there is none."""
    waiting = select(func.min(Message.written_at)).where(Message.state.in_(UNSETTLED))
    unsent = (
        select(func.min(Message.written_at))
        .join(
            MessageDelivery,
            (MessageDelivery.hall_id == Message.hall_id)
            & (MessageDelivery.message_id == Message.id),
        )
        .where(MessageDelivery.state.in_(UNSETTLED))
    )
    moments = [session.scalar(waiting), session.scalar(unsent)]
    return min((moment for moment in moments if moment), default=None)
