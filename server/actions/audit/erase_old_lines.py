"""The clock erases lines of the audit that were kept for three years."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from server.actions.audit.record import locked_head, record
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.audit import AuditHead, AuditRecord
from server.queries.audit.chains import ERASED
from server.rules.audit import Head
from server.rules.retention import DataClass, days_kept

BY_THE_CLOCK = "timetable"
ZONE = ZoneInfo("Asia/Shanghai")
MOST_AT_ONCE = 5_000


def erase_old_lines(hall_id: int, *, now: datetime, at_most: int = MOST_AT_ONCE) -> int:
    """The clock erases a hall's lines (0: the installation's) older than three years; how many.

    From the oldest on and without a gap, so that the rest is still a chain: a line says after
    which one it begins. Whoever calls repeats it until none are left.
    """
    days = days_kept(DataClass.AUDIT, {}) or 0
    before = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    with transaction() as session:
        locked_head(session, hall_id)
        last = _last_old_line(session, hall_id, before - timedelta(days=days), at_most)
        if last is None:
            return 0
        session.execute(
            update(AuditHead)
            .where(AuditHead.hall_id == hall_id)
            .values(first_position=last.position + 1, first_previous=last.hash)
        )
        old = (AuditRecord.hall_id == hall_id, AuditRecord.position <= last.position)
        gone = count_of(session.connection(), delete(AuditRecord).where(*old))
        facts: dict[str, str | int | None] = {"count": gone, "last_erased": str(last)}
        record(session, hall_id, BY_THE_CLOCK, ERASED, facts=facts, now=now)
    return gone


def _last_old_line(session: Session, hall_id: int, before: datetime, at_most: int) -> Head | None:
    """The last line that may go now: all before it are old too, and they are not too many."""
    of_hall = AuditRecord.hall_id == hall_id
    first_kept = session.scalar(
        select(func.min(AuditRecord.position)).where(of_hall, AuditRecord.at >= before)
    )
    oldest = session.scalar(select(func.min(AuditRecord.position)).where(of_hall))
    newest = session.scalar(select(func.max(AuditRecord.position)).where(of_hall))
    if oldest is None or newest is None:
        return None
    last = min(oldest + at_most, first_kept or newest + 1) - 1
    row = session.execute(
        select(AuditRecord.position, AuditRecord.hash).where(of_hall, AuditRecord.position == last)
    ).first()
    return Head(*row) if row else None
