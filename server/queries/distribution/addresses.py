"""To whom can documents go, and which windows does a person speak for?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from server import errors
from server.db import session
from server.models.distribution import OutsideUnit
from server.models.registry import Department, Duty, Staff, Window
from server.rules.distribution.kinds import Recipient, RecipientKind
from server.rules.schemes.words import Subject

RECENT = timedelta(days=31)
"""Whoever served at a window within so many days reads what is sent to it."""


@dataclass(frozen=True)
class Address:
    """Somebody that documents can go to; ``name`` as people know it, ``code`` within its kind."""

    recipient: Recipient
    code: str
    name: str

    @property
    def key(self) -> str:
        """``department/D1``: how forms and commands name it."""
        return f"{self.recipient.kind}/{self.code}"


@dataclass(frozen=True)
class Unit:
    """A township or other office outside."""

    code: str
    name: str
    closed_on: date | None


def distribution_list(hall_id: int) -> tuple[Address, ...]:
    """Every department, window and outside unit that is open, by kind and code."""
    tables = (
        (RecipientKind.DEPARTMENT, Department.id, Department.code, Department.name, Department),
        (RecipientKind.WINDOW, Window.id, Window.number, Window.name, Window),
        (
            RecipientKind.OUTSIDE_UNIT,
            OutsideUnit.id,
            OutsideUnit.code,
            OutsideUnit.name,
            OutsideUnit,
        ),
    )
    return tuple(
        Address(Recipient(kind, row_id), code, name)
        for kind, key, number, called, table in tables
        for row_id, code, name in session.execute(
            select(key, number, called)
            .where(table.hall_id == hall_id, table.closed_on.is_(None))
            .order_by(number)
        )
    )


def recipients_named(hall_id: int, keys: Iterable[str]) -> tuple[Recipient, ...]:
    """The recipients of these keys; ``departments``, ``windows``, ``outside_units``: all.

    Raises Unknown for a key that names none.
    """
    known = distribution_list(hall_id)
    by_key: dict[str, tuple[Recipient, ...]] = {one.key: (one.recipient,) for one in known}
    for kind in RecipientKind:
        by_key[f"{kind}s"] = tuple(one.recipient for one in known if one.recipient.kind is kind)
    found: dict[Recipient, None] = {}
    for key in keys:
        if key not in by_key:
            raise errors.Unknown
        found |= dict.fromkeys(by_key[key])
    return tuple(found)


def units(hall_id: int) -> tuple[Unit, ...]:
    """Every outside unit by its code, closed ones too."""
    rows = session.execute(
        select(OutsideUnit.code, OutsideUnit.name, OutsideUnit.closed_on)
        .where(OutsideUnit.hall_id == hall_id)
        .order_by(OutsideUnit.closed_on.is_not(None), OutsideUnit.code)
    )
    return tuple(Unit(*row) for row in rows)


def recipients_of_staff(hall_id: int, staff_id: int, now: datetime) -> frozenset[Recipient]:
    """As which recipients a person reads: as themselves, and for the windows they serve at."""
    windows = session.scalars(
        select(Duty.window_id)
        .where(
            Duty.hall_id == hall_id,
            Duty.staff_id == staff_id,
            Duty.cancelled_at.is_(None),
            Duty.starts_at <= now,
            or_(Duty.ends_at.is_(None), Duty.ends_at >= now - RECENT),
        )
        .distinct()
    )
    for_windows = {Recipient(RecipientKind.WINDOW, one) for one in windows}
    return frozenset({Recipient(RecipientKind.STAFF, staff_id), *for_windows})


def owners_of_sheets(hall_id: int) -> Mapping[str, Recipient]:
    """Whose a sheet is, by what it is about: ``staff/0137``, ``department/D1``."""
    people = session.execute(select(Staff.number, Staff.id).where(Staff.hall_id == hall_id))
    departments = session.execute(
        select(Department.code, Department.id).where(Department.hall_id == hall_id)
    )
    found = {
        f"{Subject.STAFF}/{number}": Recipient(RecipientKind.STAFF, key) for number, key in people
    }
    return found | {
        f"{Subject.DEPARTMENT}/{code}": Recipient(RecipientKind.DEPARTMENT, key)
        for code, key in departments
    }
