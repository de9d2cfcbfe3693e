"""The operator lets another system in."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, select

from server.actions.audit.record import record
from server.db import transaction
from server.errors import ChuangpingError
from server.ids import new_id
from server.models.operations import AccessToken
from server.rules.accounts.roles import Actor

TOKEN_BYTES = 32
# So that a token that was left lying about is recognised for what it is.
PREFIX = "chuangping_"


class TokenNameTaken(ChuangpingError):
    """The hall has a valid token of that name."""

    code = "api.token_name_taken"


def issue_token(hall_id: int, name: str, *, now: datetime, by: Actor | str = "operator") -> str:
    """The operator gets a token for another system of the hall: this once, only its hash is kept.

    Raises TokenNameTaken.
    """
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    with transaction() as session:
        if session.scalar(select(AccessToken.id).where(*is_valid(hall_id, name))):
            raise TokenNameTaken(name=name)
        session.add(
            AccessToken(
                id=new_id(now.date()),
                hall_id=hall_id,
                name=name,
                hash=sha256(token.encode()).digest(),
                issued_at=now,
            )
        )
        session.flush()
        record(session, hall_id, by, "token_issued", name, now=now)
    return token


def is_valid(hall_id: int, name: str) -> tuple[ColumnElement[bool], ...]:
    """The valid token of that name in the hall, as a condition."""
    return (
        AccessToken.hall_id == hall_id,
        AccessToken.name == name,
        AccessToken.revoked_at.is_(None),
    )
