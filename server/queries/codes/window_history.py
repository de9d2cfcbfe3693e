"""Which codes and screens did each window have, and which does it have now?"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.codes import Screen, WindowCode


@dataclass(frozen=True)
class HadCode:
    """One code of a window; ``revoked_at`` is None while it is valid."""

    code: str
    issued_at: datetime
    issued_by: str
    revoked_at: datetime | None
    revoked_by: str | None


@dataclass(frozen=True)
class HadScreen:
    """A device that was offered the window's screen; ``paired_at`` is None until it took it."""

    issued_by: str
    pairing_until: datetime
    paired_at: datetime | None
    revoked_at: datetime | None


def codes_of_window(hall_id: int, window_id: int) -> tuple[HadCode, ...]:
    """Every code the window ever had, the latest first."""
    table = WindowCode
    rows = session.execute(
        select(table.code, table.issued_at, table.issued_by, table.revoked_at, table.revoked_by)
        .where(table.hall_id == hall_id, table.window_id == window_id)
        .order_by(table.issued_at.desc(), table.code)
    )
    return tuple(HadCode(*row) for row in rows)


def screens_of_window(hall_id: int, window_id: int) -> tuple[HadScreen, ...]:
    """Every screen the window was offered, the latest first."""
    table = Screen
    rows = session.execute(
        select(table.issued_by, table.pairing_until, table.paired_at, table.revoked_at)
        .where(table.hall_id == hall_id, table.window_id == window_id)
        .order_by(table.pairing_until.desc())
    )
    return tuple(HadScreen(*row) for row in rows)


def screen_counts(hall_id: int) -> Counter[int]:
    """How many paired screens each window has, by its id."""
    rows = session.execute(
        select(Screen.window_id, func.count())
        .where(
            Screen.hall_id == hall_id,
            Screen.paired_at.is_not(None),
            Screen.revoked_at.is_(None),
        )
        .group_by(Screen.window_id)
    )
    return Counter(dict(rows.all()))


def issue_days(hall_id: int) -> dict[str, datetime]:
    """When each valid code of the hall was issued."""
    rows = session.execute(
        select(WindowCode.code, WindowCode.issued_at).where(
            WindowCode.hall_id == hall_id, WindowCode.revoked_at.is_(None)
        )
    )
    return dict(rows.all())
