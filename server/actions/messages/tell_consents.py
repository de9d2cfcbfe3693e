"""Somebody of the hall says on their phone which messages they accept."""

from collections.abc import Collection
from datetime import datetime

from server.actions.messages.consents import accept
from server.db import transaction
from server.queries.messages.consents import Holder


def tell_consents(holder: Holder, accepted: Collection[str], *, now: datetime) -> None:
    """Somebody of the hall accepts one more message of each of those templates on their phone.

    Not safe to repeat: each acceptance is one message, and only the phone knows how many it gave.
    """
    with transaction() as session:
        for template in sorted(accepted):
            accept(session, holder, template, now=now)
