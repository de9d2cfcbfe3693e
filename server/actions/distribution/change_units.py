"""Somebody adds a township or other office that receives documents, or closes one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.errors import Problem
from server.ids import new_id
from server.models.distribution import OutsideUnit
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.months import day_of

LONGEST_CODE, LONGEST_NAME = 32, 120


def add_unit(hall: Hall, code: str, name: str, *, by: Actor | str, now: datetime) -> None:
    """The office can be sent documents from now on; one that was closed is open again.

    Raises FormProblems for a code or name that is missing or too long.
    """
    code, name = code.strip(), name.strip()
    found = (
        ("code", bool(code) and len(code) <= LONGEST_CODE and "/" not in code),
        ("name", bool(name) and len(name) <= LONGEST_NAME),
    )
    problems = tuple(Problem(key, f"document.unit_{key}") for key, is_fit in found if not is_fit)
    if problems:
        raise errors.FormProblems(problems)
    with transaction() as session:
        unit = _named(session, hall, code)
        if unit is None:
            unit = OutsideUnit(id=new_id(day_of(now, hall.zone)), hall_id=hall.id, code=code)
            session.add(unit)
        unit.name, unit.closed_on = name, None
        record(session, hall.id, by, "unit_added", code, now=now)


def close_unit(hall: Hall, code: str, *, by: Actor | str, now: datetime) -> None:
    """The office is sent no more; what it was sent it can still open. Raises Unknown."""
    with transaction() as session:
        unit = _named(session, hall, code)
        if unit is None:
            raise errors.Unknown
        if unit.closed_on is None:
            unit.closed_on = day_of(now, hall.zone)
            record(session, hall.id, by, "unit_closed", code, now=now)


def _named(session: Session, hall: Hall, code: str) -> OutsideUnit | None:
    wanted = select(OutsideUnit).where(OutsideUnit.hall_id == hall.id, OutsideUnit.code == code)
    return session.scalars(wanted).first()
