"""Somebody sends the sheets of a period: each person's to that person, each department's to it."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.distribution.send_document import Sending, send_copies
from server.db import transaction
from server.queries.distribution.addresses import owners_of_sheets
from server.queries.distribution.documents import sheet_rows
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import sheet_kind


def send_sheets(hall: Hall, period: Period, *, by: Actor | str, now: datetime) -> int:
    """How many copies are new; whoever has the latest revision of their sheet keeps it.

    Raises Unknown while the period has no sheets.
    """
    kind = sheet_kind(period.span)
    with transaction() as session:
        rows = sheet_rows(hall.id, kind, str(period))
        if not rows:
            raise errors.Unknown
        owners, sending, copies = owners_of_sheets(hall.id), Sending(by, now), 0
        for row in rows:
            copies += send_copies(session, row, (owners[row.about],), sending).copies
        facts = {"copies": copies}
        record(session, hall.id, by, "document_sent", str(period), facts=facts, now=now)
    return copies
