"""Whose access token is this?"""

from sqlalchemy import select

from server.db import session
from server.models.operations import AccessToken


def hall_of_token(token_hash: bytes) -> int | None:
    """The id of the hall that the token of this SHA-256 belongs to; None if it opens nothing."""
    return session.scalar(
        select(AccessToken.hall_id).where(
            AccessToken.hash == token_hash, AccessToken.revoked_at.is_(None)
        )
    )


def name_of_token(token_hash: bytes) -> str:
    """Under which name the operator gave out the token of this SHA-256; '' for any other."""
    found = session.scalar(select(AccessToken.name).where(AccessToken.hash == token_hash))
    return found or ""
