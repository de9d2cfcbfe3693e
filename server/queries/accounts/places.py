"""Which department or window worker does a command mean?"""

from sqlalchemy import select

from server.db import session
from server.models.registry import Department, Staff
from server.rules.accounts.refusals import RoleNotThere


def department_id(hall_id: int, code: str) -> int:
    """The id of the hall's department of that code. Raises RoleNotThere."""
    of_code = (Department.hall_id == hall_id, Department.code == code)
    found = session.scalar(select(Department.id).where(*of_code))
    if found is None:
        raise RoleNotThere
    return found


def staff_id(hall_id: int, number: str) -> int:
    """The id of the hall's window worker of that number. Raises RoleNotThere."""
    of_number = (Staff.hall_id == hall_id, Staff.number == number)
    found = session.scalar(select(Staff.id).where(*of_number))
    if found is None:
        raise RoleNotThere
    return found
