"""The operator shuts another system out."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.actions.operations.issue_token import is_valid
from server.actions.operations.statements import count_of
from server.db import transaction
from server.errors import Unknown
from server.models.operations import AccessToken
from server.rules.accounts.roles import Actor


class UnknownToken(Unknown):
    """The hall has no valid token of that name."""

    code = "api.token_unknown"


def revoke_token(hall_id: int, name: str, *, now: datetime, by: Actor | str = "operator") -> None:
    """The operator shuts a system out from the next request on. Raises UnknownToken."""
    with transaction() as session:
        gone = update(AccessToken).where(*is_valid(hall_id, name)).values(revoked_at=now)
        if not count_of(session.connection(), gone):
            raise UnknownToken(name=name)
        record(session, hall_id, by, "token_revoked", name, now=now)
