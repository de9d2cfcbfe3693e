"""A person decides what a consequence of the scheme proposed: it is done, or not pursued."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.errors import FormProblems, Problem
from server.models.scores import AppraisalTask
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of

LONGEST_OUTCOME = 500
DONE, DROPPED, OPEN = "done", "dropped", "open"


@dataclass(frozen=True)
class TaskForm:
    """What somebody decides: done or dropped, and why or how, in words."""

    state: str
    outcome: str


def settle_task(hall: Hall, number: str, form: TaskForm, *, by: Actor | str, now: datetime) -> None:
    """The task is settled, once. Raises Unknown, StepNotAllowed, FormProblems."""
    _check(form)
    with transaction() as session:
        task = session.scalars(
            select(AppraisalTask).where(
                AppraisalTask.hall_id == hall.id, AppraisalTask.number == number
            )
        ).first()
        if task is None:
            raise errors.Unknown
        if task.state != OPEN:
            raise errors.StepNotAllowed(step="settle_task")
        task.state, task.outcome = form.state, form.outcome.strip()
        task.settled_at, task.settled_by = now, name_of(by)
        session.flush()
        facts = {"state": form.state}
        record(session, hall.id, by, "task_settled", number, facts=facts, now=now)


def _check(form: TaskForm) -> None:
    problems = []
    if form.state not in {DONE, DROPPED}:
        problems.append(Problem("state", "appraisal.task_choice"))
    if not form.outcome.strip():
        problems.append(Problem("outcome", "appraisal.task_outcome"))
    if len(form.outcome) > LONGEST_OUTCOME:
        most: dict[str, str | int] = {"most": LONGEST_OUTCOME}
        problems.append(Problem("outcome", "opinion.words_too_long", most))
    if problems:
        raise FormProblems(tuple(problems))
