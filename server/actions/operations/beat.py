"""A part of the system says that it is alive."""

from datetime import datetime

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.models.operations import Heartbeat


def beat(part: str, *, now: datetime) -> None:
    """A part of the system (``worker``, ``outbox``) says that it is alive; one row a part."""
    with transaction() as session:
        insert = insert_into(session.connection(), table_of(Heartbeat))
        row = insert.values(part=part, beat_at=now)
        session.connection().execute(
            row.on_conflict_do_update(index_elements=["part"], set_={"beat_at": now})
        )
