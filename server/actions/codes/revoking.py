"""How the valid code of a window ends, inside a caller's transaction."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from server.errors import StepNotAllowed
from server.models.codes import WindowCode
from server.queries.registry.windows import HallWindow


def check_current(window: HallWindow, shown: str | None) -> None:
    """Raises StepNotAllowed where a page showed another code than the window has now."""
    if shown is not None and shown != (window.code or ""):
        raise StepNotAllowed(step="code")


def revoke_valid(session: Session, window_id: int, *, by: str, now: datetime) -> int:
    """End every valid code of the window; how many there were."""
    ended = session.connection().execute(
        update(WindowCode)
        .where(WindowCode.window_id == window_id, WindowCode.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=by)
    )
    return ended.rowcount
