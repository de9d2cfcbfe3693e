"""A person at a window signs out: what is rated there from now on is not theirs."""

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
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.attendance.words import Direction, SignSource


def sign_out(hall: Hall, *, by: Actor, now: datetime) -> bool:
    """A person signs out of wherever they are; False for a second press within a minute.

    Also without a sign-in before: then that one is missing, and the time of leaving is kept.
    Raises StepNotAllowed for whom works nowhere.
    """
    staff_id = signer(by, hall.id)
    with transaction() as session:
        one_at_a_time(session, hall.id, staff_id)
        if pressed_just_now(session, hall.id, staff_id, now) is Direction.OUT:
            return False
        end_sign_ins(session, hall.id, now, staff_id=staff_id)
        sign = NewSign(staff_id, now, Direction.OUT, SignSource.PAGE)
        return add_sign(session, hall.id, sign, by, now)
