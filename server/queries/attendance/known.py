"""What is known of everybody's days: duties, signs, leave, business, and how they are kept?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select

from server.db import session
from server.models.attendance import AttendanceSign, Leave, OfficialAbsence, SignCancelled
from server.models.registry import Duty, Staff
from server.queries.registry.duties import LONGEST_DUTY
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.attendance.assembling import (
    LocalBusiness,
    LocalDuty,
    LocalSign,
    Person,
    opening_of,
)
from server.rules.attendance.day import Manner
from server.rules.attendance.due import Span
from server.rules.attendance.leaves import KnownLeave, LeaveSpan
from server.rules.attendance.words import (
    Direction,
    Kept,
    LeaveKind,
    Procedure,
    RequestState,
    SignSource,
)
from server.rules.attribution import DutySource
from server.rules.months import HalfDay

Query = Select[*tuple[Any, ...]]
ONE_DAY = timedelta(days=1)
AT_ONCE = 20_000
EACH_SHIFT = "shift"


@dataclass(frozen=True)
class Days:
    """The days from one to another, both included, in the hall's zone."""

    hall: Hall
    first: date
    last: date

    def begins(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first, time(), self.hall.zone)

    def ends(self) -> datetime:
        """The first moment that no longer belongs to them."""
        return datetime.combine(self.last + ONE_DAY, time(), self.hall.zone)


@dataclass(frozen=True)
class Known:
    """Everything that decides about the days: people by their id, and the hall's own facts."""

    days: Days
    people: Mapping[int, Person]
    facts: HallFacts
    signed_days: frozenset[date]

    def opening(self, day: date) -> tuple[Span, ...] | None:
        """When the hall is open that day; None: nobody entered its hours."""
        return opening_of(day, self.facts.hours, self.facts.calendar)

    def manner(self, day: date) -> Manner:
        """How the hall keeps attendance on that day."""
        return Manner(
            grace=int(self.facts.setting("attendance_grace_minutes", day)),
            signs_each_shift=self.facts.setting("attendance_signs", day) == EACH_SHIFT,
            is_signed=self.kept(day) is not Kept.NONE,
        )

    def kept(self, day: date) -> Kept:
        """Whether, and by what, attendance is kept on that day."""
        return Kept(self.facts.setting("attendance_kept", day))

    def is_waiting(self, day: date) -> bool:
        """Whether signs of that day are still to come: nobody signed the way the hall goes by."""
        return self.kept(day) is not Kept.NONE and day not in self.signed_days


def known_days(days: Days, people: Collection[int] | None = None) -> Known:
    """Everything about the days of these people, or of everybody who ever worked in the hall."""
    found = {staff_id: Person(closed_on=closed) for staff_id, closed in _staff(days, people)}
    facts = hall_facts(days.hall.id, days.hall.registry_version)
    _add_duties(found, days, people)
    _add_signs(found, days, people)
    _add_leaves(found, days, people)
    _add_business(found, days, people)
    return Known(days, found, facts, _signed_days(days, facts))


def _staff(days: Days, people: Collection[int] | None) -> Any:
    asked = select(Staff.id, Staff.closed_on).where(Staff.hall_id == days.hall.id)
    return session.execute(_of(asked, Staff.id, people)).all()


def _of(asked: Query, column: Any, people: Collection[int] | None) -> Query:
    return asked if people is None else asked.where(column.in_(people))


def _add_duties(found: Mapping[int, Person], days: Days, people: Collection[int] | None) -> None:
    asked = select(Duty.staff_id, Duty.window_id, Duty.starts_at, Duty.ends_at, Duty.source).where(
        Duty.hall_id == days.hall.id,
        Duty.cancelled_at.is_(None),
        Duty.starts_at < days.ends(),
        or_(
            and_(
                Duty.source == DutySource.ROSTER,
                Duty.starts_at >= days.begins() - LONGEST_DUTY - ONE_DAY,
            ),
            and_(
                Duty.source == DutySource.STANDING,
                or_(Duty.ends_at.is_(None), Duty.ends_at > days.begins()),
            ),
        ),
    )
    zone = days.hall.zone
    for staff_id, window_id, starts, ends, source in _rows(_of(asked, Duty.staff_id, people)):
        end = ends.astimezone(zone).replace(tzinfo=None) if ends else None
        start = starts.astimezone(zone).replace(tzinfo=None)
        is_standing = source == DutySource.STANDING
        found[staff_id].add_duty(LocalDuty(window_id, start, end, is_standing))


def _add_signs(found: Mapping[int, Person], days: Days, people: Collection[int] | None) -> None:
    asked = (
        select(AttendanceSign.staff_id, AttendanceSign.moment, AttendanceSign.direction)
        .outerjoin(
            SignCancelled,
            (SignCancelled.hall_id == AttendanceSign.hall_id)
            & (SignCancelled.sign_id == AttendanceSign.id),
        )
        .where(
            AttendanceSign.hall_id == days.hall.id,
            AttendanceSign.moment >= days.begins(),
            AttendanceSign.moment < days.ends() + ONE_DAY,
            SignCancelled.sign_id.is_(None),
        )
    )
    zone = days.hall.zone
    for staff_id, moment, direction in _rows(_of(asked, AttendanceSign.staff_id, people)):
        local = moment.astimezone(zone).replace(tzinfo=None)
        found[staff_id].add_sign(LocalSign(local, Direction(direction)))


def _rows(asked: Query) -> Any:
    return session.execute(asked.execution_options(yield_per=AT_ONCE))


LEAVE_COLUMNS = (
    Leave.number,
    Leave.staff_id,
    Leave.kind,
    Leave.from_on,
    Leave.to_on,
    Leave.from_half,
    Leave.to_half,
    Leave.procedure,
    Leave.state,
)


def leaves_between(days: Days, people: Collection[int] | None = None) -> tuple[KnownLeave, ...]:
    """Every leave that touches the days, whatever became of it, in the order they begin."""
    asked = select(*LEAVE_COLUMNS).where(
        Leave.hall_id == days.hall.id, Leave.from_on <= days.last, Leave.to_on >= days.first
    )
    rows = session.execute(_of(asked, Leave.staff_id, people).order_by(Leave.from_on, Leave.id))
    return tuple(
        KnownLeave(
            number,
            staff_id,
            LeaveKind(kind),
            LeaveSpan(from_on, to_on, HalfDay(from_half), HalfDay(to_half)),
            Procedure(procedure),
            RequestState(state),
        )
        for number, staff_id, kind, from_on, to_on, from_half, to_half, procedure, state in rows
    )


def _add_leaves(found: Mapping[int, Person], days: Days, people: Collection[int] | None) -> None:
    for leave in leaves_between(days, people):
        found[leave.staff_id].leaves.append(leave)


def _add_business(found: Mapping[int, Person], days: Days, people: Collection[int] | None) -> None:
    table, zone = OfficialAbsence, days.hall.zone
    asked = select(table.staff_id, table.from_at, table.until_at, table.number, table.state).where(
        table.hall_id == days.hall.id,
        table.state.in_((RequestState.ASKED, RequestState.APPROVED)),
        table.from_at >= days.begins(),
        table.from_at < days.ends(),
    )
    for staff_id, starts, ends, number, state in session.execute(
        _of(asked, table.staff_id, people)
    ):
        start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (starts, ends))
        found[staff_id].business.append(LocalBusiness(start, end, number, RequestState(state)))


def _signed_days(days: Days, facts: HallFacts) -> frozenset[date]:
    """The days on which somebody of the hall signed in the way that the hall goes by."""
    spans = (days.first + ONE_DAY * ahead for ahead in range((days.last - days.first).days + 1))
    return frozenset(day for day in spans if _is_signed(days.hall, day, facts))


def _is_signed(hall: Hall, day: date, facts: HallFacts) -> bool:
    table, begins = AttendanceSign, datetime.combine(day, time(), hall.zone)
    asked = select(table.id).where(
        table.hall_id == hall.id, table.moment >= begins, table.moment < begins + ONE_DAY
    )
    # What an officer enters by hand tells of one person, not that the others could have signed.
    is_by_machine = facts.setting("attendance_kept", day) == Kept.MACHINE
    usual = () if is_by_machine else (SignSource.PAGE,)
    asked = asked.where(table.source.in_((SignSource.MACHINE, *usual)))
    return session.scalar(asked.limit(1)) is not None
