"""Which lines of the audit are about this person, this thing, these days?"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import func, select

from server.db import session
from server.models.audit import AuditRecord

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for; '' or None lets everything pass. Days are those of ``zone``."""

    zone: tzinfo
    actor: str = ""
    act: str = ""
    thing: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class FoundLine:
    """One line as a person reads it; ``thing`` is what it was done to."""

    position: int
    at: datetime
    actor: str
    act: str
    thing: str
    result: str
    facts: dict[str, object]


@dataclass(frozen=True)
class FoundPage:
    """One page of lines, the latest first, and how many there are in all."""

    lines: tuple[FoundLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def found_lines(hall_id: int, wanted: Wanted, *, page: int = 1) -> FoundPage:
    """The lines of a hall (0: the installation) that fit, a page of fifty at a time."""
    table = AuditRecord
    fitting = select(table).where(table.hall_id == hall_id)
    for column, value in (
        (table.actor, wanted.actor),
        (table.act, wanted.act),
        (table.object, wanted.thing),
        (table.result, wanted.result),
    ):
        if value:
            fitting = fitting.where(column == value)
    if wanted.since:
        fitting = fitting.where(table.at >= _start(wanted.since, wanted.zone))
    if wanted.until:
        fitting = fitting.where(table.at < _start(wanted.until + timedelta(days=1), wanted.zone))
    total = session.scalar(select(func.count()).select_from(fitting.subquery())) or 0
    rows = session.scalars(
        fitting.order_by(table.position.desc()).limit(PAGE).offset((page - 1) * PAGE)
    )
    return FoundPage(tuple(_line(row) for row in rows), total, page)


def acts_of(hall_id: int) -> tuple[str, ...]:
    """Every act that the audit of the hall holds."""
    return tuple(
        session.scalars(
            select(AuditRecord.act)
            .where(AuditRecord.hall_id == hall_id)
            .distinct()
            .order_by(AuditRecord.act)
        )
    )


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)


def _line(row: AuditRecord) -> FoundLine:
    facts = json.loads(row.facts)
    return FoundLine(row.position, row.at, row.actor, row.act, row.object, row.result, facts)
