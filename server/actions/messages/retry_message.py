"""A person has one message tried again that did not arrive."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.messages.afresh import UnknownDelivery, afresh
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.messages import Message, MessageDelivery
from server.queries.messages.targets import NOBODY
from server.rules.accounts.roles import Actor
from server.rules.messages.delivery import FAILED


def retry_message(hall_id: int, number: str, *, by: Actor | str, now: datetime) -> None:
    """A person has one delivery tried again that was refused or given up, with fresh patience.

    One that nobody stood for looks for its recipients anew. Raises UnknownDelivery.
    """
    with transaction() as session:
        failed = (
            MessageDelivery.hall_id == hall_id,
            MessageDelivery.number == number,
            MessageDelivery.state.in_(FAILED),
        )
        again = update(MessageDelivery).where(*failed).values(error="", **afresh(now))
        is_spread = _spread_again(session, hall_id, failed, now)
        if not is_spread and not count_of(session.connection(), again):
            raise UnknownDelivery(number=number)
        record(session, hall_id, by, "message_retried", number, now=now)


def _spread_again(
    session: Session, hall_id: int, failed: tuple[ColumnElement[bool], ...], now: datetime
) -> bool:
    """Whether it was one that nobody stood for: it is gone, and its message waits again."""
    nobodys = delete(MessageDelivery).where(*failed, MessageDelivery.recipient == NOBODY)
    message_id = session.scalar(nobodys.returning(MessageDelivery.message_id))
    its_message = update(Message).where(Message.hall_id == hall_id, Message.id == message_id)
    return count_of(session.connection(), its_message.values(**afresh(now))) == 1
