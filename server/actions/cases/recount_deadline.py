"""The clock counts the running deadline of a case anew, by the calendar as it is now."""

from datetime import datetime

from server.actions.cases.deadlines import recount, running_deadline
from server.actions.cases.take_step import take
from server.db import transaction
from server.queries.cases.office import office_of
from server.queries.cases.opened import held_case
from server.queries.registry.halls import Hall
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Clock


def recount_deadline(hall: Hall, number: str, *, now: datetime) -> bool:
    """The clock counts one case's deadline anew; whether the day moved.

    A day that moved is a step of the case, which its citizen sees. One that only became certain
    is not. Counting again changes nothing.
    """
    office = office_of(hall, now)
    with transaction() as session:
        case = held_case(hall.id, number, Clock())
        running = running_deadline(session, case)
        if running is None:
            return False
        before = case.due_on
        if not recount(case, running, office) or case.due_on == before:
            return False
        facts = {"before": str(before), "due_on": str(case.due_on)}
        form = StepForm(number, StepName.DEADLINE_MOVED, facts=facts)
        take(session, office, form, Clock())
        return True
