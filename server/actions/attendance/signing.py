"""How does a sign get into its table, and what does it do to the duty it makes or ends?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import errors
from server.actions.operations.statements import count_of, insert_into, table_of
from server.actions.ratings.rating_rows import lock_month
from server.ids import new_id
from server.models.attendance import AttendanceSign
from server.models.registry import Duty
from server.rules.accounts.roles import Actor, Permission, name_of
from server.rules.attendance.words import Direction, SignSource
from server.rules.attribution import LONGEST_SIGN_IN, DutySource

IDENTITY = ["hall_id", "staff_id", "moment", "direction", "source"]
# A button pressed twice, or a form sent again, is one sign.
SAME_PRESS = timedelta(minutes=1)
# A duty lasts at least that long, so that it has an end after its beginning.
SHORTEST = timedelta(seconds=1)


@dataclass(frozen=True)
class NewSign:
    """Who signs, when (with zone), which way, how that is known, where and why."""

    staff_id: int
    moment: datetime
    direction: Direction
    source: SignSource
    window_id: int | None = None
    reason: str = ""


def signer(by: Actor, hall_id: int) -> int:
    """The staff id of who signs for themself. Raises StepNotAllowed for whom works nowhere."""
    if by.staff_id is None or not by.may(Permission.SEE_OWN, hall_id):
        raise errors.StepNotAllowed(step="sign")
    return by.staff_id


def add_sign(session: Session, hall_id: int, sign: NewSign, by: Actor | str, now: datetime) -> bool:
    """Write the sign; False when it was there before."""
    connection = session.connection()
    adding = insert_into(connection, table_of(AttendanceSign)).values(
        hall_id=hall_id,
        id=new_id(now.date()),
        entered_at=now,
        entered_by=name_of(by),
        **vars(sign),
    )
    return count_of(connection, adding.on_conflict_do_nothing(index_elements=IDENTITY)) == 1


def one_at_a_time(session: Session, hall_id: int, what: object) -> None:
    """Of several acts on one person, window, day or month, one is done after the other."""
    lock_month(session.connection(), hall_id, f"attendance/{what}", exclusive=True)


def pressed_just_now(
    session: Session, hall_id: int, staff_id: int, now: datetime
) -> Direction | None:
    """Which way the person pressed within the last minute, None where they did not."""
    found = session.scalar(
        select(AttendanceSign.direction)
        .where(
            AttendanceSign.hall_id == hall_id,
            AttendanceSign.staff_id == staff_id,
            AttendanceSign.source == SignSource.PAGE,
            AttendanceSign.moment > now - SAME_PRESS,
        )
        .order_by(AttendanceSign.moment.desc())
        .limit(1)
    )
    return Direction(found) if found else None


def end_sign_ins(session: Session, hall_id: int, now: datetime, **whose: int) -> None:
    """End what runs of the sign-ins of that ``staff_id``, or at that ``window_id``."""
    running = session.execute(
        select(Duty.id, Duty.starts_at).where(
            Duty.hall_id == hall_id,
            Duty.source == DutySource.SIGN_IN,
            Duty.ends_at.is_(None),
            Duty.cancelled_at.is_(None),
            Duty.starts_at > now - LONGEST_SIGN_IN,
            *(getattr(Duty, column) == value for column, value in whose.items()),
        )
    ).all()
    for duty_id, starts_at in running:
        ends_at = max(now, starts_at + SHORTEST)
        session.execute(update(Duty).where(Duty.id == duty_id).values(ends_at=ends_at))
