"""How many deadlines wait for a holiday notice?"""

from sqlalchemy import func, select

from server.db import session
from server.models.cases import Case


def provisional_cases(hall_id: int) -> int:
    """The open cases of a hall whose deadline a notice still to come may move."""
    found = select(func.count()).where(
        Case.hall_id == hall_id, Case.is_open.is_(True), Case.is_due_provisional.is_(True)
    )
    return session.scalar(found) or 0
