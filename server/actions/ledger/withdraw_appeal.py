"""A member of staff takes an appeal back."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.ledger.settling_appeals import Ending, end_appeal
from server.actions.ratings.rating_rows import lock_appeal
from server.db import transaction
from server.queries.ledger.appeals import appeal_row
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.ledger.appeals import AppealState


def withdraw_appeal(hall: Hall, number: str, *, by: Actor, now: datetime) -> None:
    """A member of staff takes an appeal back before it is decided.

    Raises Unknown (also for another person's) and StepNotAllowed.
    """
    with transaction() as session:
        lock_appeal(session.connection(), hall.id, number)
        appeal = appeal_row(hall.id, number)
        if by.staff_id is None or appeal.staff_id != by.staff_id:
            raise errors.Unknown
        end_appeal(session, appeal, Ending(AppealState.WITHDRAWN, by.account_id, now))
        record(session, hall.id, by, "appeal_withdrawn", number, now=now)
