"""Somebody takes a fault of a matter back that was noted in error."""

from datetime import datetime

from sqlalchemy import select, update

from server import errors
from server.actions.appraisal.state_fact import Stating, WhyReversed, reverse_fact
from server.actions.audit.record import record
from server.actions.sources.faults import fault_dedupe
from server.actions.sources.importing import lock_sources
from server.db import transaction
from server.models.applications import MatterCheck
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor


def withdraw_check(hall: Hall, number: str, *, by: Actor, now: datetime) -> None:
    """Somebody takes a fault back that was noted in error; its fact is reversed. Raises Unknown."""
    with transaction() as session:
        lock_sources(session, hall.id)
        of_number = (MatterCheck.hall_id == hall.id) & (MatterCheck.number == number)
        if session.scalar(select(MatterCheck.id).where(of_number)) is None:
            raise errors.Unknown
        is_open = MatterCheck.withdrawn_at.is_(None)
        session.execute(
            update(MatterCheck)
            .where(of_number, is_open)
            .values(withdrawn_at=now, withdrawn_by=by.name)
        )
        stating = Stating(hall.id, by, now)
        if reverse_fact(session, fault_dedupe(number), WhyReversed.ENTERED_IN_ERROR, stating):
            record(session, hall.id, by, "matter_check_withdrawn", number, now=now)
