"""What did the nights note about windows, for a person to look at?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from server.db import session
from server.models.ratings import NightFlag
from server.models.registry import Window


@dataclass(frozen=True)
class Flagged:
    """Something about one day of one window.

    ``kind`` is a ``rules.flags.FlagKind``; ``seen`` is how many ratings it is about; ``chance``
    how likely so many are by themselves, '' where no chance was computed.
    """

    day: date
    window: str
    kind: str
    seen: int
    chance: str


def flagged(hall_id: int, *, since: date) -> tuple[Flagged, ...]:
    """The flags of a hall from that day on, the latest day first."""
    rows = session.execute(
        select(NightFlag.day, Window.number, NightFlag.kind, NightFlag.seen, NightFlag.chance)
        .join(Window, Window.id == NightFlag.window_id)
        .where(NightFlag.hall_id == hall_id, NightFlag.day >= since)
        .order_by(NightFlag.day.desc(), Window.number, NightFlag.kind)
    )
    return tuple(Flagged(*row) for row in rows)
