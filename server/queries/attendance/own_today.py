"""How does a person's day stand: where are they on duty, are they signed in, what comes next?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Duty, Window
from server.queries.attendance.own_windows import OwnSign, signed_in_at, signs_today
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.attendance.today import NextStep, next_step
from server.rules.attendance.words import Direction, Kept
from server.rules.attribution import DutySource
from server.rules.months import day_of
from server.rules.opening import is_open

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OwnDuty:
    """A duty of today; ``since`` and ``until`` as on a clock (09:00), '' where it has none."""

    window: str
    name: str
    since: str
    until: str


@dataclass(frozen=True)
class SignedIn:
    """Where somebody is signed in, and since when on the hall's clock."""

    window: str
    since: str


@dataclass(frozen=True)
class OwnToday:
    """One's day. ``counts``: signing on the page is how this hall keeps attendance."""

    day: date
    is_open: bool
    is_working_day: bool
    counts: bool
    duties: tuple[OwnDuty, ...]
    signed_in: SignedIn | None
    signs: tuple[OwnSign, ...]
    next_step: NextStep


def own_today(hall: Hall, staff_id: int, now: datetime) -> OwnToday:
    """The person's day as it stands at that moment."""
    today, facts = day_of(now, hall.zone), hall_facts(hall.id, hall.registry_version)
    kind = facts.calendar.kind_of(today)
    duties, signs = _duties(hall, staff_id, today), signs_today(hall, staff_id, now)
    running = signed_in_at(hall.id, staff_id, now)
    is_working = facts.calendar.is_working(today)
    return OwnToday(
        day=today,
        is_open=is_open(now, hall.zone, hours=facts.hours, day_kind=kind),
        is_working_day=is_working,
        counts=facts.setting("attendance_kept", today) != Kept.NONE,
        duties=duties,
        signed_in=SignedIn(running[0], _clock(running[1], hall)) if running else None,
        signs=signs,
        next_step=next_step(
            is_signed_in=running is not None,
            has_left=_has_left(signs),
            is_expected=is_working or bool(duties),
        ),
    )


def _has_left(signs: Sequence[OwnSign]) -> bool:
    standing = [sign for sign in signs if not sign.is_cancelled]
    return bool(standing) and standing[-1].direction is Direction.OUT


def _duties(hall: Hall, staff_id: int, today: date) -> tuple[OwnDuty, ...]:
    begins = datetime.combine(today, time(), hall.zone)
    ends = begins + ONE_DAY
    rows = session.execute(
        select(Window.number, Window.name, Duty.starts_at, Duty.ends_at)
        .join(Window, Window.id == Duty.window_id)
        .where(
            Duty.hall_id == hall.id,
            Duty.staff_id == staff_id,
            Duty.source.in_((DutySource.ROSTER, DutySource.STANDING)),
            Duty.cancelled_at.is_(None),
            Duty.starts_at < ends,
            or_(Duty.ends_at.is_(None), Duty.ends_at > begins),
        )
        .order_by(Duty.starts_at, Window.number)
    )
    return tuple(
        OwnDuty(
            number,
            name,
            _clock(starts, hall) if starts >= begins else "",
            _clock(until, hall) if until is not None and until <= ends else "",
        )
        for number, name, starts, until in rows
    )


def _clock(moment: datetime, hall: Hall) -> str:
    return f"{moment.astimezone(hall.zone):%H:%M}"
