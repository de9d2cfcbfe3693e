"""Who is signed in at the console of a bench?"""

import secrets
from hashlib import sha256

from server import clock
from server.db import transaction
from server.ids import new_id, new_number
from server.models.accounts import Account, AccountRole, SignIn
from server.rules.accounts.roles import Role


def a_supervisor(hall_id: int) -> str:
    """The cookie of somebody who handles the hall's cases and has signed in just now."""
    return somebody(hall_id, Role.SUPERVISOR)


def somebody(hall_id: int, role: Role, *, staff_id: int | None = None) -> str:
    """The cookie of somebody of that role, and that member of staff, who has just signed in."""
    now, token = clock.now(), secrets.token_urlsafe(32)
    account = Account(
        id=new_id(now.date()),
        number=new_number(),
        name=role,
        staff_id=staff_id,
        title="王某",
        state="active",
        password_set_at=now,
        is_totp_on=True,
        created_at=now,
        created_by="bench",
    )
    granted = AccountRole(
        id=new_id(now.date()),
        account_id=account.id,
        role=role,
        hall_id=hall_id,
        granted_at=now,
        granted_by="bench",
    )
    sign_in = SignIn(
        hash=sha256(token.encode()).digest(),
        account_id=account.id,
        device_hash=bytes(32),
        started_at=now,
        seen_at=now,
        fresh_at=now,
        is_verified=True,
    )
    with transaction() as written:
        written.add(account)
        written.flush()
        written.add_all([granted, sign_in])
    return token
