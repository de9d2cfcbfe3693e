"""A person asks for leave, or an officer asks for them."""

from datetime import datetime

from server import errors
from server.actions.attendance.asking import asked_for, asking
from server.actions.attendance.news import tell_asked
from server.actions.attendance.signing import one_at_a_time
from server.actions.audit.record import record
from server.db import transaction
from server.ids import new_id, new_number
from server.models.attendance import Leave
from server.queries.attendance.requests import leave_spans
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor
from server.rules.attendance.leaves import LeaveForm, half_days, leave_problems


def ask_leave(
    hall: Hall, form: LeaveForm, *, by: Actor, now: datetime, staff_number: str = ""
) -> str:
    """A person asks for leave, or an officer for whom ``staff_number`` names; its number.

    The same days again are refused as an overlap. Raises FormProblems, StepNotAllowed.
    """
    staff_id = asked_for(hall, staff_number, by)
    calendar = hall_facts(hall.id, hall.registry_version).calendar
    with transaction() as session:
        one_at_a_time(session, hall.id, staff_id)
        problems = leave_problems(form, calendar, leave_spans(hall, staff_id))
        if problems or form.span is None or form.kind is None:
            raise errors.FormProblems(problems)
        number = new_number()
        session.add(
            Leave(
                hall_id=hall.id,
                id=new_id(now.date()),
                number=number,
                staff_id=staff_id,
                kind=form.kind,
                from_on=form.span.from_on,
                from_half=form.span.from_half,
                to_on=form.span.to_on,
                to_half=form.span.to_half,
                half_days=half_days(form.span, calendar),
                procedure=form.procedure,
                **asking(by, form.reason, now),
            )
        )
        session.flush()
        tell_asked(session, hall.id, number, staff_id=staff_id, now=now)
        record(session, hall.id, by, "leave_asked", number, facts={"kind": form.kind}, now=now)
    return number
