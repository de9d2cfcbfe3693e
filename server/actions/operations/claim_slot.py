"""A node takes a slot of a job for itself, so that no other node does the same work."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import Connection, select, update

from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.models.operations import JobRun
from server.rules.runs import RunState
from server.rules.slots import Slot

RUNS = table_of(JobRun)


@dataclass(frozen=True)
class Claim:
    """The right of one node to do one slot of a job now. ``tries`` is 1 the first time."""

    job: str
    slot: str
    owner: str
    tries: int


class NotClaimed(Enum):
    """Why a slot is not for this node now."""

    DONE = "it was done before"
    RUNNING = "another node is doing it"
    RESTING = "it failed or had to wait, and is left alone until its next try"


def claim_slot(
    job: str, slot: Slot, *, owner: str, now: datetime, lease: timedelta
) -> Claim | NotClaimed:
    """A node takes a slot for itself, also from an owner that was silent for a whole lease.

    Of any number of nodes that ask at once exactly one gets the claim: the key (job, slot) of
    ``job_run`` and a compare-and-swap on the tries decide, on SQLite as on PostgreSQL.
    """
    claim = Claim(job, slot.key, owner, tries=1)
    times = {"claimed_at": now, "lease_until": now + lease}
    with transaction() as session:
        connection = session.connection()
        if _is_first(connection, claim, slot.due_at, times):
            return claim
        return _take_over(connection, claim, times)


def _is_first(
    connection: Connection, claim: Claim, due_at: datetime, times: dict[str, datetime]
) -> bool:
    insert = insert_into(connection, RUNS).on_conflict_do_nothing()
    run = insert.values(state=RunState.RUNNING, due_at=due_at, error="", **vars(claim), **times)
    return count_of(connection, run) == 1


def _take_over(
    connection: Connection, claim: Claim, times: dict[str, datetime]
) -> Claim | NotClaimed:
    is_run = (RUNS.c.job == claim.job, RUNS.c.slot == claim.slot)
    state, tries, lease_until = connection.execute(
        select(RUNS.c.state, RUNS.c.tries, RUNS.c.lease_until).where(*is_run)
    ).one()
    refusal = _refusal(state, lease_until, times["claimed_at"])
    if refusal is not None:
        return refusal
    mine = replace(claim, tries=tries + 1)
    # It may have been settled or taken by another node since it was read.
    swap = update(RUNS).where(*is_run, RUNS.c.tries == tries, RUNS.c.state == state)
    values = {"state": RunState.RUNNING, "finished_at": None, **vars(mine), **times}
    return mine if count_of(connection, swap.values(**values)) else NotClaimed.RUNNING


def _refusal(state: str, lease_until: datetime, now: datetime) -> NotClaimed | None:
    if state == RunState.DONE:
        return NotClaimed.DONE
    if lease_until <= now:
        return None
    return NotClaimed.RUNNING if state == RunState.RUNNING else NotClaimed.RESTING
