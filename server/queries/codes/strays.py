"""Which codes were scanned that lead nowhere: an old poster that still hangs, a sticker fraud?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from server.db import session
from server.models.codes import StrayScan, WindowCode
from server.models.registry import Window


@dataclass(frozen=True)
class Strays:
    """The scans of one day: of the revoked ``code`` of a window, or of codes that never were.

    Those share one number a day over all halls; their ``code`` is '' and ``window`` None.
    """

    day: date
    code: str
    window: str | None
    scans: int


def stray_scans(hall_id: int, *, since: date) -> tuple[Strays, ...]:
    """The stray scans of a hall from that day on, the latest day first."""
    rows = session.execute(
        select(StrayScan.day, StrayScan.code, Window.number, StrayScan.scans)
        .outerjoin(WindowCode, WindowCode.code == StrayScan.code)
        .outerjoin(Window, Window.id == WindowCode.window_id)
        .where(
            StrayScan.day >= since,
            or_(WindowCode.hall_id == hall_id, StrayScan.code == ""),
        )
        .order_by(StrayScan.day.desc(), Window.number, StrayScan.code)
    )
    return tuple(Strays(day, code, window, scans) for day, code, window, scans in rows)
