"""A problem that an opinion found is entered, answered by who puts it right, and closed."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.safety.holding import hold_if_hit
from server.db import transaction
from server.errors import FormProblems, Problem
from server.ids import new_id, new_number
from server.models.opinions import BoxSlip, OpinionProblem
from server.models.registry import Department
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission, name_of
from server.rules.opinions.problems import (
    OpinionSource,
    ProblemForm,
    ProblemState,
    problems_of,
)
from server.rules.safety.holding import Place

LONGEST_ANSWER = 2000


def enter_problem(hall: Hall, form: ProblemForm, *, by: Actor, now: datetime) -> str:
    """The number of the problem, which now lies with its department. Raises FormProblems."""
    problems = problems_of(form, now.astimezone(hall.zone).date())
    if problems or form.due_on is None or form.nature is None:
        raise FormProblems(problems)
    number = new_number()
    with transaction() as session:
        session.add(
            OpinionProblem(
                hall_id=hall.id,
                id=new_id(now.date()),
                number=number,
                source=form.source,
                source_number=form.source_number,
                nature=form.nature,
                words=form.words.strip(),
                cause=form.cause.strip(),
                measure=form.measure.strip(),
                department_id=_department(session, hall, form.department),
                due_on=form.due_on,
                entered_at=now,
                entered_by=name_of(by),
            )
        )
        if form.source is OpinionSource.BOX:
            session.execute(
                update(BoxSlip)
                .where(BoxSlip.hall_id == hall.id, BoxSlip.number == form.source_number)
                .values(state="problem")
            )
        session.flush()
        today = now.astimezone(hall.zone).date()
        hold_if_hit(session, hall.id, Place.PROBLEM, number, form.words, today=today)
        record(session, hall.id, by, "problem_entered", number, now=now)
    return number


def answer_problem(hall: Hall, number: str, answer: str, *, by: Actor, now: datetime) -> None:
    """The department says what it put right. Raises Unknown, StepNotAllowed, FormProblems."""
    with transaction() as session:
        problem = _row(session, hall, number)
        departments = by.departments(Permission.ANSWER_OPINIONS, hall.id)
        if departments is not None and problem.department_id not in departments:
            raise errors.Unknown
        if problem.state == ProblemState.CLOSED:
            raise errors.StepNotAllowed(step="answer_problem")
        _check_answer(answer)
        problem.answer, problem.state = answer.strip(), ProblemState.ANSWERED
        problem.answered_at, problem.answered_by = now, name_of(by)
        session.flush()
        record(session, hall.id, by, "problem_answered", number, now=now)


def close_problem(hall: Hall, number: str, *, by: Actor, now: datetime) -> None:
    """The office finds it put right; never who answered it.

    Raises Unknown, StepNotAllowed, SamePerson.
    """
    with transaction() as session:
        problem = _row(session, hall, number)
        if problem.state != ProblemState.ANSWERED:
            raise errors.StepNotAllowed(step="close_problem")
        if problem.answered_by == name_of(by):
            raise errors.SamePerson
        problem.state, problem.closed_at = ProblemState.CLOSED, now
        problem.closed_by = name_of(by)
        session.flush()
        record(session, hall.id, by, "problem_closed", number, now=now)


def _check_answer(answer: str) -> None:
    if not answer.strip():
        raise FormProblems((Problem("answer", "opinion.words_missing"),))
    if len(answer) > LONGEST_ANSWER:
        most: dict[str, str | int] = {"most": LONGEST_ANSWER}
        raise FormProblems((Problem("answer", "opinion.words_too_long", most),))


def _row(session: Session, hall: Hall, number: str) -> OpinionProblem:
    found = session.scalars(
        select(OpinionProblem).where(
            OpinionProblem.hall_id == hall.id, OpinionProblem.number == number
        )
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def _department(session: Session, hall: Hall, code: str) -> int:
    found = session.scalar(
        select(Department.id).where(Department.hall_id == hall.id, Department.code == code)
    )
    if found is None:
        raise FormProblems((Problem("department", "opinion.owner_missing"),))
    return found
