"""A published notice is withdrawn (公示撤回); its text stays readable and says why."""

from datetime import datetime

from sqlalchemy import select

from server import errors
from server.actions.audit.record import record
from server.actions.publication.words import check_words
from server.db import transaction
from server.ids import new_id
from server.models.publication import Notice as NoticeRow
from server.models.publication import NoticeEvent
from server.queries.publication.notices import NoticeState, notice_numbered
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of

CAN_BE_WITHDRAWN = frozenset({NoticeState.OPEN, NoticeState.FINAL})


def withdraw_notice(
    hall: Hall, number: str, *, reason: str, by: Actor | str, now: datetime
) -> None:
    """A publisher withdraws a notice, as where an objection is upheld; the reason is published.

    It is issued again by a further revision (``reissue_month``). Raises UnknownNotice,
    FormProblems for words that cannot be published, StepNotAllowed for a notice that is no
    longer the valid one.
    """
    check_words("reason", reason, hall)
    with transaction() as session:
        notice = notice_numbered(hall.id, number)
        if notice.state not in CAN_BE_WITHDRAWN:
            raise errors.StepNotAllowed(step="withdraw")
        notice_id = session.scalars(
            select(NoticeRow.id).where(NoticeRow.hall_id == hall.id, NoticeRow.number == number)
        ).one()
        session.add(
            NoticeEvent(
                hall_id=hall.id,
                id=new_id(now.date()),
                notice_id=notice_id,
                kind="withdrawn",
                happened_at=now,
                entered_by=name_of(by),
                reason=reason.strip(),
            )
        )
        session.flush()
        record(session, hall.id, by, "notice_withdrawn", number, now=now)
