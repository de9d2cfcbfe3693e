"""The operator lets another system hear no more."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.actions.messages.add_webhook import is_valid
from server.actions.operations.statements import count_of
from server.db import transaction
from server.errors import Unknown
from server.models.messages import Webhook
from server.rules.accounts.roles import Actor


class UnknownWebhook(Unknown):
    """The hall has no valid webhook of that name."""

    code = "messages.webhook_unknown"


def revoke_webhook(hall_id: int, name: str, *, by: Actor | str, now: datetime) -> None:
    """The operator revokes a webhook: nothing more is sent there, not even what waits.

    Raises UnknownWebhook.
    """
    revoked = update(Webhook).where(*is_valid(hall_id, name)).values(revoked_at=now)
    with transaction() as session:
        if not count_of(session.connection(), revoked):
            raise UnknownWebhook(name=name)
        record(session, hall_id, by, "webhook_revoked", name, now=now)
