"""An administrator gives a person the code that binds their phone."""

from datetime import datetime

from server.actions.accounts.granted import managed_account
from server.actions.audit.record import record
from server.actions.wechat.binding_codes import IssuedCode, Keys, issue_code
from server.db import transaction
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.phones import grants_on_phone
from server.rules.accounts.refusals import NothingOnPhone, UnknownAccount
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION


def invite_phone(name: str, *, keys: Keys, by: Actor | str, now: datetime) -> IssuedCode:
    """An administrator gives a person the code that binds their phone, shown this once (72 hours).

    Raises UnknownAccount (also for an account that is not in use), OwnRoles and NothingOnPhone.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        if account.state != "active":
            raise UnknownAccount(name=name)
        if not grants_on_phone(grants_of(account.id)):
            raise NothingOnPhone
        issued = issue_code(session, account.id, keys=keys, by=by, now=now)
        record(session, INSTALLATION, by, "phone_invited", account.name, now=now)
    return issued
