"""Which rounds were made, where did each go, and how was each window found?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from server import errors
from server.db import session
from server.models.appraisal import Fact, FactReversal
from server.models.inspections import (
    Inspection,
    InspectionDraw,
    InspectionFinding,
    InspectionTarget,
)
from server.models.registry import Department, Staff, Window
from server.queries.registry.halls import Hall
from server.rules.inspections.draw import Draw, read
from server.rules.inspections.kinds import FindingState, Look, RoundKind, RoundState
from server.rules.months import day_of

ROUNDS_A_PAGE = 20
Departments = frozenset[int] | None
"""Whose rounds: those that went to a window of one of these departments; None: all."""


@dataclass(frozen=True)
class FoundRound:
    """One round. ``windows`` are those it goes to, ``looked`` those it has been to."""

    number: str
    kind: RoundKind
    rhythm: str
    theme: str
    leader: str
    team: str
    witness: str
    state: RoundState
    notes: str
    started_at: datetime
    closed_at: datetime | None
    windows: int
    looked: int
    findings: int


@dataclass(frozen=True)
class FoundTarget:
    """A window of a round. ``staff``: number and name of the one person who was on duty."""

    window_id: int
    window: str
    window_name: str
    department: str
    look: Look
    looked_at: datetime | None
    staff: str
    findings: int


@dataclass(frozen=True)
class FoundDraw:
    """How the windows of a random check were drawn, as it is kept."""

    method: str
    draw: Draw
    count: int
    drawn_at: datetime
    drawn_by: str


def round_row(hall_id: int, number: str) -> Inspection:
    """The stored round of that number. Raises Unknown."""
    found = session.scalars(
        select(Inspection).where(Inspection.hall_id == hall_id, Inspection.number == number)
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def round_numbered(hall_id: int, number: str, departments: Departments = None) -> FoundRound:
    """The round of that number. Raises Unknown, also where it went to none of the departments."""
    wanted = (Inspection.number == number, *_reaching(departments))
    row = session.execute(_rounds(hall_id).where(*wanted)).first()
    if row is None:
        raise errors.Unknown
    return _found(row)


def rounds_page(
    hall_id: int, departments: Departments = None, *, page: int = 1
) -> tuple[tuple[FoundRound, ...], bool]:
    """A page of rounds, open ones first, then the latest; and whether there are more."""
    rows = session.execute(
        _rounds(hall_id)
        .where(*_reaching(departments))
        .order_by(Inspection.state.desc(), Inspection.started_at.desc(), Inspection.id)
        .offset((page - 1) * ROUNDS_A_PAGE)
        .limit(ROUNDS_A_PAGE + 1)
    ).all()
    return tuple(_found(row) for row in rows[:ROUNDS_A_PAGE]), len(rows) > ROUNDS_A_PAGE


def targets_of(
    hall_id: int, inspection_id: int, departments: Departments = None
) -> tuple[FoundTarget, ...]:
    """The windows of the round in the order it goes."""
    found = InspectionFinding
    count = (
        select(func.count())
        .where(
            found.hall_id == hall_id,
            found.inspection_id == inspection_id,
            found.window_id == InspectionTarget.window_id,
            found.state != FindingState.WITHDRAWN,
        )
        .scalar_subquery()
    )
    wanted = (
        select(InspectionTarget, Window.number, Window.name, Department.name, Staff, count)
        .join(Window, Window.id == InspectionTarget.window_id)
        .join(Department, Department.id == Window.department_id)
        .outerjoin(Staff, Staff.id == InspectionTarget.staff_id)
        .where(InspectionTarget.hall_id == hall_id, InspectionTarget.inspection_id == inspection_id)
        .order_by(InspectionTarget.position)
    )
    if departments is not None:
        wanted = wanted.where(Window.department_id.in_(departments))
    return tuple(_target(*row) for row in session.execute(wanted))


def draw_of(hall_id: int, inspection_id: int) -> FoundDraw | None:
    """How the round's windows were drawn; None where nobody drew."""
    row = session.get(InspectionDraw, (hall_id, inspection_id))
    if row is None:
        return None
    kept = Draw(row.seed, read(row.candidates), row.digest, read(row.drawn))
    return FoundDraw(row.method, kept, row.count, row.drawn_at, row.drawn_by)


def rounds_of_plan(hall: Hall, since: date) -> tuple[tuple[str, date], ...]:
    """Rhythm and day of the rounds that began on that day or later; a patrol is one of the day."""
    rows = session.execute(
        select(Inspection.kind, Inspection.rhythm, Inspection.started_at).where(
            Inspection.hall_id == hall.id,
            Inspection.started_at >= datetime.combine(since, time.min, tzinfo=hall.zone),
        )
    )
    return tuple(
        (rhythm or ("day" if kind == RoundKind.PATROL else ""), day_of(started, hall.zone))
        for kind, rhythm, started in rows
    )


def is_taken_back() -> ColumnElement[bool]:
    """Whether the fact of a finding no longer holds."""
    return exists().where(
        Fact.hall_id == InspectionFinding.hall_id,
        Fact.dedupe == InspectionFinding.fact_dedupe,
        FactReversal.hall_id == Fact.hall_id,
        FactReversal.fact_id == Fact.id,
    )


def _rounds(hall_id: int) -> Any:
    of_round = (
        InspectionTarget.hall_id == Inspection.hall_id,
        InspectionTarget.inspection_id == Inspection.id,
    )
    windows = select(func.count()).where(*of_round)
    looked = windows.where(InspectionTarget.state != Look.WAITING)
    findings = select(func.count()).where(
        InspectionFinding.hall_id == Inspection.hall_id,
        InspectionFinding.inspection_id == Inspection.id,
        InspectionFinding.state != FindingState.WITHDRAWN,
    )
    counts = (each.correlate(Inspection).scalar_subquery() for each in (windows, looked, findings))
    return select(Inspection, *counts).where(Inspection.hall_id == hall_id)


def _reaching(departments: Departments) -> Iterable[ColumnElement[bool]]:
    if departments is None:
        return ()
    return (
        exists().where(
            InspectionTarget.hall_id == Inspection.hall_id,
            InspectionTarget.inspection_id == Inspection.id,
            Window.id == InspectionTarget.window_id,
            Window.department_id.in_(departments),
        ),
    )


def _found(row: Sequence[Any]) -> FoundRound:
    inspection, windows, looked, findings = row
    return FoundRound(
        number=inspection.number,
        kind=RoundKind(inspection.kind),
        rhythm=inspection.rhythm,
        theme=inspection.theme,
        leader=inspection.leader,
        team=inspection.team,
        witness=inspection.witness,
        state=RoundState(inspection.state),
        notes=inspection.notes,
        started_at=inspection.started_at,
        closed_at=inspection.closed_at,
        windows=windows,
        looked=looked,
        findings=findings,
    )


def _target(target: InspectionTarget, *named: Any) -> FoundTarget:
    number, name, department, staff, findings = named
    return FoundTarget(
        window_id=target.window_id,
        window=number,
        window_name=name,
        department=department,
        look=Look(target.state),
        looked_at=target.looked_at,
        staff=f"{staff.number} {staff.name}" if staff else "",
        findings=findings,
    )
