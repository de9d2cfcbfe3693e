"""An administrator gives a person a role."""

from datetime import datetime

from server.actions.accounts.granted import add_grant, facts_of, managed_account
from server.actions.accounts.opening import end_sign_ins
from server.actions.audit.record import record
from server.db import transaction
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.roles import Actor, Grant
from server.rules.audit import INSTALLATION


def grant_role(name: str, grant: Grant, *, by: Actor | str, now: datetime) -> None:
    """An administrator gives a person a role; they sign in again to work in it.

    A role they hold already stays one. Raises UnknownAccount, OwnRoles, AdministratorsApart and
    RoleNotThere.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        if grant in grants_of(account.id):
            return
        add_grant(session, account.id, grant, by=by, now=now)
        end_sign_ins(session, account.id, why="role", now=now)
        facts = facts_of(session, grant)
        record(session, INSTALLATION, by, "role_granted", account.name, facts=facts, now=now)
