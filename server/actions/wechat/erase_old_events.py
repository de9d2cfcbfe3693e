"""The clock erases what WeChat told us long ago."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.wechat_accounts import WechatEvent
from server.rules.retention import DataClass, days_kept


def erase_old_events(*, now: datetime) -> int:
    """The clock erases events after thirty days, those too that were given up; how many.

    They belong to no hall and have lost their text when they were dealt with: the registers of
    deletions, one for each hall, list none.
    """
    before = now - timedelta(days=days_kept(DataClass.WECHAT_EVENT, {}) or 0)
    with transaction() as session:
        old = delete(WechatEvent).where(WechatEvent.received_at < before)
        return count_of(session.connection(), old)
