"""The clock makes notices final whose objection period (公示期) is over."""

from datetime import datetime

from sqlalchemy import exists, select

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.models.publication import Notice, NoticeEvent
from server.queries.registry.halls import Hall

BY_THE_CLOCK = "timetable"


def end_objections(hall: Hall, *, now: datetime) -> int:
    """The clock makes notices final whose last day for objections has passed; how many.

    A notice that was superseded or withdrawn stays what it is. Asking again changes nothing:
    the event that makes a notice final bears the notice's own id, and there is one of that id.
    """
    today = now.astimezone(hall.zone).date()
    anything = exists().where(
        NoticeEvent.hall_id == Notice.hall_id, NoticeEvent.notice_id == Notice.id
    )
    with transaction() as session:
        ripe = session.scalars(
            select(Notice.id).where(
                Notice.hall_id == hall.id, Notice.objections_until < today, ~anything
            )
        ).all()
        rows = [
            {
                "hall_id": hall.id,
                "id": notice_id,
                "notice_id": notice_id,
                "kind": "final",
                "happened_at": now,
                "entered_by": BY_THE_CLOCK,
                "reason": "",
            }
            for notice_id in ripe
        ]
        if rows:
            insert = insert_into(session.connection(), table_of(NoticeEvent))
            session.connection().execute(insert.on_conflict_do_nothing(), rows)
        return len(rows)
