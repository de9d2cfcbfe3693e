"""Where may somebody sign in on a day, and have they signed in?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from server.db import session
from server.models.attendance import AttendanceSign, SignCancelled
from server.models.registry import Duty, Staff, Window
from server.queries.registry.halls import Hall
from server.rules.attendance.scans import NotOwnWindow
from server.rules.attendance.words import Direction, SignSource
from server.rules.attribution import LONGEST_SIGN_IN, DutySource
from server.rules.months import day_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SignWindow:
    """A window where somebody may sign in; ``is_due``: a duty of theirs says so today."""

    id: int
    number: str
    name: str
    is_shared: bool
    is_due: bool


@dataclass(frozen=True)
class OwnSign:
    """One sign of a person, with its moment in the hall's zone. The id stays in the server."""

    id: int
    moment: datetime
    direction: Direction
    source: SignSource
    window: str
    reason: str
    is_cancelled: bool


def own_windows(hall: Hall, staff_id: int, day: date) -> tuple[SignWindow, ...]:
    """The windows of the person's duties of that day, then the others of their department."""
    due = _windows_due(hall, staff_id, day)
    rows = session.execute(
        select(Window.id, Window.number, Window.name, Window.is_shared)
        .where(
            Window.hall_id == hall.id,
            Window.closed_on.is_(None),
            or_(
                Window.id.in_(due),
                Window.department_id.in_(select(Staff.department_id).where(Staff.id == staff_id)),
            ),
        )
        .order_by(Window.number)
    )
    found = [SignWindow(*row, is_due=row[0] in due) for row in rows]
    return tuple(sorted(found, key=lambda window: not window.is_due))


def own_window(hall: Hall, staff_id: int, number: str, day: date) -> SignWindow:
    """The one of that number among them. Raises NotOwnWindow for any other."""
    for window in own_windows(hall, staff_id, day):
        if window.number == number:
            return window
    raise NotOwnWindow(number=number)


def signed_in_at(hall_id: int, staff_id: int, now: datetime) -> tuple[str, datetime] | None:
    """At which window the person is signed in, and since when; None where they are not."""
    row = session.execute(
        select(Window.number, Duty.starts_at)
        .join(Window, Window.id == Duty.window_id)
        .where(
            Duty.hall_id == hall_id,
            Duty.staff_id == staff_id,
            Duty.source == DutySource.SIGN_IN,
            Duty.ends_at.is_(None),
            Duty.cancelled_at.is_(None),
            Duty.starts_at > now - LONGEST_SIGN_IN,
        )
        .order_by(Duty.starts_at.desc())
    ).first()
    return (row[0], row[1]) if row else None


def own_signs(hall: Hall, staff_id: int, first: date, last: date) -> tuple[OwnSign, ...]:
    """The person's signs of these days in order, cancelled ones too."""
    table = AttendanceSign
    rows = session.execute(
        select(
            table.id,
            table.moment,
            table.direction,
            table.source,
            Window.number,
            table.reason,
            SignCancelled.reason,
        )
        .outerjoin(Window, Window.id == table.window_id)
        .outerjoin(
            SignCancelled,
            (SignCancelled.hall_id == table.hall_id) & (SignCancelled.sign_id == table.id),
        )
        .where(
            table.hall_id == hall.id,
            table.staff_id == staff_id,
            table.moment >= datetime.combine(first, time(), hall.zone),
            table.moment < datetime.combine(last + ONE_DAY, time(), hall.zone),
        )
        .order_by(table.moment)
    )
    return tuple(
        OwnSign(
            sign_id,
            moment.astimezone(hall.zone),
            Direction(direction),
            SignSource(source),
            window or "",
            cancelled or reason,
            cancelled is not None,
        )
        for sign_id, moment, direction, source, window, reason, cancelled in rows
    )


def signs_today(hall: Hall, staff_id: int, now: datetime) -> tuple[OwnSign, ...]:
    """What the person signed today."""
    today = day_of(now, hall.zone)
    return own_signs(hall, staff_id, today, today)


def _windows_due(hall: Hall, staff_id: int, day: date) -> frozenset[int]:
    begins = datetime.combine(day, time(), hall.zone)
    rows = session.scalars(
        select(Duty.window_id).where(
            Duty.hall_id == hall.id,
            Duty.staff_id == staff_id,
            Duty.source.in_((DutySource.ROSTER, DutySource.STANDING)),
            Duty.cancelled_at.is_(None),
            Duty.starts_at < begins + ONE_DAY,
            or_(Duty.ends_at.is_(None), Duty.ends_at > begins),
        )
    )
    return frozenset(rows)
