"""The operator has what WeChat told us, and what was given up, tried again."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.wechat_accounts import WechatEvent
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION
from server.rules.wechat_events import EventState


def retry_events(*, by: Actor | str, now: datetime) -> int:
    """The operator has every event that was given up tried again from the start; how many."""
    statement = (
        update(WechatEvent)
        .where(WechatEvent.state == EventState.POISON)
        .values(state=EventState.WAITING, tries=0, next_try_at=now)
    )
    with transaction() as session:
        count = count_of(session.connection(), statement)
        if count:
            facts = {"count": count}
            record(session, INSTALLATION, by, "wechat_events_retried", facts=facts, now=now)
    return count
