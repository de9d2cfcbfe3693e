"""An officer cancels a sign that is not so, with a reason; it stays readable."""

from datetime import datetime

from sqlalchemy import select

from server import errors
from server.actions.attendance.assess_attendance import assess_attendance
from server.actions.audit.record import record
from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.models.attendance import AttendanceSign, SignCancelled
from server.models.registry import Staff
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission
from server.rules.attendance.leaves import LONGEST_REASON
from server.rules.months import month_of


def cancel_sign(hall: Hall, sign_id: int, reason: str, *, by: Actor, now: datetime) -> None:
    """An officer cancels a sign; that month of the person is assessed anew.

    Raises FormProblems without a reason, Unknown for no such sign, SamePerson for one's own.
    """
    if not by.may(Permission.ENTER_ATTENDANCE, hall.id):
        raise errors.StepNotAllowed(step="cancel_sign")
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise errors.FormProblems((errors.Problem("reason", "attendance.reason_missing"),))
    with transaction() as session:
        found = session.execute(
            select(AttendanceSign.staff_id, AttendanceSign.moment, Staff.number)
            .join(Staff, Staff.id == AttendanceSign.staff_id)
            .where(AttendanceSign.hall_id == hall.id, AttendanceSign.id == sign_id)
        ).first()
        if found is None:
            raise errors.Unknown
        staff_id, moment, number = found
        if by.staff_id == staff_id:
            raise errors.SamePerson(name=by.name)
        cancelling = insert_into(session.connection(), table_of(SignCancelled)).values(
            hall_id=hall.id, sign_id=sign_id, reason=words, cancelled_at=now, cancelled_by=by.name
        )
        session.execute(cancelling.on_conflict_do_nothing(index_elements=["hall_id", "sign_id"]))
        facts = {"moment": moment.isoformat()}
        record(session, hall.id, by, "sign_cancelled", number, facts=facts, now=now)
    month = month_of(moment, hall.zone)
    assess_attendance(hall, month, by=by, now=now, people={staff_id})
