"""An administrator takes a role away."""

from datetime import datetime

from sqlalchemy import update

from server.actions.accounts.granted import facts_of, managed_account
from server.actions.accounts.opening import end_sign_ins
from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.actions.wechat.ending import let_go
from server.db import transaction
from server.models.accounts import AccountRole
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.phones import grants_on_phone
from server.rules.accounts.refusals import RoleNotThere
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.audit import INSTALLATION


def end_role(name: str, grant: Grant, *, by: Actor | str, now: datetime) -> None:
    """An administrator takes a role away; whoever is signed in with it is out at once.

    So is the phone of whom it made staff, or whom it leaves with nothing to do there. Raises
    UnknownAccount, OwnRoles, and RoleNotThere where the person does not hold it.
    """
    with transaction() as session:
        account = managed_account(session, name, by)
        ended = (
            update(AccountRole)
            .where(
                AccountRole.account_id == account.id,
                AccountRole.role == grant.role,
                AccountRole.hall_id.is_not_distinct_from(grant.hall_id),
                AccountRole.department_id.is_not_distinct_from(grant.department_id),
                AccountRole.ended_at.is_(None),
            )
            .values(ended_at=now)
        )
        if not count_of(session.connection(), ended):
            raise RoleNotThere
        end_sign_ins(session, account.id, why="role", now=now)
        if grant.role is Role.STAFF or not grants_on_phone(grants_of(account.id)):
            let_go(session, account, why="role", by=by, now=now)
        facts = facts_of(session, grant)
        record(session, INSTALLATION, by, "role_ended", account.name, facts=facts, now=now)
