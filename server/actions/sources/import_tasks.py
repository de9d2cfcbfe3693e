"""Somebody imports the plan of work tasks, month by month: all of a file, or nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.sources.importing import (
    Imported,
    Importing,
    chosen_sheet,
    lock_sources,
    refuse,
)
from server.db import transaction
from server.ids import new_id, new_number
from server.models.applications import TaskMilestone, WorkTask
from server.queries.sources.known import closed_words, known_in
from server.queries.sources.tasks import StoredMonth, StoredTask, stored_months, stored_tasks
from server.rules.accounts.roles import name_of
from server.rules.registry.rows import Place
from server.rules.sources.layout import Found, RawTable
from server.rules.sources.layouts import TASKS
from server.rules.sources.reading import read_rows
from server.rules.sources.tasks import MilestoneState, PlannedMonth, PlannedTask, read_tasks


def import_tasks(sheets: Sequence[RawTable], importing: Importing) -> Imported:
    """Somebody imports the plan of a year; the same file again changes nothing.

    What nobody decided yet is brought up to date, what is decided stays; a month that the file
    leaves out stays too. Raises SourceRefused with every bad row; then nothing was stored.
    """
    hall, found = importing.hall, Found()
    sheet = chosen_sheet(sheets, found)
    read = read_rows(sheet, TASKS, closed_words(), found)
    rows = list(read_tasks(read, known_in(hall, importing.now), found))
    plan = _planned(hall.id, sheet.name, rows, found)
    refuse(found)
    if importing.is_trial:
        return plan.imported(found)
    with transaction() as session:
        lock_sources(session, hall.id)
        plan = _planned(hall.id, sheet.name, rows, found)
        refuse(found)
        _write(session, plan, importing.stating)
        imported = plan.imported(found)
        facts = {"added": imported.added, "changed": imported.changed}
        record(session, hall.id, importing.by, "tasks_imported", facts=facts, now=importing.now)
        return imported


@dataclass(frozen=True)
class _Plan:
    added: tuple[PlannedMonth, ...]
    changed: tuple[PlannedMonth, ...]
    unchanged: int
    tasks: dict[tuple[int, str], StoredTask]

    def imported(self, found: Found) -> Imported:
        ignored = tuple(found.ignored)
        return Imported(len(self.added), len(self.changed), self.unchanged, ignored)


def _planned(hall_id: int, sheet: str, rows: Sequence[PlannedMonth], found: Found) -> _Plan:
    tasks = dict(stored_tasks(hall_id, (row.task.year for row in rows)))
    months = stored_months(hall_id, (task.id for task in tasks.values()))
    added, changed, unchanged = [], [], 0
    for row in rows:
        task = tasks.get(_key(row.task))
        stored = months.get((task.id, row.month)) if task else None
        if task is None or stored is None:
            added.append(row)
        elif (task.planned, *_said(stored)) == (row.task, row.goal, row.points, row.due_on):
            unchanged += 1
        elif stored.state is MilestoneState.DUE:
            changed.append(row)
        else:
            data = {"found": row.task.number, "month": row.month}
            found.note(Place(sheet, row.row), "", "source.milestone_decided", **data)
    return _Plan(tuple(added), tuple(changed), unchanged, tasks)


def _said(stored: StoredMonth) -> tuple[object, ...]:
    return stored.goal, stored.points, stored.due_on


def _key(task: PlannedTask) -> tuple[int, str]:
    return task.year, task.number


def _write(session: Session, plan: _Plan, stating: Stating) -> None:
    tasks = dict(plan.tasks)
    for row in (*plan.added, *plan.changed):
        before = tasks.get(_key(row.task))
        if before is None or before.planned != row.task:
            tasks[_key(row.task)] = _write_task(session, row.task, before, stating)
    for row in plan.added:
        values = {"hall_id": stating.hall_id, "task_id": tasks[_key(row.task)].id}
        session.execute(insert(TaskMilestone).values(**values, **_month(row, stating)))
    for row in plan.changed:
        session.execute(
            update(TaskMilestone)
            .where(
                TaskMilestone.hall_id == stating.hall_id,
                TaskMilestone.task_id == tasks[_key(row.task)].id,
                TaskMilestone.month == row.month,
            )
            .values(**_month(row, stating))
        )


def _write_task(
    session: Session, task: PlannedTask, before: StoredTask | None, stating: Stating
) -> StoredTask:
    words = {
        "title": task.title,
        "department_id": task.department_id,
        "staff_id": task.staff_id,
        "entered_at": stating.now,
        "entered_by": name_of(stating.by),
    }
    if before is not None:
        of_task = (WorkTask.hall_id == stating.hall_id) & (WorkTask.id == before.id)
        session.execute(update(WorkTask).where(of_task).values(**words))
        return StoredTask(before.id, before.code, task)
    stored = StoredTask(new_id(stating.now.date()), new_number(), task)
    values = {"hall_id": stating.hall_id, "id": stored.id, "code": stored.code}
    values |= {"year": task.year, "number": task.number}
    session.execute(insert(WorkTask).values(**values, **words))
    return stored


def _month(row: PlannedMonth, stating: Stating) -> dict[str, object]:
    return {
        "month": row.month,
        "goal": row.goal,
        "points": row.points,
        "due_on": row.due_on,
        "entered_at": stating.now,
        "entered_by": name_of(stating.by),
    }
