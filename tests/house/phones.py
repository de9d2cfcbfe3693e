"""How does a test get a phone that is bound to somebody? One line each.

``a_phone(account)`` binds a phone to the account; ``holding(client, openid)`` makes the client
that phone: each request shows its token, and nothing else.
"""

import secrets
from datetime import datetime

from flask.testing import FlaskClient

from server import clock
from server.db import transaction
from server.envelope import seal
from server.gate import token_for, wiring
from server.ids import new_id
from server.models.wechat import WechatBinding
from server.queries.wechat.phones import openid_context, phone_keys
from tests.house.signed_in import TestAccount

OPENID_LETTERS = 28


def an_openid() -> str:
    """What WeChat might call somebody."""
    return f"o{secrets.token_urlsafe(32)}"[:OPENID_LETTERS]


def a_phone(account: TestAccount, *, openid: str = "", now: datetime | None = None) -> str:
    """The openid of a phone bound to that account; call it inside the app's context."""
    chosen, row_id = openid or an_openid(), new_id((now or clock.now()).date())
    keys = phone_keys(wiring().settings)
    with transaction() as session:
        session.add(
            WechatBinding(
                id=row_id,
                account_id=account.id,
                openid_hash=keys.hashes(chosen)[0],
                openid_sealed=seal(chosen, keys.sealing[0], context=openid_context(row_id)),
                bound_at=now or clock.now(),
            )
        )
    return chosen


def holding(client: FlaskClient, openid: str, *, now: datetime | None = None) -> FlaskClient:
    """The client is that phone from now on, signed in at that moment."""
    with client.application.app_context():
        token = token_for(openid, now or clock.now())
    return showing(client, token)


def showing(client: FlaskClient, token: str) -> FlaskClient:
    """The client shows that token with each request."""
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client
