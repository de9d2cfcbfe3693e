"""Who works in a hall?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from server.db import session
from server.models.registry import Department, PeerGroup, Staff


@dataclass(frozen=True)
class HallPerson:
    """A member of staff with department and peer group; ``closed_on`` is set when they left."""

    number: str
    name: str
    department_code: str
    department: str
    group_code: str
    group: str
    is_chief: bool
    closed_on: date | None


def hall_people(hall_id: int) -> tuple[HallPerson, ...]:
    """Everybody of the hall, those who left too, in the order of their numbers."""
    rows = session.execute(
        select(
            Staff.number,
            Staff.name,
            Department.code,
            Department.name,
            PeerGroup.code,
            PeerGroup.name,
            Staff.is_chief,
            Staff.closed_on,
        )
        .join(Department, Department.id == Staff.department_id)
        .join(PeerGroup, PeerGroup.id == Staff.group_id)
        .where(Staff.hall_id == hall_id)
        .order_by(Staff.number)
    )
    return tuple(HallPerson(*row) for row in rows)


def full_names(hall_id: int) -> tuple[str, ...]:
    """Every name on the staff list of the hall, once."""
    return tuple(session.scalars(select(Staff.name).where(Staff.hall_id == hall_id).distinct()))


def staff_ids(hall_id: int) -> tuple[int, ...]:
    """The ids of everybody who works in the hall or did, in the order of their numbers."""
    return tuple(
        session.scalars(select(Staff.id).where(Staff.hall_id == hall_id).order_by(Staff.number))
    )


def people_of(departments: Collection[int]) -> frozenset[int]:
    """The ids of everybody who works in one of these departments or did."""
    return frozenset(session.scalars(select(Staff.id).where(Staff.department_id.in_(departments))))
