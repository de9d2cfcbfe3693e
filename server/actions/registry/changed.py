"""How every process learns that a hall's hours, calendar, settings or matters have changed."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from server.models.registry import Hall


def registry_changed(session: Session, hall_id: int) -> None:
    """Raise the hall's registry version in the caller's transaction."""
    session.connection().execute(
        update(Hall).where(Hall.id == hall_id).values(registry_version=Hall.registry_version + 1)
    )
