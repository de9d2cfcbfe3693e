"""A node takes one delivery for itself, so that no other node sends it meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased

from server.db import transaction
from server.models.messages import Message, MessageDelivery
from server.rules.messages.delivery import UNSETTLED, Channel, DeliveryState


@dataclass(frozen=True)
class Claim:
    """The right of one node to send one delivery now. ``tries`` is 1 the first time.

    ``number`` is the same at every try: the receiver can tell by it that it has it already.
    """

    hall_id: int
    delivery_id: int
    message_id: int
    number: str
    channel: Channel
    recipient: str
    owner: str
    tries: int


@dataclass(frozen=True)
class Wanted:
    """Which deliveries a node looks for: of one channel, but to none of these recipients."""

    channel: Channel
    owner: str
    lease: timedelta
    but: frozenset[str] = frozenset()


def claim_message(wanted: Wanted, *, now: datetime) -> Claim | None:
    """A node takes the delivery that waits longest; None: nothing waits that may go now.

    One whose owner was silent for a whole lease is taken over. Of one case and recipient the
    next is taken only when the earlier is settled: sent, refused or given up.
    """
    with transaction() as session:
        delivery = session.scalar(_next(wanted, now))
        if delivery is None:
            return None
        delivery.state = DeliveryState.CLAIMED
        delivery.owner = wanted.owner
        delivery.tries += 1
        delivery.lease_until = delivery.next_try_at = now + wanted.lease
        return _claim(delivery, wanted)


def _claim(delivery: MessageDelivery, wanted: Wanted) -> Claim:
    return Claim(
        hall_id=delivery.hall_id,
        delivery_id=delivery.id,
        message_id=delivery.message_id,
        number=delivery.number,
        channel=wanted.channel,
        recipient=delivery.recipient,
        owner=delivery.owner,
        tries=delivery.tries,
    )


def _next(wanted: Wanted, now: datetime) -> Select[MessageDelivery]:
    table = MessageDelivery
    # The row is locked until the claim is committed, so that no two nodes take the same one.
    return (
        select(table)
        .join(Message, (Message.hall_id == table.hall_id) & (Message.id == table.message_id))
        .where(
            table.state.in_(UNSETTLED),
            table.next_try_at <= now,
            table.channel == wanted.channel,
            table.recipient.not_in(wanted.but),
            ~_has_earlier_one(),
        )
        .order_by(table.next_try_at, table.position, table.id)
        .limit(1)
        .with_for_update(of=table, skip_locked=True)
    )


def _has_earlier_one() -> ColumnElement[bool]:
    """Whether the recipient has not got an earlier message of the same case yet."""
    earlier, its_message = aliased(MessageDelivery), aliased(Message)
    return exists().where(
        its_message.hall_id == Message.hall_id,
        its_message.case_id == Message.case_id,
        its_message.position < Message.position,
        earlier.hall_id == its_message.hall_id,
        earlier.message_id == its_message.id,
        earlier.channel == MessageDelivery.channel,
        earlier.recipient == MessageDelivery.recipient,
        earlier.state.in_(UNSETTLED),
    )
