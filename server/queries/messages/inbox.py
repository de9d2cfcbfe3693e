"""What was one person told in the console, and what of it have they not read?"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from server.db import session
from server.models.messages import Message, MessageDelivery
from server.queries.messages.phone_pages import page_of
from server.queries.messages.wording import Words, words_of
from server.rules.messages.audience import audience_of
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic

PAGE = 50


@dataclass(frozen=True)
class Note:
    """One message in somebody's inbox. ``number`` names it when it is marked as read.

    ``page`` is where it goes on in the mini-program, empty where it does not.
    """

    number: str
    topic: Topic
    words: Words
    page: str
    written_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Inbox:
    """One page of an inbox, the latest first; ``has_more``: there is a next page."""

    notes: tuple[Note, ...]
    unread: int
    has_more: bool


def unread_count(hall_id: int, account_id: int) -> int:
    """How many messages of that hall the person has not read."""
    unread = (*_theirs(hall_id, account_id), MessageDelivery.read_at.is_(None))
    return session.scalar(select(func.count()).select_from(MessageDelivery).where(*unread)) or 0


def inbox(hall_id: int, account_id: int, lang: str, *, page: int = 1) -> Inbox:
    """The messages of that hall to that person, page by page of fifty (1 the first)."""
    rows = session.execute(
        select(
            MessageDelivery.number,
            Message.topic,
            Message.facts,
            Message.audience,
            Message.written_at,
            MessageDelivery.read_at,
        )
        .join(
            Message,
            (Message.hall_id == MessageDelivery.hall_id)
            & (Message.id == MessageDelivery.message_id),
        )
        .where(*_theirs(hall_id, account_id))
        .order_by(MessageDelivery.sent_at.desc(), MessageDelivery.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    notes = tuple(_note(*row, lang=lang) for row in rows[:PAGE])
    return Inbox(notes, unread_count(hall_id, account_id), has_more=len(rows) > PAGE)


def _note(number: str, topic: str, facts: str, audience: str, *moments: Any, lang: str) -> Note:
    written_at, read_at = moments
    what, told, circle = Topic(topic), json.loads(facts), audience_of(audience).circle
    words = words_of(what, told, circle=circle, lang=lang)
    return Note(number, what, words, page_of(what, told, circle=circle), written_at, read_at)


def _theirs(hall_id: int, account_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        MessageDelivery.hall_id == hall_id,
        MessageDelivery.account_id == account_id,
        MessageDelivery.channel == Channel.INBOX,
    )
