"""What did the jobs do, what is still open, and why did something not run?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.operations import Heartbeat, JobRun
from server.models.registry import Hall
from server.rules.runs import RunState

COLUMNS = (
    JobRun.job,
    JobRun.slot,
    JobRun.state,
    JobRun.owner,
    JobRun.tries,
    JobRun.due_at,
    JobRun.claimed_at,
    JobRun.lease_until,
    JobRun.finished_at,
    JobRun.error,
)
NOT_DONE = tuple(state for state in RunState if state is not RunState.DONE)


@dataclass(frozen=True)
class Run:
    """One run of a job: its slot, how far it came, who has it, and the last trouble in words.

    Moments are in UTC. Until ``lease_until`` nobody else takes it.
    """

    job: str
    slot: str
    state: RunState
    owner: str
    tries: int
    due_at: datetime
    claimed_at: datetime
    lease_until: datetime
    finished_at: datetime | None
    trouble: str


def runs(*, limit: int = 50) -> tuple[Run, ...]:
    """The latest runs of all jobs, the last claimed first."""
    rows = session.execute(select(*COLUMNS).order_by(JobRun.claimed_at.desc()).limit(limit))
    return tuple(_run(*row) for row in rows)


def run_of(job: str, slot: str) -> Run | None:
    """The run of that slot; None: nobody ever tried."""
    row = session.execute(select(*COLUMNS).where(JobRun.job == job, JobRun.slot == slot)).first()
    return _run(*row) if row else None


def last_done(job: str) -> datetime | None:
    """When the latest slot that was done of that job had been due (UTC); None: there is none."""
    return session.scalar(
        select(func.max(JobRun.due_at)).where(JobRun.job == job, JobRun.state == RunState.DONE)
    )


def unfinished(due_before: datetime) -> tuple[Run, ...]:
    """The runs due before that moment that were tried and are not done, the earliest first.

    A run that a later one of its job made needless is left out.
    """
    later = aliased(JobRun)
    is_needless = exists().where(
        later.job == JobRun.job, later.due_at > JobRun.due_at, later.state == RunState.DONE
    )
    rows = session.execute(
        select(*COLUMNS)
        .where(JobRun.state.in_(NOT_DONE), JobRun.due_at < due_before, ~is_needless)
        .order_by(JobRun.due_at, JobRun.job)
    )
    return tuple(_run(*row) for row in rows)


def halls_since() -> dict[int, datetime]:
    """Since when (UTC) each hall exists, by its id: no job of a hall was due before."""
    return dict(session.execute(select(Hall.id, Hall.created_at)).all())


def last_beats() -> dict[str, datetime]:
    """When each part of the system was last heard of (UTC)."""
    return dict(session.execute(select(Heartbeat.part, Heartbeat.beat_at)).all())


def _run(job: str, slot: str, state: str, *rest: Any) -> Run:
    return Run(job, slot, RunState(state), *rest)
