"""Who and what is appraised in a period, as it stood in that period?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Department, Duty, PeerGroup, Staff, Window
from server.models.scores import MonthFigure
from server.queries.registry.halls import Hall
from server.rules.appraisal.facts import Member, Who
from server.rules.appraisal.periods import Period
from server.rules.schemes.words import Subject

ATTENDED = "attended_days"


def members_of(hall: Hall, period: Period) -> tuple[Member, ...]:
    """People, windows and departments of the hall in the period, in order.

    Whoever left before its first day is not among them. ``attended_days`` is None for people of a
    hall or month without attendance: what nobody counted cannot be too little.
    """
    return (
        *_people(hall, period),
        *_windows(hall, period),
        *_departments(hall, period),
    )


def attended_days(hall_id: int, period: Period) -> Mapping[int, Fraction]:
    """Working days attended by each person in the months of the period that were assessed."""
    total: dict[int, Fraction] = defaultdict(Fraction)
    rows = session.execute(
        select(MonthFigure.subject_id, MonthFigure.value).where(
            MonthFigure.hall_id == hall_id,
            MonthFigure.month.in_([str(month) for month in period.months()]),
            MonthFigure.subject == Subject.STAFF,
            MonthFigure.figure == ATTENDED,
        )
    )
    for staff_id, value in rows:
        total[staff_id] += Fraction(value)
    return total


def _people(hall: Hall, period: Period) -> Iterable[Member]:
    attended = attended_days(hall.id, period)
    windows = _windows_served(hall, period)
    rows = session.execute(
        select(Staff.id, PeerGroup.code, Staff.department_id, Staff.staff_class, Staff.is_chief)
        .join(PeerGroup, PeerGroup.id == Staff.group_id)
        .where(
            Staff.hall_id == hall.id,
            or_(Staff.closed_on.is_(None), Staff.closed_on > period.first_on),
        )
        .order_by(Staff.id)
    )
    for staff_id, group, department_id, staff_class, is_chief in rows:
        yield Member(
            Who(Subject.STAFF, staff_id),
            group,
            department_id,
            staff_class=staff_class,
            is_chief=is_chief,
            windows=windows.get(staff_id, ()),
            # With attendance kept for anybody, who has none attended no day.
            attended_days=attended.get(staff_id, Fraction(0)) if attended else None,
        )


def _windows_served(hall: Hall, period: Period) -> Mapping[int, tuple[int, ...]]:
    """At which windows each person had a duty that touches the period."""
    months = period.months()
    starts: datetime = months[0].starts_at(hall.zone)
    ends: datetime = months[-1].ends_at(hall.zone)
    rows = session.execute(
        select(Duty.staff_id, Duty.window_id)
        .where(
            Duty.hall_id == hall.id,
            Duty.cancelled_at.is_(None),
            Duty.starts_at < ends,
            or_(Duty.ends_at.is_(None), Duty.ends_at > starts),
        )
        .distinct()
        .order_by(Duty.staff_id, Duty.window_id)
    )
    served: dict[int, list[int]] = defaultdict(list)
    for staff_id, window_id in rows:
        served[staff_id].append(window_id)
    return {staff_id: tuple(windows) for staff_id, windows in served.items()}


def _windows(hall: Hall, period: Period) -> Iterable[Member]:
    rows = session.execute(
        select(Window.id, PeerGroup.code, Window.department_id)
        .join(PeerGroup, PeerGroup.id == Window.group_id)
        .where(
            Window.hall_id == hall.id,
            or_(Window.closed_on.is_(None), Window.closed_on > period.first_on),
        )
        .order_by(Window.id)
    )
    for window_id, group, department_id in rows:
        yield Member(Who(Subject.WINDOW, window_id), group, department_id, windows=(window_id,))


def _departments(hall: Hall, period: Period) -> Iterable[Member]:
    windows: dict[int, list[int]] = defaultdict(list)
    for member in _windows(hall, period):
        windows[member.department_id].append(member.who.id)
    rows = session.scalars(
        select(Department.id)
        .where(
            Department.hall_id == hall.id,
            or_(Department.closed_on.is_(None), Department.closed_on > period.first_on),
        )
        .order_by(Department.id)
    )
    for department_id in rows:
        # Departments are compared with one another, over all groups.
        who = Who(Subject.DEPARTMENT, department_id)
        yield Member(who, "", department_id, windows=tuple(windows[department_id]))
