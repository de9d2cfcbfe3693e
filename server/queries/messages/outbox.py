"""What has become of the messages of a hall: which wait, which were given up, and why?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from server.db import session
from server.models.accounts import Account
from server.models.messages import Message, MessageDelivery, Webhook
from server.rules.messages.delivery import Channel, DeliveryState
from server.rules.messages.topics import Topic

PAGE = 50
OPEN = (
    DeliveryState.WAITING,
    DeliveryState.CLAIMED,
    DeliveryState.REFUSED,
    DeliveryState.POISON,
)


@dataclass(frozen=True)
class Filters:
    """Which deliveries are asked for; an empty one lets everything pass."""

    states: Collection[DeliveryState] = OPEN
    channels: Collection[Channel] = ()
    topics: Collection[Topic] = ()


@dataclass(frozen=True)
class Delivery:
    """One message on its way to one recipient, without what it says.

    ``recipient`` is the title of an account or the name of a webhook; a citizen is only the
    case. ``reason`` is the code of ``messages.reason_<reason>``, ``detail`` a code behind it.
    """

    number: str
    topic: Topic
    channel: Channel
    recipient: str
    state: DeliveryState
    tries: int
    next_try_at: datetime
    written_at: datetime
    sent_at: datetime | None
    reason: str
    detail: str


@dataclass(frozen=True)
class Outbox:
    """One page of deliveries; ``has_more``: there is a next one."""

    deliveries: tuple[Delivery, ...]
    has_more: bool


def outbox(hall_id: int, filters: Filters, *, page: int = 1) -> Outbox:
    """The deliveries of the hall that pass, page by page of fifty (1 the first).

    Those due first are at the top; of what was sent the latest.
    """
    table = MessageDelivery
    wanted = [table.hall_id == hall_id]
    for column, values in (
        (table.state, filters.states),
        (table.channel, filters.channels),
        (Message.topic, filters.topics),
    ):
        if values:
            wanted.append(column.in_(tuple(values)))
    rows = session.execute(
        select(table, Message.topic, Message.written_at, Account.title)
        .join(Message, (Message.hall_id == table.hall_id) & (Message.id == table.message_id))
        .outerjoin(Account, Account.id == table.account_id)
        .where(*wanted)
        .order_by(*_order(filters))
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    names = _webhook_names(hall_id)
    found = tuple(_delivery(*row, names=names) for row in rows[:PAGE])
    return Outbox(found, has_more=len(rows) > PAGE)


def outbox_counts(hall_id: int) -> dict[str, int]:
    """How many deliveries of the hall stand in each state but *sent*; each state is there."""
    rows = session.execute(
        select(MessageDelivery.state, func.count())
        .where(MessageDelivery.hall_id == hall_id, MessageDelivery.state.in_(OPEN))
        .group_by(MessageDelivery.state)
    )
    return {str(state): 0 for state in OPEN} | dict(rows.all())


def given_up_unspread(hall_id: int) -> int:
    """How many messages of the hall were given up before they had recipients: a fault of ours."""
    given_up = (Message.hall_id == hall_id, Message.state == "poison")
    return session.scalar(select(func.count()).select_from(Message).where(*given_up)) or 0


def _order(filters: Filters) -> tuple[ColumnElement[Any], ...]:
    by: tuple[Any, ...] = (
        MessageDelivery.next_try_at,
        MessageDelivery.position,
        MessageDelivery.id,
    )
    is_past = DeliveryState.SENT in filters.states or not filters.states
    return tuple(column.desc() for column in by) if is_past else by


def _webhook_names(hall_id: int) -> dict[str, str]:
    rows = session.execute(select(Webhook.id, Webhook.name).where(Webhook.hall_id == hall_id))
    return {f"webhook/{webhook_id}": name for webhook_id, name in rows}


def _delivery(
    row: MessageDelivery, topic: str, written_at: datetime, title: str | None, **more: Any
) -> Delivery:
    reason, _, detail = row.error.partition(" ")
    return Delivery(
        number=row.number,
        topic=Topic(topic),
        channel=Channel(row.channel),
        recipient=title or more["names"].get(row.recipient, row.recipient),
        state=DeliveryState(row.state),
        tries=row.tries,
        next_try_at=row.next_try_at,
        written_at=written_at,
        sent_at=row.sent_at,
        reason=reason,
        detail=detail,
    )
