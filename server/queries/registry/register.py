"""Which departments, peer groups and matters does a hall have, and how large is each?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from server.db import session
from server.models.registry import (
    Department,
    Matter,
    MatterWindow,
    PeerGroup,
    Staff,
    Window,
)

MATTERS_A_PAGE = 50


@dataclass(frozen=True)
class Part:
    """A department or a peer group, with its open windows and the people who are there."""

    code: str
    name: str
    closed_on: date | None
    windows: int
    people: int


@dataclass(frozen=True)
class HallMatter:
    """A matter and the numbers of the windows that handle it (none: all of them)."""

    code: str
    name: str
    closed_on: date | None
    windows: tuple[str, ...]


@dataclass(frozen=True)
class MatterPage:
    """One page of matters, and how many there are in all."""

    matters: tuple[HallMatter, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // MATTERS_A_PAGE))


def departments(hall_id: int) -> tuple[Part, ...]:
    """Every department, closed ones too, in the order of their codes."""
    return _parts(hall_id, Department, "department_id")


def peer_groups(hall_id: int) -> tuple[Part, ...]:
    """Every peer group, in the order of their codes."""
    return _parts(hall_id, PeerGroup, "group_id")


def matters(hall_id: int, words: str = "", *, page: int = 1) -> MatterPage:
    """The matters whose code or name holds the words, in the order of their codes."""
    found = select(Matter).where(Matter.hall_id == hall_id)
    if words:
        found = found.where(
            or_(
                Matter.name.contains(words, autoescape=True),
                Matter.code.contains(words, autoescape=True),
            )
        )
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.scalars(
        found.order_by(Matter.code).limit(MATTERS_A_PAGE).offset((page - 1) * MATTERS_A_PAGE)
    ).all()
    windows = _windows_of([row.id for row in rows])
    return MatterPage(
        tuple(
            HallMatter(row.code, row.name, row.closed_on, tuple(windows.get(row.id, ())))
            for row in rows
        ),
        total,
        page,
    )


def _parts(hall_id: int, table: Any, column: str) -> tuple[Part, ...]:
    def size(unit: Any) -> Any:
        return (
            select(func.count())
            .where(getattr(unit, column) == table.id, unit.closed_on.is_(None))
            .scalar_subquery()
        )

    rows = session.execute(
        select(table.code, table.name, table.closed_on, size(Window), size(Staff))
        .where(table.hall_id == hall_id)
        .order_by(table.code)
    )
    return tuple(Part(*row) for row in rows)


def _windows_of(matter_ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = session.execute(
        select(MatterWindow.matter_id, Window.number)
        .join(Window, Window.id == MatterWindow.window_id)
        .where(MatterWindow.matter_id.in_(matter_ids))
        .order_by(Window.number)
    )
    for matter_id, number in rows:
        found.setdefault(matter_id, []).append(number)
    return found
