"""Which windows does a hall have?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from server import errors
from server.db import session
from server.models.codes import WindowCode
from server.models.registry import Department, PeerGroup, Window


@dataclass(frozen=True)
class HallWindow:
    """A window with its department, peer group and valid code."""

    id: int
    number: str
    name: str
    name_en: str
    department_code: str
    department: str
    group_code: str
    group: str
    is_shared: bool
    closed_on: date | None
    code: str | None


def hall_windows(hall_id: int) -> tuple[HallWindow, ...]:
    """Every window of the hall, closed ones too, in the order of their numbers."""
    return tuple(HallWindow(*row) for row in session.execute(_windows(hall_id)))


def window_numbered(hall_id: int, number: str) -> HallWindow:
    """The window of that number. Raises UnknownWindow."""
    row = session.execute(_windows(hall_id).where(Window.number == number)).first()
    if row is None:
        raise errors.UnknownWindow(number=number)
    return HallWindow(*row)


def _windows(hall_id: int) -> Any:
    return (
        select(
            Window.id,
            Window.number,
            Window.name,
            Window.name_en,
            Department.code,
            Department.name,
            PeerGroup.code,
            PeerGroup.name,
            Window.is_shared,
            Window.closed_on,
            WindowCode.code,
        )
        .join(Department, Department.id == Window.department_id)
        .join(PeerGroup, PeerGroup.id == Window.group_id)
        .outerjoin(
            WindowCode,
            (WindowCode.window_id == Window.id) & WindowCode.revoked_at.is_(None),
        )
        .where(Window.hall_id == hall_id)
        .order_by(Window.number)
    )


def window_id_of(hall_id: int, number: str) -> int | None:
    """The id of the hall's window of that number; None for no number. Raises UnknownWindow."""
    if not number:
        return None
    found = session.scalar(
        select(Window.id).where(Window.hall_id == hall_id, Window.number == number)
    )
    if found is None:
        raise errors.UnknownWindow(number=number)
    return found


def window_numbers(hall_id: int) -> frozenset[str]:
    """The numbers of all windows of the hall, closed ones too."""
    return frozenset(session.scalars(select(Window.number).where(Window.hall_id == hall_id)))
