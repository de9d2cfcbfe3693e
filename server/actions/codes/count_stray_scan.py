"""A citizen scans a code that leads to no window any more; the scan is counted for the hall."""

from datetime import date
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from server.db import transaction
from server.models.codes import StrayScan

NEVER_WAS = ""


def count_stray_scan(day: date, code: str = NEVER_WAS) -> None:
    """A citizen scans a revoked code, or (without ``code``) one that never was; one more that day.

    Codes that never were share one row a day, so that invented ones cannot fill the table.
    """
    with transaction() as session:
        dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[
            session.connection().dialect.name
        ]
        row = dialect.insert(StrayScan).values(day=day, code=code, scans=1)
        session.execute(
            row.on_conflict_do_update(
                index_elements=["day", "code"], set_={"scans": StrayScan.scans + 1}
            )
        )
