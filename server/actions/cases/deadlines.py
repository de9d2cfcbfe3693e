"""How do the clocks of a case start, end and move, in the caller's transaction?"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases.lateness import state_lateness
from server.ids import new_id
from server.models.cases import Case
from server.models.handling import CaseDeadline
from server.queries.cases.office import Office
from server.rules.cases.clocks import CLOCKS, CaseClock

MET, MISSED, REPLACED = "met", "missed", "replaced"


def start_clock(case: Case, clock: CaseClock, office: Office, *, started_on: date) -> CaseDeadline:
    """That clock runs in the case from now on, counted from the day after ``started_on``.

    Its row is for the caller to add, once the case has its own.
    """
    working_days = office.days(CLOCKS[clock].days_setting)
    deadline = office.due(started_on, working_days)
    case.clock = clock
    case.due_on, case.is_due_provisional = deadline.due_on, deadline.is_provisional
    return CaseDeadline(
        hall_id=case.hall_id,
        id=new_id(office.today),
        case_id=case.id,
        clock=clock,
        started_on=started_on,
        working_days=working_days,
        due_on=deadline.due_on,
        is_provisional=deadline.is_provisional,
        ended="",
    )


def end_clock(session: Session, case: Case, office: Office) -> None:
    """No clock runs any more; the one that did was met, or missed where its day is over."""
    running = running_deadline(session, case)
    if running is not None:
        running.ended = MET if office.today <= running.due_on else MISSED
        running.ended_on = office.today
        state_lateness(session, case, running, office)
    case.clock = ""


def extend_clock(session: Session, case: Case, office: Office) -> None:
    """The running clock gets the hall's extension, once."""
    running = running_deadline(session, case)
    if running is None:
        return
    running.extended_days = office.days("extension_days")
    running.working_days += running.extended_days
    recount(case, running, office)


def recount(case: Case, running: CaseDeadline, office: Office) -> bool:
    """Count the running clock anew by the calendar as it is; whether it changed anything."""
    deadline = office.due(running.started_on, running.working_days)
    fresh = (deadline.due_on, deadline.is_provisional)
    if fresh == (running.due_on, running.is_provisional):
        return False
    running.due_on, running.is_provisional = fresh
    case.due_on, case.is_due_provisional = fresh
    return True


def running_deadline(session: Session, case: Case) -> CaseDeadline | None:
    """The row of the clock that runs; None where none does."""
    return session.scalar(
        select(CaseDeadline).where(
            CaseDeadline.hall_id == case.hall_id,
            CaseDeadline.case_id == case.id,
            CaseDeadline.ended == "",
        )
    )
