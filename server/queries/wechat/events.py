"""What did WeChat tell us, and what became of it?"""

from sqlalchemy import func, select

from server.db import session
from server.models.wechat_accounts import WechatEvent
from server.rules.wechat_events import EventState

KEEPING = "wechat/event"
"""The purpose of the keys that events are sealed and known by."""


def event_context(key: bytes) -> str:
    """What binds the sealed text of an event to its row."""
    return f"wechat_event|{key.hex()}"


def events_given_up() -> int:
    """How many events wait for a person, because they could not be dealt with."""
    given_up = select(func.count()).where(WechatEvent.state == EventState.POISON)
    return session.scalar(given_up.select_from(WechatEvent)) or 0
