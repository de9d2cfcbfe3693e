"""Arrangements for messages out: somebody is told, deliveries are spread, claimed and read."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from server.actions.messages.add_webhook import NewWebhook, add_webhook
from server.actions.messages.claim_message import Claim, Wanted, claim_message
from server.actions.messages.spread_message import spread_message
from server.actions.messages.tell import News, tell
from server.db import session, transaction
from server.models.accounts import Account
from server.models.messages import Message, MessageDelivery
from server.queries.messages.targets import Ways
from server.queries.messages.waiting import waiting
from server.rules.messages.audience import SUPERVISION
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import FACTS, Topic
from tests.build import CONTACT_KEY, MORNING, TestHall
from tests.house.signed_in import TestAccount

WEBHOOK_KEY = b"w" * 32
LEASE = timedelta(minutes=10)
EVERY_CHANNEL = Ways(frozenset(Channel), (CONTACT_KEY,))
VALUES: dict[str, str | int] = {
    "number": "7KQ2M4XT9B",
    "kind": "complaint",
    "due_on": "2026-12-01",
    "outcome": "granted",
    "day": "2026-11-25",
    "role": "supervisor",
    "month": "2026-10",
}


def facts_of(topic: Topic, **more: str | int) -> dict[str, str | int]:
    """The facts that such a message holds."""
    return {name: VALUES.get(name, 1) for name in FACTS[topic]} | more


def told(
    place: TestHall, topic: Topic = Topic.CASE_OVERDUE, *, now: datetime = MORNING, **more: Any
) -> bool:
    """Something happened of which the supervisors are told; the dedupe is the topic's name."""
    dedupe = more.pop("dedupe", str(topic))
    facts = more.pop("facts", {})
    news = replace(News(topic, SUPERVISION, facts_of(topic, **facts)), **more)
    with transaction() as writing:
        return tell(writing, place.hall.id, news, dedupe=dedupe, now=now)


def spread(now: datetime = MORNING, ways: Ways = EVERY_CHANNEL) -> list[bool]:
    """Every message that waits is spread, each once."""
    return [spread_message(*key, ways, now=now) for key in waiting(now)]


def with_email(account: TestAccount, email: str = "li@example.gov.cn", **more: Any) -> TestAccount:
    """The account has an address; ``more`` are other columns of it."""
    with transaction() as writing:
        writing.execute(update(Account).where(Account.id == account.id).values(email=email, **more))
    return account


def a_webhook(place: TestHall, name: str = "esb", **more: Any) -> str:
    """Another system listens; its secret."""
    url = more.pop("url", "https://hooks.example.gov.cn/in")
    wanted = NewWebhook(name, url, **more)
    return add_webhook(place.hall.id, wanted, key=WEBHOOK_KEY, by="李某", now=MORNING)


def claim(
    channel: Channel = Channel.EMAIL, *, now: datetime = MORNING, owner: str = "first", **more: Any
) -> Claim:
    """The next delivery of that channel, which there must be."""
    found = may_claim(channel, now=now, owner=owner, **more)
    assert found is not None
    return found


def may_claim(
    channel: Channel = Channel.EMAIL, *, now: datetime = MORNING, owner: str = "first", **more: Any
) -> Claim | None:
    """The next delivery of that channel, if there is one."""
    return claim_message(Wanted(channel, owner, LEASE, **more), now=now)


def deliveries(channel: Channel | None = None) -> list[MessageDelivery]:
    """The deliveries as they stand in the database, by recipient."""
    wanted = select(MessageDelivery).order_by(MessageDelivery.recipient, MessageDelivery.channel)
    if channel:
        wanted = wanted.where(MessageDelivery.channel == channel)
    session.expire_all()
    return list(session.scalars(wanted))


def reached(channel: Channel) -> set[str]:
    """The recipients on that channel: numbers of accounts are their names."""
    names = {f"account/{one.number}": one.name for one in session.scalars(select(Account))}
    return {names.get(one.recipient, one.recipient) for one in deliveries(channel)}


def messages() -> list[dict[str, Any]]:
    """The messages as they stand in the database, in order, with their facts read."""
    session.expire_all()
    rows = session.scalars(select(Message).order_by(Message.written_at, Message.position))
    return [
        {
            "topic": row.topic,
            "audience": row.audience,
            "state": row.state,
            "position": row.position,
            **json.loads(row.facts),
        }
        for row in rows
    ]
