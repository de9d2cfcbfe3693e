"""A person's phone signs in by WeChat: that stays on record, as a sign-in at the console does."""

from datetime import datetime

from server.actions.audit.record import record
from server.db import transaction
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def sign_in_by_phone(actor: Actor, *, now: datetime) -> None:
    """The phone that stands for the person is in use from now on; of citizens nothing is kept."""
    with transaction() as session:
        record(session, INSTALLATION, actor, "signed_in", facts={"by": "phone"}, now=now)
