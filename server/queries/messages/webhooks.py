"""Which other systems of a hall are told?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.messages import Webhook


@dataclass(frozen=True)
class ListedWebhook:
    """A valid webhook; without topics it is told of all. Its secret is not shown again."""

    name: str
    url: str
    topics: tuple[str, ...]
    created_at: datetime


def webhooks(hall_id: int) -> tuple[ListedWebhook, ...]:
    """The valid webhooks of the hall, by name."""
    rows = session.execute(
        select(Webhook.name, Webhook.url, Webhook.topics, Webhook.created_at)
        .where(Webhook.hall_id == hall_id, Webhook.revoked_at.is_(None))
        .order_by(Webhook.name)
    )
    return tuple(
        ListedWebhook(name, url, tuple(topics.split()), created_at)
        for name, url, topics, created_at in rows
    )
