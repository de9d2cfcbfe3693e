"""What does a hall have that a row of a platform's file can mean?"""

from datetime import date

from sqlalchemy import select

from server.db import session
from server.models.registry import Matter, MatterWindow, Window
from server.packs import province
from server.queries.registry.halls import Hall
from server.rules.province.incoming import Sought


def sought_in(hall: Hall, today: date) -> Sought:
    """The hall's windows, closed ones too, which of them handle each matter, and the options."""
    windows = session.scalars(select(Window.number).where(Window.hall_id == hall.id))
    handled: dict[str, tuple[str, ...]] = {}
    for matter, window in session.execute(
        select(Matter.code, Window.number)
        .join(MatterWindow, MatterWindow.matter_id == Matter.id)
        .join(Window, Window.id == MatterWindow.window_id)
        .where(Matter.hall_id == hall.id)
        .order_by(Window.number)
    ):
        handled[matter] = (*handled.get(matter, ()), window)
    return Sought(frozenset(windows), handled, province.options(), today)


def window_ids(hall: Hall) -> dict[str, int]:
    """The ids of the hall's windows by their number."""
    rows = session.execute(select(Window.number, Window.id).where(Window.hall_id == hall.id))
    return dict(rows.all())
