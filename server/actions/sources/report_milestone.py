"""Who answers for a task says that the month's part is done, and with what evidence."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.models.applications import TaskMilestone
from server.queries.registry.halls import Hall
from server.queries.sources.tasks import HallMilestone, milestones_of_task
from server.rules.accounts.roles import Actor, Permission
from server.rules.months import day_of
from server.rules.sources.tasks import LONGEST_WORDS, MilestoneState


@dataclass(frozen=True)
class ReportForm:
    """What is reported of one month of a task: when it was done, and the evidence in words."""

    code: str
    month: str
    done_on: date | None
    evidence: str


def report_milestone(hall: Hall, form: ReportForm, *, by: Actor, now: datetime) -> None:
    """Somebody of the department reports a month of its task; reported again, the last counts.

    Raises Unknown for another department's task, FormProblems, StepNotAllowed once it is decided.
    """
    departments = by.departments(Permission.SEE_APPRAISAL, hall.id)
    with transaction() as session:
        found = milestones_of_task(hall.id, form.code, departments=departments)
        milestone = month_of_task(found, form.month)
        _check(form, milestone, day_of(now, hall.zone))
        session.execute(
            update(TaskMilestone)
            .where(
                TaskMilestone.hall_id == hall.id,
                TaskMilestone.task_id == milestone.task_id,
                TaskMilestone.month == form.month,
            )
            .values(
                evidence=form.evidence.strip(),
                done_on=form.done_on,
                reported_at=now,
                reported_by=by.name,
            )
        )
        record(session, hall.id, by, "task_reported", milestone.number, now=now)


def month_of_task(milestones: tuple[HallMilestone, ...], month: str) -> HallMilestone:
    """That month among those of a task. Raises Unknown."""
    found = next((one for one in milestones if one.month == month), None)
    if found is None:
        raise errors.Unknown
    return found


def _check(form: ReportForm, milestone: HallMilestone, today: date) -> None:
    if milestone.state is not MilestoneState.DUE:
        raise errors.StepNotAllowed(step="report_milestone")
    problems = []
    if form.done_on is None or form.done_on > today:
        problems.append(errors.Problem("done_on", "task.done_on_wrong"))
    if not form.evidence.strip():
        problems.append(errors.Problem("evidence", "task.evidence_missing"))
    if len(form.evidence) > LONGEST_WORDS:
        data: dict[str, str | int] = {"length": len(form.evidence), "most": LONGEST_WORDS}
        problems.append(errors.Problem("evidence", "problem.text_too_long", data))
    if problems:
        raise errors.FormProblems(tuple(problems))
