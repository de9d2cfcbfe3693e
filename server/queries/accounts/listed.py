"""Who has an account, and what are they?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.accounts import Account, AccountRole, SignIn
from server.models.registry import Department, Hall
from server.rules.accounts.roles import Role


@dataclass(frozen=True)
class HeldRole:
    """A role that is held, by the codes that people know; '' for every hall or department."""

    role: Role
    hall: str
    department: str
    granted_at: datetime
    granted_by: str


@dataclass(frozen=True)
class ListedAccount:
    """An account as administrators see it; nothing secret. ``sign_ins``: how many live now."""

    number: str
    name: str
    title: str
    state: str
    has_second_factor: bool
    created_at: datetime
    last_seen_at: datetime | None
    sign_ins: int
    roles: tuple[HeldRole, ...]


def listed_accounts(halls: frozenset[int] | None = None) -> tuple[ListedAccount, ...]:
    """Every account in the order of names; with ``halls``, those with a role in one of them."""
    held = _held_roles(halls)
    seen = _last_seen()
    accounts = session.scalars(select(Account).order_by(Account.name)).all()
    return tuple(
        ListedAccount(
            account.number,
            account.name,
            account.title,
            account.state,
            account.is_totp_on,
            account.created_at,
            *seen.get(account.id, (None, 0)),
            tuple(held[account.id]),
        )
        for account in accounts
        if halls is None or held[account.id]
    )


def _held_roles(halls: frozenset[int] | None) -> defaultdict[int, list[HeldRole]]:
    wanted = select(AccountRole, Hall.code, Department.code).where(AccountRole.ended_at.is_(None))
    if halls is not None:
        wanted = wanted.where(AccountRole.hall_id.in_(halls))
    rows = session.execute(
        wanted.outerjoin(Hall, Hall.id == AccountRole.hall_id)
        .outerjoin(Department, Department.id == AccountRole.department_id)
        .order_by(AccountRole.granted_at, AccountRole.id)
    )
    held: defaultdict[int, list[HeldRole]] = defaultdict(list)
    for row, hall, department in rows:
        role = HeldRole(
            Role(row.role), hall or "", department or "", row.granted_at, row.granted_by
        )
        held[row.account_id].append(role)
    return held


def _last_seen() -> dict[int, tuple[datetime | None, int]]:
    """When each account was last used, and how many of its sign-ins nobody has ended."""
    living = func.count().filter(SignIn.ended == "")
    rows = session.execute(
        select(SignIn.account_id, func.max(SignIn.seen_at), living).group_by(SignIn.account_id)
    )
    return {account: (seen, count) for account, seen, count in rows}
