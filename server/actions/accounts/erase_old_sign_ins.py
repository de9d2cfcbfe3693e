"""The clock forgets sign-ins, tries and unsent forms that are too old to be of use."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.accounts import Draft, Invitation, KnownDevice, SignIn, Throttle
from server.models.wechat import BindingCode, WechatBinding
from server.rules.accounts.tries import COUNTED_FOR
from server.rules.retention import DataClass, days_kept

# A browser's cookie does not live longer.
DEVICE_KEPT = timedelta(days=400)
DRAFT_KEPT = timedelta(days=30)


def erase_old_sign_ins(*, now: datetime) -> int:
    """The clock forgets what is over; how many rows. Sign-ins are kept as long as access logs."""
    logged = now - timedelta(days=days_kept(DataClass.ACCESS_LOG, {}) or 0)
    old: tuple[tuple[Any, Any], ...] = (
        (SignIn, SignIn.started_at < logged),
        (Invitation, Invitation.expires_at < logged),
        (KnownDevice, KnownDevice.seen_at < now - DEVICE_KEPT),
        (Draft, Draft.saved_at < now - DRAFT_KEPT),
        (BindingCode, BindingCode.expires_at < logged),
        (WechatBinding, WechatBinding.ended_at < logged),
        (Throttle, Throttle.first_failed_at < now - 2 * COUNTED_FOR),
    )
    with transaction() as session:
        return sum(
            count_of(session.connection(), delete(table).where(condition))
            for table, condition in old
        )
