"""A person signs out."""

from datetime import datetime

from sqlalchemy import update

from server.actions.audit.record import record
from server.db import transaction
from server.models.accounts import SignIn
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.audit import INSTALLATION


def sign_out(sign_in: FoundSignIn, *, now: datetime) -> None:
    """A person ends their sign-in; its cookie opens nothing from then on, on any node."""
    with transaction() as session:
        session.connection().execute(
            update(SignIn)
            .where(SignIn.hash == sign_in.hash, SignIn.ended == "")
            .values(ended="signed_out", ended_at=now)
        )
        record(session, INSTALLATION, sign_in.actor, "signed_out", now=now)
