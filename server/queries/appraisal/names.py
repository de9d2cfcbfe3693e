"""What are the subjects of an appraisal called?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from server.db import session
from server.models.registry import Department, Staff, Window
from server.rules.appraisal.facts import Who
from server.rules.schemes.shape import Subject


@dataclass(frozen=True)
class Named:
    """A subject as people know it: number (or code), name, its department's id and name."""

    number: str
    name: str
    department_id: int
    department: str


def names_of(hall_id: int, *, only: Who | None = None) -> Mapping[Who, Named]:
    """Every person (as STAFF and as CHIEF), window and department of the hall, closed ones too.

    ``only``: just that one, and whatever else has its id, which is nobody.
    """
    people = session.execute(
        select(Staff.id, Staff.number, Staff.name, Department.id, Department.name)
        .join(Department, Department.id == Staff.department_id)
        .where(Staff.hall_id == hall_id, *_is(Staff.id, only))
    )
    found: dict[Who, Named] = {}
    for key, number, name, unit_id, unit in people:
        named = Named(number, name, unit_id, unit)
        found[Who(Subject.STAFF, key)] = found[Who(Subject.CHIEF, key)] = named
    windows = session.execute(
        select(Window.id, Window.number, Window.name, Department.id, Department.name)
        .join(Department, Department.id == Window.department_id)
        .where(Window.hall_id == hall_id, *_is(Window.id, only))
    )
    for key, number, name, unit_id, unit in windows:
        found[Who(Subject.WINDOW, key)] = Named(number, name, unit_id, unit)
    departments = session.execute(
        select(Department.id, Department.code, Department.name).where(
            Department.hall_id == hall_id, *_is(Department.id, only)
        )
    )
    for key, code, name in departments:
        found[Who(Subject.DEPARTMENT, key)] = Named(code, name, key, name)
    return found


def name_of(hall_id: int, who: Who) -> Named:
    """What one of them is called. Raises KeyError for whom the hall never had."""
    return names_of(hall_id, only=who)[who]


def subject_named(hall_id: int, subject: Subject, number: str) -> Who | None:
    """The subject of that kind with that number or code, None if the hall never had one."""
    asked = {
        Subject.STAFF: select(Staff.id).where(Staff.hall_id == hall_id, Staff.number == number),
        Subject.CHIEF: select(Staff.id).where(Staff.hall_id == hall_id, Staff.number == number),
        Subject.WINDOW: select(Window.id).where(Window.hall_id == hall_id, Window.number == number),
        Subject.DEPARTMENT: select(Department.id).where(
            Department.hall_id == hall_id, Department.code == number
        ),
    }[subject]
    key = session.scalar(asked)
    return None if key is None else Who(subject, key)


def _is(column: ColumnElement[int] | Any, only: Who | None) -> tuple[ColumnElement[bool], ...]:
    return () if only is None else (column == only.id,)
