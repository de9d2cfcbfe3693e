"""A person asks the console for the code that binds their own phone."""

from datetime import datetime

from server.actions.audit.record import record
from server.actions.wechat.binding_codes import IssuedCode, Keys, issue_code
from server.db import transaction
from server.rules.accounts.phones import grants_on_phone
from server.rules.accounts.refusals import NothingOnPhone
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def invite_own_phone(actor: Actor, *, keys: Keys, now: datetime) -> IssuedCode:
    """A person gets the code that binds their own phone, shown this once (72 hours).

    Raises NothingOnPhone.
    """
    if not grants_on_phone(actor.grants):
        raise NothingOnPhone
    with transaction() as session:
        issued = issue_code(session, actor.account_id, keys=keys, by=actor, now=now)
        record(session, INSTALLATION, actor, "phone_invited", actor.name, now=now)
    return issued
