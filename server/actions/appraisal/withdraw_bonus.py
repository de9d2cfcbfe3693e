"""Whoever asked for a bonus takes the request back."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.queries.appraisal.bonuses import bonus_row
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.bonuses import OPEN, BonusState


def withdraw_bonus(hall: Hall, number: str, *, by: Actor, now: datetime) -> None:
    """Whoever asked takes the request back while it waits. Raises Unknown, StepNotAllowed."""
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"bonus/{number}", exclusive=True)
        row = bonus_row(hall.id, number)
        if row.asked_by != by.account_id:
            raise errors.Unknown
        if row.state not in OPEN:
            raise errors.StepNotAllowed(step="withdraw_bonus")
        row.state, row.decided_at, row.decided_by = BonusState.WITHDRAWN, now, by.account_id
        record(session, hall.id, by, "bonus_withdrawn", number, facts={"item": row.item}, now=now)
