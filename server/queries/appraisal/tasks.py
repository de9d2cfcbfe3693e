"""What did consequences propose, and what became of it?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.scores import AppraisalTask
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Subject


@dataclass(frozen=True)
class FoundTask:
    """Something that waits for a person, or did; ``facts``: periods, count, score, guard."""

    number: str
    who: Who
    period: str
    name: str
    task: str
    notice: str
    facts: Mapping[str, Any]
    state: str
    opened_at: datetime
    settled_by: str
    outcome: str


def tasks_of(hall_id: int, period: Period) -> tuple[FoundTask, ...]:
    """The tasks that the computation of the period proposed, open ones first."""
    rows = session.scalars(
        select(AppraisalTask)
        .where(AppraisalTask.hall_id == hall_id, AppraisalTask.period == str(period))
        .order_by(AppraisalTask.state != "open", AppraisalTask.opened_at, AppraisalTask.id)
    )
    return tuple(_task(row) for row in rows)


def task_named(hall_id: int, number: str) -> FoundTask | None:
    """The task of that number, None if the hall has none."""
    row = session.scalars(
        select(AppraisalTask).where(
            AppraisalTask.hall_id == hall_id, AppraisalTask.number == number
        )
    ).first()
    return None if row is None else _task(row)


def _task(row: AppraisalTask) -> FoundTask:
    return FoundTask(
        row.number,
        Who(Subject(row.subject), row.subject_id),
        row.period,
        row.name,
        row.task,
        row.notice,
        json.loads(row.facts),
        row.state,
        row.opened_at,
        row.settled_by,
        row.outcome,
    )
