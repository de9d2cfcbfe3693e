"""A person asks for official business in some hours of a day, or an officer asks for them."""

from datetime import datetime

from server import errors
from server.actions.attendance.asking import asked_for, asking
from server.actions.attendance.news import tell_asked
from server.actions.attendance.signing import one_at_a_time
from server.actions.audit.record import record
from server.db import transaction
from server.ids import new_id, new_number
from server.models.attendance import OfficialAbsence
from server.queries.attendance.requests import requests_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.attendance.business import BusinessForm, business_problems
from server.rules.attendance.words import RequestState

OPEN = frozenset({RequestState.ASKED, RequestState.APPROVED})


def ask_business(
    hall: Hall, form: BusinessForm, *, by: Actor, now: datetime, staff_number: str = ""
) -> str:
    """A person tells of official business, or an officer for them; its number.

    Raises FormProblems, StepNotAllowed.
    """
    staff_id = asked_for(hall, staff_number, by)
    with transaction() as session:
        one_at_a_time(session, hall.id, staff_id)
        others = tuple(
            (one.from_at, one.until_at)
            for one in requests_of(hall, staff_id)
            if one.from_at and one.until_at and one.state in OPEN
        )
        problems = business_problems(form, others)
        if problems or form.from_at is None or form.until_at is None:
            raise errors.FormProblems(problems)
        number = new_number()
        session.add(
            OfficialAbsence(
                hall_id=hall.id,
                id=new_id(now.date()),
                number=number,
                staff_id=staff_id,
                from_at=form.from_at,
                until_at=form.until_at,
                **asking(by, form.reason, now),
            )
        )
        session.flush()
        tell_asked(session, hall.id, number, staff_id=staff_id, now=now)
        record(session, hall.id, by, "business_asked", number, now=now)
    return number
