"""What was each hall setting, from when on, and who set it?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from server.db import session
from server.models.registry import HallSetting


@dataclass(frozen=True)
class SetRow:
    """One value of one setting; ``scope`` is the code of a peer group, '' for the hall."""

    key: str
    scope: str
    value: str
    in_force_on: date
    entered_at: datetime
    entered_by: str


def setting_history(hall_id: int) -> dict[str, tuple[SetRow, ...]]:
    """Every value that was ever set, by key, the one that begins last first."""
    table = HallSetting
    rows = session.execute(
        select(
            table.key,
            table.scope,
            table.value,
            table.in_force_on,
            table.entered_at,
            table.entered_by,
        )
        .where(table.hall_id == hall_id)
        .order_by(table.in_force_on.desc(), table.entered_at.desc(), table.id.desc())
    )
    found: dict[str, list[SetRow]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(SetRow(*row))
    return {key: tuple(many) for key, many in found.items()}
