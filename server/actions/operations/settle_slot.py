"""A node says what became of the slot that it had claimed."""

from datetime import datetime

from sqlalchemy import update

from server.actions.operations.claim_slot import RUNS, Claim
from server.actions.operations.statements import count_of
from server.db import transaction
from server.rules.runs import RunState, rest_after

LONGEST_WORDS = 1000


def settle_slot(claim: Claim, state: RunState, *, now: datetime, words: str = "") -> bool:
    """A node says what became of the slot that it had claimed; False: it was no longer its own.

    ``words`` say what failed or what is missing, without anything of a citizen's. A run that
    is not done rests before it is tried again. A node that slept through its lease changes
    nothing: the run belongs to the one that took it over.
    """
    statement = (
        update(RUNS)
        .where(
            RUNS.c.job == claim.job,
            RUNS.c.slot == claim.slot,
            RUNS.c.owner == claim.owner,
            RUNS.c.tries == claim.tries,
            RUNS.c.state == RunState.RUNNING,
        )
        .values(
            state=state,
            finished_at=now,
            lease_until=now + rest_after(state, claim.tries),
            error=words[:LONGEST_WORDS],
        )
    )
    with transaction() as session:
        return count_of(session.connection(), statement) == 1
