"""As whom can somebody look at the demo?"""

from dataclasses import dataclass

from sqlalchemy import select

from server.db import session
from server.models.accounts import Account, AccountRole
from server.rules.accounts.roles import Role

DEMO = "demo"
"""Who made the accounts of the demo; no person can have this name."""


@dataclass(frozen=True)
class DemoAccount:
    """One account of the demo."""

    name: str
    title: str
    role: Role


def demo_people() -> tuple[DemoAccount, ...]:
    """The accounts of the demo, in the order of its list."""
    rows = session.execute(
        select(Account.name, Account.title, AccountRole.role)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.created_by == DEMO, Account.state == "active")
        .order_by(Account.created_at, AccountRole.id)
    )
    order = list(Role)
    found = [DemoAccount(name, title, Role(role)) for name, title, role in rows]
    return tuple(sorted(found, key=lambda each: (order.index(each.role), each.name)))
