"""Who is meant by the name of an account?"""

from sqlalchemy import select

from server.db import session
from server.models.accounts import Account
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.roles import Actor


def actor_named(name: str) -> Actor | None:
    """The active account of that name, with its roles; None if there is none."""
    account = session.scalars(
        select(Account).where(Account.name == name.strip().casefold(), Account.state == "active")
    ).first()
    if account is None:
        return None
    return Actor(account.id, account.name, grants_of(account.id), account.staff_id)
