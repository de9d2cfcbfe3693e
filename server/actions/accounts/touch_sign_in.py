"""A person goes on working: their sign-in is not idle."""

from datetime import datetime

from sqlalchemy import update

from server.db import transaction
from server.models.accounts import SignIn


def touch_sign_in(token_hash: bytes, *, now: datetime) -> None:
    """A person uses their sign-in at that moment; one that has ended stays ended."""
    with transaction() as session:
        session.connection().execute(
            update(SignIn).where(SignIn.hash == token_hash, SignIn.ended == "").values(seen_at=now)
        )
