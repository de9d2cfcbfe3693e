"""The operator lets another system of the hall be told."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, select

from server.actions.audit.record import record
from server.db import transaction
from server.envelope import seal
from server.errors import ChuangpingError
from server.ids import new_id
from server.models.messages import Webhook
from server.queries.messages.outgoing import webhook_context
from server.rules.accounts.roles import Actor
from server.rules.messages.topics import Topic

SECRET_BYTES = 32
# So that a secret that was left lying about is recognised for what it is.
PREFIX = "whsec_"
LONGEST_NAME, LONGEST_URL = 60, 500


class WebhookNameTaken(ChuangpingError):
    """The hall has a valid webhook of that name."""

    code = "messages.webhook_taken"


class WebhookUnfit(ChuangpingError):
    """No https address, a name or address that is too long, or a topic that does not exist."""

    code = "messages.webhook_unfit"


@dataclass(frozen=True)
class NewWebhook:
    """What the operator asks for; without topics it is told of all."""

    name: str
    url: str
    topics: tuple[str, ...] = ()


def add_webhook(
    hall_id: int, wanted: NewWebhook, *, key: bytes, by: Actor | str, now: datetime
) -> str:
    """The operator gets the signing secret of a new webhook: this once, it is kept sealed.

    It hears of what happens from now on. Raises WebhookNameTaken and WebhookUnfit.
    """
    _check(wanted)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    row_id = new_id(now.date())
    with transaction() as session:
        if session.scalar(select(Webhook.id).where(*is_valid(hall_id, wanted.name))):
            raise WebhookNameTaken(name=wanted.name)
        session.add(
            Webhook(
                id=row_id,
                hall_id=hall_id,
                name=wanted.name,
                url=wanted.url,
                topics=" ".join(wanted.topics),
                secret_sealed=seal(secret, key, context=webhook_context(row_id)),
                created_at=now,
            )
        )
        record(session, hall_id, by, "webhook_added", wanted.name, now=now)
    return secret


def is_valid(hall_id: int, name: str) -> tuple[ColumnElement[bool], ...]:
    """The valid webhook of that name in the hall, as a condition."""
    return (Webhook.hall_id == hall_id, Webhook.name == name, Webhook.revoked_at.is_(None))


def _check(wanted: NewWebhook) -> None:
    unknown = set(wanted.topics) - set(Topic)
    is_https = urlsplit(wanted.url).scheme == "https" and urlsplit(wanted.url).hostname
    is_short = 0 < len(wanted.name) <= LONGEST_NAME and len(wanted.url) <= LONGEST_URL
    if unknown or not is_https or not is_short:
        raise WebhookUnfit(name=wanted.name, url=wanted.url, topics=", ".join(sorted(unknown)))
