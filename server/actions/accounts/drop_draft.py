"""A person has sent what was kept for them, or does not want it any more."""

from sqlalchemy import delete

from server.db import transaction
from server.models.accounts import Draft


def drop_draft(account_id: int, place: str) -> None:
    """What was kept of that page for the person is gone; safe to repeat."""
    with transaction() as session:
        mine = (Draft.account_id == account_id, Draft.place == place)
        session.connection().execute(delete(Draft).where(*mine))
