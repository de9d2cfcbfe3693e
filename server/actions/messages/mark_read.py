"""Somebody has read what lay in their inbox."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update

from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.messages import MessageDelivery
from server.rules.messages.delivery import Channel


def mark_read(
    hall_id: int, account_id: int, *, numbers: Collection[str] = (), now: datetime
) -> int:
    """A person marks messages of theirs as read, without numbers all; how many that were.

    What is not theirs, or was read before, stays as it is.
    """
    theirs = update(MessageDelivery).where(
        MessageDelivery.hall_id == hall_id,
        MessageDelivery.account_id == account_id,
        MessageDelivery.channel == Channel.INBOX,
        MessageDelivery.read_at.is_(None),
    )
    wanted = theirs.where(MessageDelivery.number.in_(numbers)) if numbers else theirs
    with transaction() as session:
        return count_of(session.connection(), wanted.values(read_at=now))
