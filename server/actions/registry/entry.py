"""Who enters something into the registry of which hall, when?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.models.registry import Department, Matter, PeerGroup, Staff, Window

# The column by which people know the rows of a sheet.
CODES: Mapping[str, InstrumentedAttribute[str]] = {
    "department": Department.code,
    "peer_group": PeerGroup.code,
    "window": Window.number,
    "staff": Staff.number,
    "matter": Matter.code,
}


@dataclass(frozen=True)
class Entry:
    """One person's entries into one hall's registry, in one transaction."""

    session: Session
    hall_id: int
    by: str
    now: datetime

    @property
    def day(self) -> date:
        """The day that new ids tell."""
        return self.now.date()

    def ids(self, layout: str) -> dict[str, int]:
        """The ids of the hall's rows of that sheet by their code or number."""
        code = CODES[layout]
        table = code.class_
        rows = self.session.execute(select(code, table.id).where(table.hall_id == self.hall_id))
        return dict(rows.all())
