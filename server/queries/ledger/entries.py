"""Which entries does the score ledger hold, each with its cause, and which of them stand?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.accounts import Account
from server.models.cases import Case
from server.models.ledger import Appeal, LedgerEntry
from server.models.registry import Department, Staff
from server.rules.cases.codes import Cause, Finding
from server.rules.ledger.charging import Charge
from server.rules.ledger.reversal import Standing

Reversal = aliased(LedgerEntry)
Reversed = aliased(LedgerEntry)
ENTRIES_A_PAGE = 50


@dataclass(frozen=True)
class Entry:
    """One entry as the ledger shows it.

    ``points`` is '' until a scheme gives it some. ``reverses`` is the number of the entry that
    this one takes back, ``reversed_by`` that of the one that took this one back; '' for none.
    ``case`` and ``appeal`` are numbers, '' for none. ``entered_by`` is a person's title.
    """

    number: str
    month: str
    category: str
    item: str
    points: str
    facts: Mapping[str, Any]
    staff: str
    staff_name: str
    department: str
    case: str
    appeal: str
    reverses: str
    reversed_by: str
    entered_at: datetime
    entered_by: str

    @property
    def stands(self) -> bool:
        """Whether it counts: it is no reversal, and nothing took it back."""
        return not self.reverses and not self.reversed_by


@dataclass(frozen=True)
class Asked:
    """Which entries: of a month (``2026-11``), a person (id or number), a department (code).

    '' or None for all. ``departments``: only of these and their people; None: the whole hall.
    """

    month: str = ""
    staff_id: int | None = None
    staff_number: str = ""
    department_code: str = ""
    departments: frozenset[int] | None = None


@dataclass(frozen=True)
class EntryPage:
    """One page of entries, the latest first; ``has_more``: there is a further page."""

    entries: tuple[Entry, ...]
    page: int
    has_more: bool


def entries_page(hall_id: int, asked: Asked, *, page: int = 1) -> EntryPage:
    """The entries that were asked for, the latest first."""
    rows = session.execute(
        _entries(hall_id, asked)
        .order_by(LedgerEntry.entered_at.desc(), LedgerEntry.id.desc())
        .limit(ENTRIES_A_PAGE + 1)
        .offset((page - 1) * ENTRIES_A_PAGE)
    ).all()
    found = tuple(_entry(row) for row in rows[:ENTRIES_A_PAGE])
    return EntryPage(found, page, has_more=len(rows) > ENTRIES_A_PAGE)


def entry_numbered(hall_id: int, number: str) -> Entry | None:
    """The entry of that number, None where there is none."""
    row = session.execute(_entries(hall_id, Asked()).where(LedgerEntry.number == number)).first()
    return _entry(row) if row else None


def points_sum(hall_id: int, asked: Asked) -> Decimal | None:
    """The points of those entries together, reversals among them; None while none has any."""
    found = _entries(hall_id, asked).with_only_columns(LedgerEntry.points)
    points = session.scalars(found.where(LedgerEntry.points != "")).all()
    return sum((Decimal(each) for each in points), Decimal(0)) if points else None


def months_with_entries(hall_id: int) -> tuple[str, ...]:
    """The months in which something was decided, the latest first."""
    return tuple(
        session.scalars(
            select(LedgerEntry.month)
            .where(LedgerEntry.hall_id == hall_id)
            .distinct()
            .order_by(LedgerEntry.month.desc())
        )
    )


def standing_entries(hall_id: int, case_id: int) -> tuple[Standing, ...]:
    """The entries of a case that nothing has reversed."""
    is_reversed = exists().where(
        Reversal.hall_id == LedgerEntry.hall_id, Reversal.reverses_id == LedgerEntry.id
    )
    rows = session.execute(
        select(
            LedgerEntry.id, LedgerEntry.staff_id, LedgerEntry.department_id, LedgerEntry.facts
        ).where(
            LedgerEntry.hall_id == hall_id,
            LedgerEntry.case_id == case_id,
            LedgerEntry.reverses_id.is_(None),
            ~is_reversed,
        )
    )
    return tuple(_standing(*row) for row in rows)


def _standing(
    entry_id: int, staff_id: int | None, department_id: int | None, facts: str
) -> Standing:
    known = json.loads(facts)
    charge = Charge(
        staff_id, department_id, known["event"], Cause(known["cause"]), Finding(known["finding"])
    )
    return Standing(entry_id, charge)


def _entries(hall_id: int, asked: Asked) -> Any:
    person = LedgerEntry.staff_id
    found = (
        select(
            LedgerEntry,
            Staff.number.label("staff"),
            Staff.name.label("staff_name"),
            Department.name.label("department"),
            Case.number.label("case"),
            Appeal.number.label("appeal"),
            Reversed.number.label("reverses"),
            Reversal.number.label("reversed_by"),
            Account.title.label("entered_by"),
        )
        .outerjoin(Staff, Staff.id == person)
        .outerjoin(Department, Department.id.in_((LedgerEntry.department_id, Staff.department_id)))
        .outerjoin(Case, _same_hall(Case) & (Case.id == LedgerEntry.case_id))
        .outerjoin(Appeal, _same_hall(Appeal) & (Appeal.id == LedgerEntry.appeal_id))
        .outerjoin(Reversed, _same_hall(Reversed) & (Reversed.id == LedgerEntry.reverses_id))
        .outerjoin(Reversal, _same_hall(Reversal) & (Reversal.reverses_id == LedgerEntry.id))
        .outerjoin(Account, Account.id == LedgerEntry.entered_by)
        .where(LedgerEntry.hall_id == hall_id)
    )
    conditions = (
        (asked.month, LedgerEntry.month == asked.month),
        (asked.staff_id is not None, person == asked.staff_id),
        (asked.staff_number, Staff.number == asked.staff_number),
        (asked.department_code, Department.code == asked.department_code),
        (asked.departments is not None, Department.id.in_(asked.departments or ())),
    )
    return found.where(*(condition for is_asked, condition in conditions if is_asked))


def _same_hall(table: Any) -> Any:
    return table.hall_id == LedgerEntry.hall_id


def _entry(row: Any) -> Entry:
    entry = row.LedgerEntry
    return Entry(
        number=entry.number,
        month=entry.month,
        category=entry.category,
        item=entry.item,
        points=entry.points,
        facts=json.loads(entry.facts),
        staff=row.staff or "",
        staff_name=row.staff_name or "",
        department=row.department or "",
        case=row.case or "",
        appeal=row.appeal or "",
        reverses=row.reverses or "",
        reversed_by=row.reversed_by or "",
        entered_at=entry.entered_at,
        entered_by=row.entered_by or "",
    )
