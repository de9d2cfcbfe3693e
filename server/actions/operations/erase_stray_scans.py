"""The clock erases old counts of scans that led to no window."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.codes import StrayScan
from server.rules.retention import DataClass, due_up_to

# They belong to no hall; their days are those of Beijing.
ZONE = ZoneInfo("Asia/Shanghai")


def erase_stray_scans(*, now: datetime) -> int:
    """The clock erases counts of stray scans after two years; how many rows.

    They are counts by day and code, and nobody's data: the register of deletions lists none.
    """
    up_to = due_up_to(DataClass.STRAY_SCAN, today=now.astimezone(ZONE).date(), settings={})
    with transaction() as session:
        return count_of(session.connection(), delete(StrayScan).where(StrayScan.day <= up_to))
