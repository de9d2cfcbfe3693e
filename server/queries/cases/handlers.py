"""Who in a hall can be given a case to handle?"""

from dataclasses import dataclass

from sqlalchemy import or_, select

from server.db import session
from server.models.accounts import Account, AccountRole
from server.rules.accounts.roles import PERMISSIONS, Actor, Grant, Permission, Role
from server.rules.cases.kinds import CaseKind
from server.rules.cases.permissions import permission_for


@dataclass(frozen=True)
class Handler:
    """An account that may handle such cases; ``number`` is what a form names it by."""

    number: str
    title: str
    actor: Actor


def handlers(hall_id: int, kind: CaseKind) -> tuple[Handler, ...]:
    """Every active account that may handle cases of that kind in the hall, by name."""
    permission = permission_for(Permission.HANDLE_CASES, kind)
    rows = session.execute(
        select(Account, AccountRole)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            Account.state == "active",
            AccountRole.ended_at.is_(None),
            or_(AccountRole.hall_id == hall_id, AccountRole.hall_id.is_(None)),
        )
        .order_by(Account.name)
    ).all()
    grants: dict[Account, list[Grant]] = {}
    for account, role in rows:
        grant = Grant(Role(role.role), role.hall_id, role.department_id)
        grants.setdefault(account, []).append(grant)
    return tuple(
        Handler(account.number, account.title, _actor(account, held))
        for account, held in grants.items()
        if any(grant.role in PERMISSIONS[permission] for grant in held)
    )


def _actor(account: Account, grants: list[Grant]) -> Actor:
    return Actor(account.id, account.name, tuple(grants), account.staff_id)
