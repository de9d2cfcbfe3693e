"""A person gets fresh recovery codes."""

from datetime import datetime

from server.actions.accounts.second_factor import replace_recovery_codes
from server.actions.audit.record import record
from server.db import transaction
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def renew_recovery_codes(actor: Actor, *, now: datetime) -> tuple[str, ...]:
    """A person gets ten fresh codes, shown this once; the earlier ones are worth nothing."""
    with transaction() as session:
        codes = replace_recovery_codes(session, actor.account_id)
        record(session, INSTALLATION, actor, "recovery_codes_renewed", now=now)
    return codes
