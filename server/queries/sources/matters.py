"""How does it stand with the matters: due, stationed, handled outside, their guides, faults?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Subquery, func, or_, select

from server.db import session
from server.models.applications import MatterCheck, MatterStanding
from server.models.registry import Department, Matter, MatterWindow
from server.rules.months import Month
from server.rules.sources.matters import MatterFault, Standing, StandingMatter

TOLD = (
    MatterStanding.department_id,
    MatterStanding.is_due,
    MatterStanding.is_stationed,
    MatterStanding.is_outside,
    MatterStanding.guide,
    MatterStanding.note,
)


@dataclass(frozen=True)
class HallStanding:
    """A matter of the hall as it stands on a day, and the faults found of it that still hold."""

    code: str
    name: str
    department: str
    from_on: date
    is_due: bool
    is_stationed: bool
    is_outside: bool
    guide: str
    note: str
    faults: int


@dataclass(frozen=True)
class FoundFault:
    """One fault that was found of a matter; ``withdrawn``: it was taken back."""

    number: str
    code: str
    matter: str
    department: str
    what: str
    found_on: date
    note: str
    entered_by: str
    is_withdrawn: bool


def stored_standings(hall_id: int) -> Mapping[tuple[int, date], Standing]:
    """Every version of every matter by matter and first day."""
    rows = session.execute(
        select(MatterStanding.matter_id, MatterStanding.from_on, *TOLD).where(
            MatterStanding.hall_id == hall_id
        )
    )
    return {(row[0], row[1]): Standing(*row[2:]) for row in rows}


def known_faults(hall_id: int, matter_ids: Iterable[int]) -> frozenset[tuple[int, str, date]]:
    """Which faults were found of these matters, on which day."""
    rows = session.execute(
        select(MatterCheck.matter_id, MatterCheck.what, MatterCheck.found_on).where(
            MatterCheck.hall_id == hall_id, MatterCheck.matter_id.in_(sorted(set(matter_ids)))
        )
    )
    return frozenset((matter_id, what, found_on) for matter_id, what, found_on in rows)


def fault_key(fault: MatterFault) -> tuple[int, str, date]:
    """What makes a fault the same fault."""
    return fault.matter_id, fault.what, fault.found_on


def matters_at_end(hall_id: int, month: Month) -> tuple[StandingMatter, ...]:
    """The matters as they stand on the last day of the month, with their windows."""
    windows: dict[int, list[int]] = defaultdict(list)
    pairs = session.execute(
        select(MatterWindow.matter_id, MatterWindow.window_id)
        .join(Matter, Matter.id == MatterWindow.matter_id)
        .where(Matter.hall_id == hall_id)
        .order_by(MatterWindow.window_id)
    )
    for matter_id, window_id in pairs:
        windows[matter_id].append(window_id)
    return tuple(
        StandingMatter(
            row.department_id,
            tuple(windows[row.matter_id]),
            is_due=row.is_due,
            is_stationed=row.is_stationed,
        )
        for row in _on(hall_id, month.days()[-1])
    )


def hall_standings(
    hall_id: int, day: date, *, departments: frozenset[int] | None, words: str = ""
) -> tuple[HallStanding, ...]:
    """The matters of these departments (None: all) as they stand on the day, by their code."""
    checks = (
        select(MatterCheck.matter_id, func.count().label("faults"))
        .where(MatterCheck.hall_id == hall_id, MatterCheck.withdrawn_at.is_(None))
        .group_by(MatterCheck.matter_id)
        .subquery()
    )
    current = _latest(hall_id, day)
    found = (
        select(
            Matter.code,
            Matter.name,
            Department.name,
            MatterStanding.from_on,
            *TOLD[1:],
            func.coalesce(checks.c.faults, 0),
        )
        .join(current, current.c.matter_id == MatterStanding.matter_id)
        .join(Matter, Matter.id == MatterStanding.matter_id)
        .join(Department, Department.id == MatterStanding.department_id)
        .outerjoin(checks, checks.c.matter_id == MatterStanding.matter_id)
        .where(
            MatterStanding.hall_id == hall_id,
            MatterStanding.from_on == current.c.from_on,
            or_(Matter.closed_on.is_(None), Matter.closed_on > day),
        )
        .order_by(Matter.code)
    )
    if departments is not None:
        found = found.where(MatterStanding.department_id.in_(departments))
    if words:
        found = found.where(
            or_(
                Matter.name.contains(words, autoescape=True),
                Matter.code.contains(words, autoescape=True),
            )
        )
    return tuple(HallStanding(*row) for row in session.execute(found))


def hall_faults(
    hall_id: int, *, departments: frozenset[int] | None, most: int = 100
) -> tuple[FoundFault, ...]:
    """The faults found of matters, the latest first."""
    found = (
        select(
            MatterCheck.number,
            Matter.code,
            Matter.name,
            Department.name,
            MatterCheck.what,
            MatterCheck.found_on,
            MatterCheck.note,
            MatterCheck.entered_by,
            MatterCheck.withdrawn_at.is_not(None),
        )
        .join(Matter, Matter.id == MatterCheck.matter_id)
        .join(Department, Department.id == MatterCheck.department_id)
        .where(MatterCheck.hall_id == hall_id)
        .order_by(MatterCheck.found_on.desc(), MatterCheck.number)
        .limit(most)
    )
    if departments is not None:
        found = found.where(MatterCheck.department_id.in_(departments))
    return tuple(FoundFault(*row) for row in session.execute(found))


def standing_department(hall_id: int, matter_id: int, day: date) -> int | None:
    """The department that the matter is with on the day, None while nobody said."""
    rows: Sequence[int] = session.scalars(
        select(MatterStanding.department_id)
        .where(
            MatterStanding.hall_id == hall_id,
            MatterStanding.matter_id == matter_id,
            MatterStanding.from_on <= day,
        )
        .order_by(MatterStanding.from_on.desc())
        .limit(1)
    ).all()
    return rows[0] if rows else None


def _latest(hall_id: int, day: date) -> Subquery:
    return (
        select(MatterStanding.matter_id, func.max(MatterStanding.from_on).label("from_on"))
        .where(MatterStanding.hall_id == hall_id, MatterStanding.from_on <= day)
        .group_by(MatterStanding.matter_id)
        .subquery()
    )


def _on(hall_id: int, day: date) -> Sequence[Row[*tuple[Any, ...]]]:
    current = _latest(hall_id, day)
    return session.execute(
        select(
            MatterStanding.matter_id,
            MatterStanding.department_id,
            MatterStanding.is_due,
            MatterStanding.is_stationed,
        )
        .join(
            current,
            (current.c.matter_id == MatterStanding.matter_id)
            & (current.c.from_on == MatterStanding.from_on),
        )
        .join(Matter, Matter.id == MatterStanding.matter_id)
        .where(
            MatterStanding.hall_id == hall_id,
            or_(Matter.closed_on.is_(None), Matter.closed_on > day),
        )
    ).all()
