"""An action tells somebody of what it did, in its own transaction."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.actions.operations.statements import count_of, insert_into, table_of
from server.ids import new_id
from server.models.messages import Message
from server.rules.messages.audience import Audience, Circle
from server.rules.messages.topics import Facts, Topic, check_facts

LONGEST_DEDUPE = 64


@dataclass(frozen=True)
class News:
    """What happened, and who is to hear of it; ``facts`` are exactly those of the topic.

    ``case_id``: the case it belongs to, if any; of one case a recipient hears in order.
    """

    topic: Topic
    audience: Audience
    facts: Facts
    case_id: int | None = None


def tell(session: Session, hall_id: int, news: News, *, dedupe: str, now: datetime) -> bool:
    """Somebody is to hear of this, once the caller's transaction is committed.

    ``dedupe`` (at most 64 letters) names the happening and its audience, as
    ``overdue/<number>/supervision``: told again it is the same message, and False comes back.
    Raises FactsUnfit when the facts are not those of the topic, ValueError for a longer dedupe.
    """
    check_facts(news.topic, news.facts)
    if len(dedupe) > LONGEST_DEDUPE:
        raise ValueError(dedupe)  # SQLite would store it, PostgreSQL would not
    connection = session.connection()
    insert = insert_into(connection, table_of(Message)).on_conflict_do_nothing(
        index_elements=["hall_id", "dedupe"]
    )
    row = insert.values(
        hall_id=hall_id,
        id=new_id(now.date()),
        dedupe=dedupe,
        topic=news.topic,
        audience=str(news.audience),
        recipient_id=news.audience.of if news.audience.circle is Circle.ACCOUNT else None,
        case_id=news.case_id,
        position=_next_position(session, hall_id, news.case_id),
        facts=json.dumps(dict(news.facts), ensure_ascii=False, sort_keys=True),
        state="waiting",
        tries=0,
        written_at=now,
        next_try_at=now,
    )
    return count_of(connection, row) == 1


def _next_position(session: Session, hall_id: int, case_id: int | None) -> int:
    """Where the next message of the case stands; steps of one case never run at once."""
    if case_id is None:
        return 0
    last = select(func.max(Message.position)).where(
        Message.hall_id == hall_id, Message.case_id == case_id
    )
    return (session.scalar(last) or 0) + 1
