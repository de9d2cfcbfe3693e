"""How does a test get somebody who is signed in at the console? One line each.

``an_account(place, Role.SUPERVISOR)`` is a person of the hall with that role; ``sign_in(client,
account)`` makes the client's browser theirs, ``cookie_of(account)`` is for a real browser.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from flask.testing import FlaskClient

from server import clock
from server.db import transaction
from server.ids import new_id, new_number
from server.models.accounts import Account, AccountRole, SignIn
from server.rules.accounts.roles import Actor, Grant, Role
from tests.build import TestHall

CREATED_AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TITLES = {
    Role.STAFF: "张某",
    Role.DEPARTMENT_HEAD: "李某",
    Role.SUPERVISOR: "王某",
}


@dataclass(frozen=True)
class TestAccount:
    """A person who can sign in; the fixture's own view of them."""

    __test__ = False

    id: int
    name: str
    title: str
    grants: tuple[Grant, ...]
    staff_id: int | None = None
    tokens: list[str] = field(default_factory=list, compare=False)

    @property
    def actor(self) -> Actor:
        """The person as actions take them."""
        return Actor(self.id, self.name, self.grants, self.staff_id)


def an_account(
    place: TestHall, *roles: Role, department: str | None = None, staff: str | None = None
) -> TestAccount:
    """An active account with these roles in the hall; call it inside the app's context.

    ``department`` is the code of the department the roles are limited to, ``staff`` the number
    of the window worker who the person is.
    """
    name = f"{roles[0] if roles else 'nobody'}-{new_number().lower()}"
    unit = place.departments[department] if department else None
    grants = tuple(Grant(role, place.hall.id, unit) for role in roles)
    account = TestAccount(
        id=new_id(date(2026, 1, 5)),
        name=name,
        title=TITLES.get(roles[0], "赵某") if roles else "赵某",
        grants=grants,
        staff_id=place.staff[staff] if staff else None,
    )
    with transaction() as session:
        session.add(_account_row(account))
        session.flush()
        session.add_all(_role_row(account, grant) for grant in grants)
    return account


def sign_in(
    client: FlaskClient, account: TestAccount, *, now: datetime | None = None, **more: Any
) -> FlaskClient:
    """The client's browser is that person's from now on: verified, a factor shown just now.

    ``more`` are columns of the sign-in that differ, as ``is_verified=False``.
    """
    with client.application.app_context():
        token = a_session(account, now=now or clock.now(), **more)
    client.set_cookie("__Host-console", token, secure=True, httponly=True)
    return client


def a_session(account: TestAccount, *, now: datetime, **more: Any) -> str:
    """The token of a fresh sign-in of that person; call it inside the app's context."""
    token = secrets.token_urlsafe(32)
    chosen = {"is_verified": True, "device_hash": bytes(32), "ended": "", **more}
    times = {"started_at": now, "seen_at": now, "fresh_at": now}
    with transaction() as session:
        session.add(
            SignIn(
                hash=sha256(token.encode()).digest(),
                account_id=account.id,
                **(times | chosen),
            )
        )
    account.tokens.append(token)
    return token


def cookie_of(account: TestAccount, url: str, *, now: datetime | None = None) -> Any:
    """The cookie that signs a real browser in: ``context.add_cookies([cookie_of(...)])``.

    ``url`` is the address of the running server; call it inside an app on its database.
    """
    token = a_session(account, now=now or clock.now())
    is_https = url.startswith("https://")
    return {
        "name": "__Host-console" if is_https else "console",
        "value": token,
        "url": url,
        "httpOnly": True,
        "secure": is_https,
        "sameSite": "Strict",
    }


def _account_row(account: TestAccount) -> Account:
    return Account(
        id=account.id,
        number=new_number(),
        name=account.name,
        title=account.title,
        staff_id=account.staff_id,
        state="active",
        password_set_at=CREATED_AT,
        is_totp_on=True,
        created_at=CREATED_AT,
        created_by="李某",
    )


def _role_row(account: TestAccount, grant: Grant) -> AccountRole:
    return AccountRole(
        id=new_id(date(2026, 1, 5)),
        account_id=account.id,
        role=grant.role,
        hall_id=grant.hall_id,
        department_id=grant.department_id,
        granted_at=CREATED_AT,
        granted_by="李某",
    )
