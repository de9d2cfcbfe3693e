"""Somebody who does not answer for a task decides whether a month of it is done."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import (
    Concerned,
    NewFact,
    Source,
    Stating,
    WhyReversed,
    reverse_fact,
    state_fact,
)
from server.actions.audit.record import record
from server.actions.sources.importing import lock_sources
from server.actions.sources.report_milestone import month_of_task
from server.db import transaction
from server.models.applications import TaskMilestone
from server.queries.registry.halls import Hall
from server.queries.sources.known import chiefs_of, signed_months
from server.queries.sources.tasks import HallMilestone, decided_months, milestones_of_task
from server.rules.accounts.roles import Actor, Permission
from server.rules.months import Month, day_of
from server.rules.sources.tasks import (
    LONGEST_WORDS,
    OUTCOMES,
    TASK_FIGURES,
    MilestoneState,
    check_decider,
    signed_points,
    task_rates,
)


@dataclass(frozen=True)
class DecisionForm:
    """What is decided of one month of a task, and why."""

    code: str
    month: str
    outcome: MilestoneState | None
    decision: str


def decide_milestone(hall: Hall, form: DecisionForm, *, by: Actor, now: datetime) -> None:
    """Somebody decides done, late or not done; its fact is stated, an earlier one reversed.

    The same decision again changes nothing. Raises Unknown, FormProblems, NotImpartial (who
    answers for it, or reported it), StepNotAllowed without the permission.
    """
    if not by.may(Permission.MANAGE_APPRAISAL, hall.id):
        raise errors.StepNotAllowed(step="decide_milestone")
    stating = Stating(hall.id, by, now)
    with transaction() as session:
        lock_sources(session, hall.id)
        found = milestones_of_task(hall.id, form.code, departments=None)
        milestone = month_of_task(found, form.month)
        outcome = _outcome(form)
        responsible, reporter = milestone.staff_id, milestone.reported_by
        check_decider(staff_id=by.staff_id, name=by.name, responsible=responsible, by=reporter)
        if (milestone.state, milestone.decision) == (outcome, form.decision.strip()):
            return
        _write(session, milestone, outcome, form.decision.strip(), stating)
        _state(session, hall, milestone, outcome, stating)
        give_task_figures(session, Month.parse(form.month), stating)
        facts = {"outcome": outcome.value, "month": form.month}
        record(session, hall.id, by, "task_decided", milestone.number, facts=facts, now=now)


def give_task_figures(session: Session, month: Month, stating: Stating) -> None:
    """The task rates of the month, in the caller's transaction; a signed month keeps its own."""
    if str(month) in signed_months(stating.hall_id):
        return
    chiefs = chiefs_of(stating.hall_id, month.days()[-1])
    named = task_rates(decided_months(stating.hall_id, month), chiefs)
    give_figures(session, month, TASK_FIGURES, (GivenFigure(*each) for each in named), stating)


def _outcome(form: DecisionForm) -> MilestoneState:
    problems = []
    if form.outcome not in OUTCOMES:
        problems.append(errors.Problem("outcome", "task.outcome_missing"))
    if not form.decision.strip():
        problems.append(errors.Problem("decision", "task.decision_missing"))
    if len(form.decision) > LONGEST_WORDS:
        data: dict[str, str | int] = {"length": len(form.decision), "most": LONGEST_WORDS}
        problems.append(errors.Problem("decision", "problem.text_too_long", data))
    if problems or form.outcome is None:
        raise errors.FormProblems(tuple(problems))
    return form.outcome


def _write(
    session: Session,
    milestone: HallMilestone,
    outcome: MilestoneState,
    decision: str,
    stating: Stating,
) -> None:
    session.execute(
        update(TaskMilestone)
        .where(
            TaskMilestone.hall_id == stating.hall_id,
            TaskMilestone.task_id == milestone.task_id,
            TaskMilestone.month == milestone.month,
        )
        .values(
            state=outcome,
            decision=decision,
            decided_at=stating.now,
            decided_by=stating.by.name if isinstance(stating.by, Actor) else stating.by,
            revision=milestone.revision + 1,
        )
    )


def _state(
    session: Session,
    hall: Hall,
    milestone: HallMilestone,
    outcome: MilestoneState,
    stating: Stating,
) -> None:
    if milestone.revision:
        earlier = _dedupe(milestone, milestone.revision)
        reverse_fact(session, earlier, WhyReversed.MISTAKEN, stating)
    today = day_of(stating.now, hall.zone)
    points = Fraction(milestone.points) if milestone.points else None
    department_id = milestone.department_id
    fact = NewFact(
        dedupe=_dedupe(milestone, milestone.revision + 1),
        event="task",
        happened_on=min(milestone.due_on, today),
        established_on=today,
        source=Source.TASKS,
        number=milestone.code,
        concerned=Concerned(
            staff_id=milestone.staff_id,
            chief_id=chiefs_of(hall.id, milestone.due_on).get(department_id),
            department_id=department_id,
        ),
        fields={"outcome": outcome.value},
        signed=signed_points(outcome, points),
        has_evidence=bool(milestone.evidence),
    )
    state_fact(session, fact, stating)


def _dedupe(milestone: HallMilestone, revision: int) -> str:
    return f"task/{milestone.code}/{milestone.month}/{revision}"
