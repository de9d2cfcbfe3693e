"""What a consequence proposes waits for a person, in the transaction that computed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import update
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
from server.rules.schemes.shape import Scheme


@dataclass(frozen=True)
class Proposing:
    """What followed from a period, by which scheme, and when (with zone)."""

    scheme: Scheme
    period: Period
    followed: tuple[Followed, ...]
    now: datetime

    @property
    def wanted(self) -> tuple[Followed, ...]:
        """What proposes something to a person."""
        return tuple(one for one in self.followed if one.effects.task or one.effects.notice)


def open_tasks(session: Session, hall: Hall, proposing: Proposing) -> None:
    """What consequences propose waits for a person, once each; what the guard refused is kept.

    What an earlier computation of the period proposed and this one does not is closed because its
    cause is gone, and stays visible (scheme, section 7).
    """
    for one in proposing.wanted:
        _open_task(session, hall, proposing.period, one, proposing.now)
    of_scheme = {one.name for one in proposing.scheme.consequences}
    standing = {_dedupe(one) for one in proposing.wanted}
    gone = (
        update(AppraisalTask)
        .where(
            AppraisalTask.hall_id == hall.id,
            AppraisalTask.period == str(proposing.period),
            AppraisalTask.state == "open",
            AppraisalTask.name.in_(of_scheme),
            AppraisalTask.dedupe.not_in(standing),
        )
        .values(state="cause_reversed", settled_at=proposing.now)
    )
    session.execute(gone)


def _dedupe(followed: Followed) -> str:
    return sha256("|".join(followed.key).encode()).hexdigest()


def _open_task(
    session: Session, hall: Hall, period: Period, followed: Followed, now: datetime
) -> None:
    number = new_number()
    connection = session.connection()
    fresh = insert_into(connection, table_of(AppraisalTask)).on_conflict_do_nothing(
        index_elements=["hall_id", "dedupe"]
    )
    row = fresh.values(
        hall_id=hall.id,
        id=new_id(now.date()),
        number=number,
        dedupe=_dedupe(followed),
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
