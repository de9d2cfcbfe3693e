"""An officer enters a sign by hand, with the reason why there is none of the machine or page."""

from datetime import datetime

from server import errors
from server.actions.attendance.assess_attendance import assess_attendance
from server.actions.attendance.signing import NewSign, add_sign
from server.actions.audit.record import record
from server.db import transaction
from server.queries.attendance.incoming import people_by_number
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission
from server.rules.attendance.entry import EntryForm, entry_problems
from server.rules.attendance.words import SignSource
from server.rules.cells import folded
from server.rules.months import month_of


def enter_sign(hall: Hall, form: EntryForm, *, by: Actor, now: datetime) -> bool:
    """An officer enters somebody's sign; that day is assessed anew. False: it was there before.

    It changes nobody's ratings: only a sign-in at the window itself beats the roster. Nobody
    enters their own. Raises FormProblems, SamePerson, StepNotAllowed.
    """
    if not by.may(Permission.ENTER_ATTENDANCE, hall.id):
        raise errors.StepNotAllowed(step="enter_sign")
    person = people_by_number(hall.id).get(folded(form.staff_number))
    problems = entry_problems(form, is_known=person is not None, now=now)
    if problems or person is None or form.moment is None or form.direction is None:
        raise errors.FormProblems(problems)
    if by.staff_id == person.id:
        raise errors.SamePerson(name=by.name)
    sign = NewSign(
        person.id, form.moment, form.direction, SignSource.ENTERED, reason=form.reason.strip()
    )
    with transaction() as session:
        is_new = add_sign(session, hall.id, sign, by, now)
        facts = {"direction": form.direction.value, "moment": form.moment.isoformat()}
        record(session, hall.id, by, "sign_entered", form.staff_number, facts=facts, now=now)
    month = month_of(form.moment, hall.zone)
    assess_attendance(hall, month, by=by, now=now, people={person.id})
    return is_new
