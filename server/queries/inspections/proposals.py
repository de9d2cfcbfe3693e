"""What does the ladder propose, about whom, and because of which findings?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.registry import Department, Staff
from server.models.scores import AppraisalTask
from server.rules.inspections.ladder import cause_of
from server.rules.schemes.shape import Subject

MOST_SHOWN = 100


@dataclass(frozen=True)
class Proposal:
    """One open proposal: whom it is about, what is proposed, the numbers of its findings."""

    number: str
    about: str
    department_code: str
    name: str
    task: str
    period: str
    findings: tuple[str, ...]
    is_order: bool
    opened_at: datetime


def open_proposals(hall_id: int) -> tuple[Proposal, ...]:
    """What the ladder proposes and nobody has decided, the oldest first."""
    tasks = session.scalars(
        select(AppraisalTask)
        .where(AppraisalTask.hall_id == hall_id, AppraisalTask.state == "open")
        .order_by(AppraisalTask.opened_at, AppraisalTask.id)
        .limit(MOST_SHOWN)
    ).all()
    own = [task for task in tasks if cause_of(task.facts).mark]
    people = _people([task.subject_id for task in own if task.subject == Subject.STAFF])
    units = _units([task.subject_id for task in own if task.subject == Subject.DEPARTMENT])
    return tuple(_proposal(task, {**people, **units}) for task in own)


def _proposal(task: AppraisalTask, named: dict[int, tuple[str, str]]) -> Proposal:
    cause = cause_of(task.facts)
    about, department = named.get(task.subject_id, ("", ""))
    return Proposal(
        number=task.number,
        about=about,
        department_code=department,
        name=task.name,
        task=task.task,
        period=task.period,
        findings=cause.findings,
        is_order=cause.is_order,
        opened_at=task.opened_at,
    )


def _people(ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Staff.id, Staff.number, Staff.name, Department.code)
        .join(Department, Department.id == Staff.department_id)
        .where(Staff.id.in_(ids))
    )
    return {row_id: (f"{number} {name}", code) for row_id, number, name, code in rows}


def _units(ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Department.id, Department.name, Department.code).where(Department.id.in_(ids))
    )
    return {row_id: (name, code) for row_id, name, code in rows}
