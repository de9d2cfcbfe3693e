"""What did WeChat tell us, and what became of it?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.db import session
from server.envelope import unseal
from server.models.wechat_accounts import WechatEvent
from server.rules.wechat_events import EventState

KEEPING = "wechat/event"
"""The purpose of the keys that events are sealed and known by."""
LONGEST_NAME = 64


@dataclass(frozen=True)
class Troubled:
    """An event that could not be dealt with: its name, when it came, and why."""

    name: str
    received_at: datetime
    tries: int
    error: str


def name_of(event: Mapping[str, Any]) -> str:
    """What kind of event it is; of a message that a person wrote, what kind of message."""
    return str(event.get("Event") or event.get("MsgType") or "")[:LONGEST_NAME]


def event_text(key: bytes, keys: Sequence[bytes]) -> dict[str, object]:
    """What WeChat wrote of the event of that row.

    Raises InvalidTag where none of the keys opens it.
    """
    sealed = session.scalar(select(WechatEvent.sealed).where(WechatEvent.key == key)) or b""
    found: dict[str, object] = json.loads(unseal(sealed, keys, context=event_context(key)))
    return found


def events_given_up() -> tuple[Troubled, ...]:
    """The events that wait for a person, the oldest first."""
    rows = session.execute(
        select(WechatEvent.name, WechatEvent.received_at, WechatEvent.tries, WechatEvent.error)
        .where(WechatEvent.state == EventState.POISON)
        .order_by(WechatEvent.received_at, WechatEvent.key)
    )
    return tuple(Troubled(*row) for row in rows)


def number_given_up() -> int:
    """How many events wait for a person."""
    given_up = select(func.count()).where(WechatEvent.state == EventState.POISON)
    return session.scalar(given_up.select_from(WechatEvent)) or 0


def event_context(key: bytes) -> str:
    """What binds the sealed text of an event to its row."""
    return f"wechat_event|{key.hex()}"
