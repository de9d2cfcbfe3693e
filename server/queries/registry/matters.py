"""What can a citizen have come for?"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from server.db import session
from server.models.registry import Matter, MatterWindow

_AT_WINDOW = (
    select(Matter.code, Matter.name)
    .join(MatterWindow, MatterWindow.matter_id == Matter.id)
    .where(
        MatterWindow.window_id == bindparam("window_id"),
        Matter.hall_id == bindparam("hall_id"),
        Matter.closed_on.is_(None),
    )
    .order_by(Matter.code)
)


@dataclass(frozen=True)
class MatterAtWindow:
    """A matter (事项) that a window handles."""

    code: str
    name: str


def matters_at(hall_id: int, window_id: int) -> tuple[MatterAtWindow, ...]:
    """The matters that the window handles today, in the order of their codes."""
    rows = session.connection().execute(_AT_WINDOW, {"hall_id": hall_id, "window_id": window_id})
    return tuple(MatterAtWindow(code, name) for code, name in rows)
