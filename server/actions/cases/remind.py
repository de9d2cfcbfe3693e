"""The clock reminds of one deadline: one rung of the ladder, once."""

from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.cases.deadlines import running_deadline
from server.actions.cases.take_step import take
from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.models.handling import CaseReminder
from server.queries.cases.due import DueReminder
from server.queries.cases.office import office_of
from server.queries.cases.opened import held_case
from server.queries.registry.halls import Hall
from server.rules.cases.codes import Rung
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Clock

STEPS = {
    Rung.DAY_BEFORE: StepName.REMIND,
    Rung.DAY_AFTER: StepName.REMIND,
    Rung.WRITTEN: StepName.WRITTEN_REMINDER,
}


def remind(hall: Hall, due: DueReminder, *, now: datetime) -> bool:
    """The clock takes one rung of one running deadline; False where that was done before.

    False too where the deadline no longer runs: somebody was quicker than the reminder.
    """
    with transaction() as session:
        case = held_case(hall.id, due.number, Clock())
        running = running_deadline(session, case)
        is_running = running is not None and running.id == due.deadline_id
        if not is_running or not _is_first(session, case.id, hall, due, now=now):
            return False
        form = StepForm(due.number, STEPS[due.rung], facts={"rung": due.rung})
        take(session, office_of(hall, now), form, Clock())
        return True


def _is_first(
    session: Session, case_id: int, hall: Hall, due: DueReminder, *, now: datetime
) -> bool:
    """Whether this rung of this deadline is written down now; its key makes it once."""
    connection = session.connection()
    row = insert_into(connection, table_of(CaseReminder)).values(
        hall_id=hall.id,
        deadline_id=due.deadline_id,
        rung=due.rung,
        case_id=case_id,
        reminded_at=now,
    )
    once = row.on_conflict_do_nothing(index_elements=["hall_id", "deadline_id", "rung"])
    return count_of(connection, once) == 1
