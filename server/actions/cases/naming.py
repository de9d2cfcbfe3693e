"""What do the numbers in a step's form name in the hall?"""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import FormProblems, Problem
from server.models.cases import Case
from server.models.registry import Department, Staff
from server.queries.cases.handlers import handlers
from server.rules.cases.facts import CaseFacts
from server.rules.cases.guards import is_in_conflict
from server.rules.cases.kinds import CaseKind
from server.rules.cases.step import Named, Step
from server.rules.cases.step_form import StepForm

Found = Callable[[Session, CaseFacts, str], int | None]


def named_ids(session: Session, facts: CaseFacts, step: Step, form: StepForm) -> Mapping[str, int]:
    """The ids of the accounts, departments, staff and cases that the form names.

    Raises FormProblems for a number that names nothing which may be chosen here.
    """
    found = {
        fact.name: FINDERS[fact.names](session, facts, form.facts[fact.name])
        for fact in step.facts
        if fact.names and form.facts.get(fact.name)
    }
    unknown = [name for name, thing in found.items() if thing is None]
    if unknown:
        raise FormProblems(tuple(Problem(name, "problem.choice_unknown") for name in unknown))
    return {name: thing for name, thing in found.items() if thing is not None}


def _account(_session: Session, facts: CaseFacts, number: str) -> int | None:
    """One who may handle such a case and is not of the line that it is about."""
    able = (one.actor for one in handlers(facts.hall_id, facts.kind) if one.number == number)
    return next((actor.account_id for actor in able if not is_in_conflict(facts, actor)), None)


def _department(session: Session, facts: CaseFacts, code: str) -> int | None:
    """None of them for a tip-off: it never reaches a department."""
    if facts.kind is CaseKind.TIP_OFF:
        return None
    return session.scalar(
        select(Department.id).where(Department.hall_id == facts.hall_id, Department.code == code)
    )


def _staff(session: Session, facts: CaseFacts, number: str) -> int | None:
    return session.scalar(
        select(Staff.id).where(Staff.hall_id == facts.hall_id, Staff.number == number)
    )


def _case(session: Session, facts: CaseFacts, number: str) -> int | None:
    """A tip-off belongs to tip-offs only: the others' handlers must not learn of it."""
    is_tip_off = facts.kind is CaseKind.TIP_OFF
    kinds = Case.kind == CaseKind.TIP_OFF if is_tip_off else Case.kind != CaseKind.TIP_OFF
    return session.scalar(
        select(Case.id).where(Case.hall_id == facts.hall_id, Case.number == number, kinds)
    )


FINDERS: Mapping[Named, Found] = {
    Named.ACCOUNT: _account,
    Named.DEPARTMENT: _department,
    Named.STAFF: _staff,
    Named.CASE: _case,
}
