"""Which messages have not been spread to their recipients yet?"""

from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.messages import Message

AT_ONCE = 100


def waiting(now: datetime) -> tuple[tuple[int, int], ...]:
    """The hall and the id of each message to spread now, in the order they were written."""
    rows = session.execute(
        select(Message.hall_id, Message.id)
        .where(Message.state == "waiting", Message.next_try_at <= now)
        .order_by(Message.next_try_at, Message.position, Message.id)
        .limit(AT_ONCE)
    )
    return tuple((hall_id, message_id) for hall_id, message_id in rows)
