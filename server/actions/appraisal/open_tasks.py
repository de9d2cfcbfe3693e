"""What a consequence proposes waits for a person, in the transaction that computed it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of, insert_into, table_of
from server.ids import new_id, new_number
from server.models.scores import AppraisalTask
from server.queries.registry.halls import Hall
from server.rules.appraisal.following import Followed
from server.rules.appraisal.frozen import decimal
from server.rules.appraisal.periods import Period
from server.rules.canonical import canonical
from server.rules.messages.audience import SUPERVISION
from server.rules.messages.topics import Topic


def open_tasks(
    session: Session, hall: Hall, period: Period, followed: Iterable[Followed], now: datetime
) -> None:
    """What consequences propose waits for a person, once each; what the guard refused is kept."""
    for one in followed:
        if one.effects.task or one.effects.notice:
            _open_task(session, hall, period, one, now)


def _open_task(
    session: Session, hall: Hall, period: Period, followed: Followed, now: datetime
) -> None:
    number = new_number()
    dedupe = sha256("|".join(followed.key).encode()).hexdigest()
    connection = session.connection()
    fresh = insert_into(connection, table_of(AppraisalTask)).on_conflict_do_nothing(
        index_elements=["hall_id", "dedupe"]
    )
    row = fresh.values(
        hall_id=hall.id,
        id=new_id(now.date()),
        number=number,
        dedupe=dedupe,
        subject=followed.who.subject,
        subject_id=followed.who.id,
        period=str(period),
        name=followed.name,
        task=followed.effects.task,
        notice=followed.effects.notice,
        facts=canonical(_cause(followed)).decode(),
        state="open" if followed.acts else "dropped",
        opened_at=now,
        settled_by="",
        outcome="",
    )
    if count_of(connection, row) == 1 and followed.acts:
        news = News(Topic.TASK_OPENED, SUPERVISION, {"number": number, "period": str(period)})
        tell(session, hall.id, news, dedupe=f"task/{number}", now=now)


def _cause(followed: Followed) -> Mapping[str, Any]:
    cause, guard = followed.cause, followed.cause.guard
    return {
        "item": cause.item,
        "facts": list(cause.fact_ids),
        "periods": [str(one) for one in cause.periods],
        "count": cause.count,
        "score": "" if cause.score is None else decimal(cause.score),
        "guard": None
        if guard is None
        else {
            "p": str(guard.p),
            "alpha": str(guard.alpha),
            "own": guard.own,
            "total": guard.total,
            "people": guard.people,
            "acts": int(guard.acts),
        },
    }
