"""A node takes one thing that WeChat told us for itself, so that no other deals with it too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from server.db import transaction
from server.models.wechat_accounts import WechatEvent
from server.rules.wechat_events import UNSETTLED, EventState


@dataclass(frozen=True)
class EventClaim:
    """The right of one node to deal with one event now. ``tries`` is 1 the first time."""

    key: bytes
    name: str
    owner: str
    tries: int


def claim_event(owner: str, lease: timedelta, *, now: datetime) -> EventClaim | None:
    """A node takes the event that waits longest; None: nothing waits that may be tried now.

    One whose owner was silent for a whole lease is taken over.
    """
    # The row is locked until the claim is committed, so that no two nodes take the same one.
    wanted = (
        select(WechatEvent)
        .where(WechatEvent.state.in_(UNSETTLED), WechatEvent.next_try_at <= now)
        .order_by(WechatEvent.next_try_at, WechatEvent.received_at, WechatEvent.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with transaction() as session:
        event = session.scalar(wanted)
        if event is None:
            return None
        event.state, event.owner = EventState.CLAIMED, owner
        event.tries += 1
        event.next_try_at = now + lease
        return EventClaim(event.key, event.name, owner, event.tries)
