"""Which departments and peer groups does a hall have?"""

from sqlalchemy import select

from server.db import session
from server.models.registry import Department, PeerGroup


def open_departments(hall_id: int) -> tuple[tuple[str, str], ...]:
    """Code and name of the departments that still work in the hall, by their code."""
    rows = session.execute(
        select(Department.code, Department.name)
        .where(Department.hall_id == hall_id, Department.closed_on.is_(None))
        .order_by(Department.code)
    )
    return tuple((code, name) for code, name in rows)


def peer_groups(hall_id: int) -> tuple[tuple[str, str], ...]:
    """Code and name of every peer group of the hall, closed ones too, by their code."""
    rows = session.execute(
        select(PeerGroup.code, PeerGroup.name)
        .where(PeerGroup.hall_id == hall_id)
        .order_by(PeerGroup.code)
    )
    return tuple((code, name) for code, name in rows)


def departments_by_id(hall_id: int) -> dict[int, str]:
    """The names of the departments that still work in the hall, in the order of their codes."""
    rows = session.execute(
        select(Department.id, Department.name)
        .where(Department.hall_id == hall_id, Department.closed_on.is_(None))
        .order_by(Department.code)
    )
    return dict(rows.all())
