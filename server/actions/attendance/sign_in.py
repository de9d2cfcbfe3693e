"""A person at a window signs in there: from now on what is rated there is theirs."""

from datetime import datetime

from server.actions.attendance.signing import (
    NewSign,
    add_sign,
    end_sign_ins,
    one_at_a_time,
    pressed_just_now,
    signer,
)
from server.db import transaction
from server.ids import new_id
from server.models.registry import Duty
from server.queries.attendance.own_windows import own_window, signed_in_at
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.attendance.words import Direction, SignSource
from server.rules.attribution import DutySource
from server.rules.months import day_of


def sign_in(hall: Hall, window_number: str, *, by: Actor, now: datetime) -> bool:
    """A person at a window signs in; False where they were signed in there already.

    Whoever was signed in at a window for one person is replaced, and so is the person's own
    sign-in elsewhere: nobody sits at two windows. Raises NotOwnWindow for a window that is
    neither of their duty nor of their department, and StepNotAllowed for whom works nowhere.
    """
    staff_id = signer(by, hall.id)
    with transaction() as session:
        one_at_a_time(session, hall.id, staff_id)
        window = own_window(hall, staff_id, window_number, day_of(now, hall.zone))
        one_at_a_time(session, hall.id, window.id)
        running = signed_in_at(hall.id, staff_id, now)
        if running and running[0] == window.number:
            return False
        end_sign_ins(session, hall.id, now, staff_id=staff_id)
        if not window.is_shared:
            end_sign_ins(session, hall.id, now, window_id=window.id)
        # Changing the window is no second coming.
        if not running and pressed_just_now(session, hall.id, staff_id, now) is not Direction.IN:
            sign = NewSign(staff_id, now, Direction.IN, SignSource.PAGE, window.id)
            add_sign(session, hall.id, sign, by, now)
        session.add(
            Duty(
                id=new_id(now.date()),
                hall_id=hall.id,
                window_id=window.id,
                staff_id=staff_id,
                starts_at=now,
                source=DutySource.SIGN_IN,
                is_substitute=not window.is_due,
                entered_at=now,
                entered_by=by.name,
            )
        )
    return True
