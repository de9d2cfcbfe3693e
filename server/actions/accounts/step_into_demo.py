"""A stranger looks at the demo as one of its people."""

from datetime import datetime

from sqlalchemy import select

from server.actions.accounts.opening import hash_of, open_sign_in
from server.actions.audit.record import record
from server.db import transaction
from server.errors import Unknown
from server.models.accounts import Account
from server.queries.accounts.demo_people import DEMO
from server.rules.audit import INSTALLATION


def step_into_demo(name: str, *, is_demo: bool, device_token: str, now: datetime) -> str:
    """A stranger steps in as that person of the demo; the token for the cookie.

    Raises Unknown outside a demo installation, and for an account that is not the demo's own.
    """
    with transaction() as session:
        account_id = session.scalar(
            select(Account.id).where(
                Account.name == name, Account.created_by == DEMO, Account.state == "active"
            )
        )
        if not is_demo or account_id is None:
            raise Unknown
        token = open_sign_in(
            session, account_id, device_hash=hash_of(device_token), is_verified=True, now=now
        )
        record(session, INSTALLATION, name, "stepped_into_demo", now=now)
        return token
