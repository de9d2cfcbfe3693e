"""An administrator has a job tried again now instead of when its rest is over."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.actions.operations.claim_slot import RUNS
from server.actions.operations.statements import count_of
from server.db import transaction
from server.errors import StepNotAllowed
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION
from server.rules.runs import RunState

CAN_BE_RETRIED = (RunState.FAILED, RunState.WAITING)


def retry_run(job: str, slot: str, *, by: Actor | str, now: datetime) -> None:
    """An administrator ends the rest of a run that failed or waits: the worker takes it at once.

    Raises StepNotAllowed for a run that is done, that is being done, or that never was.
    """
    with transaction() as session:
        rested = (
            update(RUNS)
            .where(RUNS.c.job == job, RUNS.c.slot == slot, RUNS.c.state.in_(CAN_BE_RETRIED))
            .values(lease_until=now)
        )
        if not count_of(session.connection(), rested):
            raise StepNotAllowed(step="retry")
        record(session, INSTALLATION, by, "job_retried", job, facts={"slot": slot}, now=now)
