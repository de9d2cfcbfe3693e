"""Which work tasks are there, month by month, and how does each month stand?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, select

from server import errors
from server.db import session
from server.models.applications import TaskMilestone, WorkTask
from server.models.registry import Department, Staff
from server.rules.months import Month
from server.rules.sources.tasks import DecidedMonth, MilestoneState, PlannedTask

OF_TASK = and_(TaskMilestone.hall_id == WorkTask.hall_id, TaskMilestone.task_id == WorkTask.id)


@dataclass(frozen=True)
class StoredTask:
    """A task as it is stored."""

    id: int
    code: str
    planned: PlannedTask


@dataclass(frozen=True)
class StoredMonth:
    """A month of a task as it is stored."""

    state: MilestoneState
    goal: str
    points: str
    due_on: date


@dataclass(frozen=True)
class HallMilestone:
    """One month of one task: what was to be done, how it stands, what was said of it.

    Moments carry a zone. ``staff`` and ``staff_number`` are empty where a department alone
    answers.
    """

    task_id: int
    code: str
    number: str
    title: str
    department_id: int
    department: str
    staff_id: int | None
    staff_number: str
    staff: str
    month: str
    goal: str
    points: str
    due_on: date
    state: MilestoneState
    evidence: str
    done_on: date | None
    reported_at: datetime | None
    reported_by: str
    decision: str
    decided_at: datetime | None
    decided_by: str
    revision: int


def stored_tasks(hall_id: int, years: Iterable[int]) -> Mapping[tuple[int, str], StoredTask]:
    """The tasks of these years by year and number of the plan."""
    rows = session.execute(
        select(
            WorkTask.id,
            WorkTask.code,
            WorkTask.year,
            WorkTask.number,
            WorkTask.title,
            WorkTask.department_id,
            WorkTask.staff_id,
        ).where(WorkTask.hall_id == hall_id, WorkTask.year.in_(sorted(set(years))))
    )
    return {
        (row.year, row.number): StoredTask(row.id, row.code, PlannedTask(*row[2:])) for row in rows
    }


def stored_months(hall_id: int, task_ids: Iterable[int]) -> Mapping[tuple[int, str], StoredMonth]:
    """The months of these tasks by task and month."""
    rows = session.execute(
        select(
            TaskMilestone.task_id,
            TaskMilestone.month,
            TaskMilestone.state,
            TaskMilestone.goal,
            TaskMilestone.points,
            TaskMilestone.due_on,
        ).where(TaskMilestone.hall_id == hall_id, TaskMilestone.task_id.in_(sorted(set(task_ids))))
    )
    return {
        (row.task_id, row.month): StoredMonth(
            MilestoneState(row.state), row.goal, row.points, row.due_on
        )
        for row in rows
    }


def milestones_of_month(
    hall_id: int, month: Month, *, departments: frozenset[int] | None
) -> tuple[HallMilestone, ...]:
    """What these departments (None: all) have to do in the month, by department and number."""
    found = _milestones(hall_id).where(TaskMilestone.month == str(month))
    if departments is not None:
        found = found.where(WorkTask.department_id.in_(departments))
    rows = session.execute(found.order_by(Department.code, WorkTask.number))
    return tuple(_milestone(row) for row in rows)


def milestones_of_task(
    hall_id: int, code: str, *, departments: frozenset[int] | None
) -> tuple[HallMilestone, ...]:
    """The months of one task in order. Raises Unknown, also for another department's task."""
    found = _milestones(hall_id).where(WorkTask.code == code)
    if departments is not None:
        found = found.where(WorkTask.department_id.in_(departments))
    rows: Sequence[Any] = session.execute(found.order_by(TaskMilestone.month)).all()
    if not rows:
        raise errors.Unknown
    return tuple(_milestone(row) for row in rows)


def decided_months(hall_id: int, month: Month) -> tuple[DecidedMonth, ...]:
    """How every task of the month stands."""
    rows = session.execute(
        select(WorkTask.department_id, WorkTask.staff_id, TaskMilestone.state)
        .join(TaskMilestone, OF_TASK)
        .where(WorkTask.hall_id == hall_id, TaskMilestone.month == str(month))
    )
    return tuple(
        DecidedMonth(department_id, staff_id, MilestoneState(state))
        for department_id, staff_id, state in rows
    )


def _milestones(hall_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            WorkTask.id,
            WorkTask.code,
            WorkTask.number,
            WorkTask.title,
            WorkTask.department_id,
            Department.name,
            WorkTask.staff_id,
            Staff.number,
            Staff.name,
            TaskMilestone.month,
            TaskMilestone.goal,
            TaskMilestone.points,
            TaskMilestone.due_on,
            TaskMilestone.state,
            TaskMilestone.evidence,
            TaskMilestone.done_on,
            TaskMilestone.reported_at,
            TaskMilestone.reported_by,
            TaskMilestone.decision,
            TaskMilestone.decided_at,
            TaskMilestone.decided_by,
            TaskMilestone.revision,
        )
        .join(TaskMilestone, OF_TASK)
        .join(Department, Department.id == WorkTask.department_id)
        .outerjoin(Staff, Staff.id == WorkTask.staff_id)
        .where(WorkTask.hall_id == hall_id)
    )


def _milestone(row: Row[*tuple[Any, ...]]) -> HallMilestone:
    told = dict(zip(HallMilestone.__dataclass_fields__, row, strict=True))
    told["staff_number"], told["staff"] = told["staff_number"] or "", told["staff"] or ""
    return HallMilestone(**{**told, "state": MilestoneState(told["state"])})
