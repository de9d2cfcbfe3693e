"""Which bonus requests are there, how does each stand, and what may be asked for?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.awards import BonusEvidence, BonusRequest
from server.models.cases import Case
from server.models.registry import Department, Staff
from server.queries.appraisal.schemes import scheme_on
from server.queries.registry.halls import Hall
from server.rules.accounts.impartial import Concerned
from server.rules.accounts.roles import Actor, Permission, Role
from server.rules.appraisal.bonuses import OPEN, BonusState, bonus_items
from server.rules.cases.kinds import CaseKind
from server.rules.schemes.shape import Item

Asker, First, Decider = aliased(Account), aliased(Account), aliased(Account)
MOST_SHOWN = 200


@dataclass(frozen=True)
class FoundBonus:
    """One request; names of people are '' where nobody did it yet."""

    id: int
    number: str
    staff_id: int
    staff: str
    staff_name: str
    department_id: int
    department: str
    item: str
    item_text: str
    level: str
    value: str
    happened_on: date
    reason: str
    reference: str
    case: str
    state: BonusState
    asked_at: datetime
    asked_by: str
    first_by: str
    decided_at: datetime | None
    decided_by: str
    answer: str
    took_part: frozenset[int]


@dataclass(frozen=True)
class ForWhom:
    """A person for whom a bonus can be asked, as they are registered now."""

    staff_id: int
    department_id: int
    department_code: str


def bonuses_of(
    hall_id: int, *, staff_id: int | None = None, departments: Collection[int] | None = None
) -> tuple[FoundBonus, ...]:
    """The requests of a hall, of one person or of some departments; those that wait first."""
    wanted = _bonuses(hall_id)
    if staff_id is not None:
        wanted = wanted.where(BonusRequest.staff_id == staff_id)
    if departments is not None:
        wanted = wanted.where(BonusRequest.department_id.in_(departments))
    is_decided = BonusRequest.state.not_in(list(OPEN))
    rows = session.execute(
        wanted.order_by(is_decided, BonusRequest.asked_at.desc()).limit(MOST_SHOWN)
    )
    return tuple(_found(*row) for row in rows)


def bonus_numbered(hall_id: int, number: str) -> FoundBonus:
    """The request of that number. Raises Unknown."""
    row = session.execute(_bonuses(hall_id).where(BonusRequest.number == number)).first()
    if row is None:
        raise errors.Unknown
    return _found(*row)


def bonus_row(hall_id: int, number: str) -> BonusRequest:
    """The stored request of that number. Raises Unknown."""
    found = session.scalars(
        select(BonusRequest).where(BonusRequest.hall_id == hall_id, BonusRequest.number == number)
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def may_see(actor: Actor, hall_id: int, bonus: FoundBonus) -> bool:
    """Whoever approves, the person themselves, and the head of their department."""
    if actor.may(Permission.APPROVE_BONUS, hall_id) or actor.staff_id == bonus.staff_id:
        return True
    return is_head_of(actor, hall_id, bonus.department_id)


def is_head_of(actor: Actor, hall_id: int, department_id: int) -> bool:
    """Whether the actor leads that department of the hall."""
    return any(
        grant.role is Role.DEPARTMENT_HEAD
        and grant.hall_id in {None, hall_id}
        and grant.department_id in {None, department_id}
        for grant in actor.grants
    )


def evidence_of(hall_id: int, bonus: FoundBonus) -> tuple[str, ...]:
    """The names in the store of the photos that prove it."""
    return tuple(
        session.scalars(
            select(BonusEvidence.name)
            .where(BonusEvidence.hall_id == hall_id, BonusEvidence.request_id == bonus.id)
            .order_by(BonusEvidence.id)
        )
    )


def items_on(hall: Hall, day: date) -> tuple[Item, ...]:
    """The items of the scheme in force on that day that may be asked for."""
    scheme = scheme_on(hall.id, day)
    return bonus_items(scheme) if scheme else ()


def for_whom(hall_id: int, number: str) -> ForWhom | None:
    """The person of that number who still works in the hall."""
    row = session.execute(
        select(Staff.id, Staff.department_id, Department.code)
        .join(Department, Department.id == Staff.department_id)
        .where(Staff.hall_id == hall_id, Staff.number == number, Staff.closed_on.is_(None))
    ).first()
    return ForWhom(*row) if row else None


def staff_of(hall_id: int, staff_id: int) -> tuple[str, str]:
    """Number and name of a person. Raises Unknown."""
    row = session.execute(
        select(Staff.number, Staff.name).where(Staff.hall_id == hall_id, Staff.id == staff_id)
    ).first()
    if row is None:
        raise errors.Unknown
    return row[0], row[1]


def people_of(hall_id: int, departments: Collection[int] | None) -> tuple[tuple[str, str], ...]:
    """Number and name of everybody who works in these departments; None: in all."""
    wanted = select(Staff.number, Staff.name).where(
        Staff.hall_id == hall_id, Staff.closed_on.is_(None)
    )
    if departments is not None:
        wanted = wanted.where(Staff.department_id.in_(departments))
    return tuple((number, name) for number, name in session.execute(wanted.order_by(Staff.number)))


def praise_of(hall_id: int, number: str) -> Case | None:
    """The praise of that number, None where there is no such case or it is no praise."""
    return session.scalars(
        select(Case).where(
            Case.hall_id == hall_id, Case.number == number, Case.kind == CaseKind.PRAISE
        )
    ).first()


def concerned_of(hall_id: int, bonus: FoundBonus | BonusRequest) -> Concerned:
    """Whom a request is about: the person, their department, and who works there."""
    people = session.scalars(
        select(Staff.id).where(Staff.hall_id == hall_id, Staff.department_id == bonus.department_id)
    )
    return Concerned(hall_id, bonus.staff_id, frozenset({bonus.department_id}), frozenset(people))


def _bonuses(hall_id: int) -> Any:
    return (
        select(
            BonusRequest,
            Staff.number,
            Staff.name,
            Department.name,
            Case.number,
            Asker.title,
            First.title,
            Decider.title,
        )
        .join(Staff, Staff.id == BonusRequest.staff_id)
        .join(Department, Department.id == BonusRequest.department_id)
        .outerjoin(Case, (Case.hall_id == BonusRequest.hall_id) & (Case.id == BonusRequest.case_id))
        .outerjoin(Asker, Asker.id == BonusRequest.asked_by)
        .outerjoin(First, First.id == BonusRequest.first_by)
        .outerjoin(Decider, Decider.id == BonusRequest.decided_by)
        .where(BonusRequest.hall_id == hall_id)
    )


def _found(row: BonusRequest, *said: str | None) -> FoundBonus:
    staff, name, department, case, asker, first, decider = (one or "" for one in said)
    return FoundBonus(
        id=row.id,
        number=row.number,
        staff_id=row.staff_id,
        staff=staff,
        staff_name=name,
        department_id=row.department_id,
        department=department,
        item=row.item,
        item_text=row.item_text,
        level=row.level,
        value=row.value,
        happened_on=row.happened_on,
        reason=row.reason,
        reference=row.reference,
        case=case,
        state=BonusState(row.state),
        asked_at=row.asked_at,
        asked_by=asker,
        first_by=first,
        decided_at=row.decided_at,
        decided_by=decider,
        answer=row.answer,
        took_part=frozenset(one for one in (row.asked_by, row.first_by) if one is not None),
    )
