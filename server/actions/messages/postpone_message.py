"""The clock leaves a message alone that could not be spread, and gives it up in the end."""

from datetime import datetime

from sqlalchemy import select

from server.db import transaction
from server.models.messages import Message
from server.rules.messages.delivery import pause_after


def postpone_message(hall_id: int, message_id: int, *, now: datetime) -> None:
    """A message whose recipients could not be found rests, longer each time, then is given up.

    Given up it is ``poison``: it rings an alarm and a person can have it tried again.
    """
    with transaction() as session:
        message = session.scalar(
            select(Message).where(
                Message.hall_id == hall_id, Message.id == message_id, Message.state == "waiting"
            )
        )
        if message is None:
            return
        message.tries += 1
        pause = pause_after(message.tries, str(message_id))
        if pause is None:
            message.state = "poison"
        else:
            message.next_try_at = now + pause
