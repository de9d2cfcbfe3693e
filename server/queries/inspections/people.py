"""Who was at a window when it was looked at, and who leads their department?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from server import errors
from server.db import session
from server.models.registry import Department, Staff
from server.queries.registry.duties import duties_around
from server.rules.attribution import on_duty


def on_duty_at(hall_id: int, window_id: int, moment: datetime) -> tuple[int, ...]:
    """The ids of the people on duty there at that moment (with zone), lowest first."""
    duties = [each.duty for each in duties_around(hall_id, window_id, moment)]
    return tuple(sorted(on_duty(moment, duties)))


def staff_numbered(hall_id: int, number: str) -> Staff | None:
    """The member of staff with that number who still works there; None for no number.

    Raises Unknown for a number that is nobody's.
    """
    if not number:
        return None
    found = session.scalars(
        select(Staff).where(
            Staff.hall_id == hall_id, Staff.number == number, Staff.closed_on.is_(None)
        )
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def people_to_choose(hall_id: int, department_id: int) -> tuple[tuple[int, str, str], ...]:
    """Id, number and name of those who work in the department now, by their number."""
    rows = session.execute(
        select(Staff.id, Staff.number, Staff.name)
        .where(
            Staff.hall_id == hall_id,
            Staff.department_id == department_id,
            Staff.closed_on.is_(None),
        )
        .order_by(Staff.number)
    )
    return tuple((row_id, number, name) for row_id, number, name in rows)


def people_by_unit(hall_id: int) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Number and name of everybody who works in the hall now, by the code of their department."""
    rows = session.execute(
        select(Department.code, Staff.number, Staff.name)
        .join(Department, Department.id == Staff.department_id)
        .where(Staff.hall_id == hall_id, Staff.closed_on.is_(None))
        .order_by(Staff.number)
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, number, name in rows:
        found[code].append((number, name))
    return {code: tuple(people) for code, people in found.items()}


def chief_of(department_id: int) -> int | None:
    """The id of the chief representative of the department, None where there is none."""
    return session.scalar(
        select(Staff.id)
        .where(
            Staff.department_id == department_id,
            Staff.is_chief.is_(True),
            Staff.closed_on.is_(None),
        )
        .order_by(Staff.number)
        .limit(1)
    )


def department_id_of(hall_id: int, code: str) -> int:
    """The id of the department with that code. Raises Unknown."""
    found: int | None = session.scalar(
        select(Department.id).where(Department.hall_id == hall_id, Department.code == code)
    )
    if found is None:
        raise errors.Unknown
    return found
