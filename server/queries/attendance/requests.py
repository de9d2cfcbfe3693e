"""Which requests for leave and official business are there, and how does each stand?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from server import errors
from server.db import session
from server.models.attendance import Leave, OfficialAbsence
from server.models.registry import Department, Staff
from server.queries.registry.halls import Hall
from server.rules.attendance.leaves import LeaveSpan
from server.rules.attendance.words import LeaveKind, Procedure, RequestState
from server.rules.months import HalfDay

MOST_SHOWN = 200
Table = type[Leave] | type[OfficialAbsence]
SHARED = (
    "id",
    "number",
    "staff_id",
    "state",
    "reason",
    "asked_at",
    "asked_by",
    "asked_by_id",
    "decided_at",
    "decided_by",
    "answer",
)


@dataclass(frozen=True)
class Request:
    """Leave (``span`` and ``kind`` set) or official business (``from_at`` and ``until_at`` set).

    Moments of business carry the hall's zone.
    """

    id: int
    number: str
    staff_id: int
    state: RequestState
    reason: str
    asked_at: datetime
    asked_by: str
    asked_by_id: int | None
    decided_at: datetime | None
    decided_by: str
    answer: str
    staff_number: str
    staff_name: str
    department_id: int
    department: str
    kind: LeaveKind | None = None
    span: LeaveSpan | None = None
    half_days: int = 0
    procedure: Procedure = Procedure.DONE
    from_at: datetime | None = None
    until_at: datetime | None = None

    @property
    def first_on(self) -> date:
        """The first day that it touches."""
        return self.span.from_on if self.span else _day(self.from_at)

    @property
    def last_on(self) -> date:
        """The last day that it touches."""
        return self.span.to_on if self.span else _day(self.until_at)


def requests_of(hall: Hall, staff_id: int) -> tuple[Request, ...]:
    """What one person asked for, the latest first."""
    return _found(hall, lambda table: table.staff_id == staff_id)


def request_numbered(hall: Hall, number: str) -> Request:
    """The request of that number. Raises Unknown."""
    for request in _found(hall, lambda table: table.number == number):
        return request
    raise errors.Unknown


def requests_to_decide(
    hall: Hall, departments: Collection[int] | None, state: RequestState
) -> tuple[Request, ...]:
    """Requests in that state of people of these departments (None: all), the earliest day first."""
    found = _found(
        hall,
        lambda table: (
            (table.state == state)
            & (True if departments is None else Staff.department_id.in_(departments))
        ),
    )
    return tuple(sorted(found, key=lambda one: (one.first_on, one.number)))


def leave_spans(hall: Hall, staff_id: int) -> tuple[LeaveSpan, ...]:
    """When the person is on leave, or has asked for it."""
    open_states = {RequestState.ASKED, RequestState.APPROVED}
    return tuple(
        one.span for one in requests_of(hall, staff_id) if one.span and one.state in open_states
    )


def _found(hall: Hall, condition: Any) -> tuple[Request, ...]:
    leaves = session.execute(_asked(hall, Leave, condition)).mappings().all()
    errands = session.execute(_asked(hall, OfficialAbsence, condition)).mappings().all()
    found = [
        *(_leave(row) for row in leaves),
        *(_business(row, hall) for row in errands),
    ]
    return tuple(sorted(found, key=lambda one: (one.first_on, one.number), reverse=True))


def _asked(hall: Hall, table: Table, condition: Any) -> Select[*tuple[Any, ...]]:
    own = (
        ("kind", "from_on", "to_on", "from_half", "to_half", "half_days", "procedure")
        if table is Leave
        else ("from_at", "until_at")
    )
    first = Leave.from_on if table is Leave else OfficialAbsence.from_at
    return (
        select(
            *(getattr(table, name) for name in (*SHARED, *own)),
            Staff.number.label("staff_number"),
            Staff.name.label("staff_name"),
            Staff.department_id,
            Department.name.label("department"),
        )
        .join(Staff, Staff.id == table.staff_id)
        .join(Department, Department.id == Staff.department_id)
        .where(table.hall_id == hall.id, condition(table))
        .order_by(first.desc())
        .limit(MOST_SHOWN)
    )


def _leave(row: Any) -> Request:
    said: dict[str, Any] = dict(row)
    span = LeaveSpan(
        said.pop("from_on"),
        said.pop("to_on"),
        HalfDay(said.pop("from_half")),
        HalfDay(said.pop("to_half")),
    )
    words: dict[str, Any] = {
        "kind": LeaveKind(said.pop("kind")),
        "procedure": Procedure(said.pop("procedure")),
        "state": RequestState(said.pop("state")),
    }
    return Request(**said, **words, span=span)


def _business(row: Any, hall: Hall) -> Request:
    said: dict[str, Any] = dict(row)
    words: dict[str, Any] = {
        name: said.pop(name).astimezone(hall.zone) for name in ("from_at", "until_at")
    }
    words["state"] = RequestState(said.pop("state"))
    return Request(**said, **words)


def _day(moment: datetime | None) -> date:
    return moment.date() if moment else date.min
