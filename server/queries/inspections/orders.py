"""Which rectification orders are there, what was demanded and answered, and what is overdue?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.inspections import (
    Inspection,
    InspectionPhoto,
    RectificationOrder,
    RectificationStep,
    RectificationText,
)
from server.models.registry import Department, Window
from server.queries.inspections.rounds import Departments
from server.rules.inspections.kinds import OPEN_ORDERS, OrderState, Term
from server.rules.inspections.orders import OrderStepName

ORDERS_A_PAGE = 50


@dataclass(frozen=True)
class TakenStep:
    """A step of an order: who, when, until when from then on, what was written, photos."""

    name: OrderStepName
    taken_at: datetime
    taken_by: str
    due_on: date
    words: str
    photos: tuple[str, ...]


@dataclass(frozen=True)
class FoundOrder:
    """One order. ``window`` and ``round`` are '' where it is about several; ``demand``: its words.

    ``steps`` are there where one order was asked for.
    """

    number: str
    department: str
    department_code: str
    department_id: int
    window: str
    round: str
    state: OrderState
    term: Term
    due_on: date
    is_due_provisional: bool
    term_from: date
    issued_at: datetime
    issued_by: str
    demand: str
    steps: tuple[TakenStep, ...] = field(default=())


def order_row(hall_id: int, number: str) -> RectificationOrder:
    """The stored order of that number. Raises Unknown."""
    found = session.scalars(
        select(RectificationOrder).where(
            RectificationOrder.hall_id == hall_id, RectificationOrder.number == number
        )
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def is_order(hall_id: int, number: str) -> bool:
    """Whether the hall has an order of that number."""
    wanted = select(RectificationOrder.id).where(
        RectificationOrder.hall_id == hall_id, RectificationOrder.number == number
    )
    return session.scalar(wanted) is not None


def orders_page(
    hall_id: int, departments: Departments = None, *, page: int = 1
) -> tuple[tuple[FoundOrder, ...], bool]:
    """A page of orders, those still open first by their last day; and whether there are more."""
    is_over = RectificationOrder.state.not_in(OPEN_ORDERS)
    wanted = (
        _orders(hall_id, departments)
        .order_by(is_over, RectificationOrder.due_on, RectificationOrder.id)
        .offset((page - 1) * ORDERS_A_PAGE)
        .limit(ORDERS_A_PAGE + 1)
    )
    rows = session.execute(wanted).all()
    return tuple(_found(row) for row in rows[:ORDERS_A_PAGE]), len(rows) > ORDERS_A_PAGE


def order_numbered(hall_id: int, number: str, departments: Departments = None) -> FoundOrder:
    """The order with its steps. Raises Unknown, also for another department's."""
    row = session.execute(
        _orders(hall_id, departments).where(RectificationOrder.number == number)
    ).first()
    if row is None:
        raise errors.Unknown
    return _found(row, _steps(hall_id, row.RectificationOrder.id))


def open_orders(hall_id: int, departments: Departments = None) -> tuple[int, int]:
    """How many orders wait for their department, and how many for the re-check."""
    wanted = (
        select(RectificationOrder.state, func.count())
        .where(RectificationOrder.hall_id == hall_id, RectificationOrder.state.in_(OPEN_ORDERS))
        .group_by(RectificationOrder.state)
    )
    if departments is not None:
        wanted = wanted.where(RectificationOrder.department_id.in_(departments))
    counts = dict(session.execute(wanted).all())
    return counts.get(OrderState.ISSUED, 0), counts.get(OrderState.ANSWERED, 0)


def photo_of_order(hall_id: int, number: str, name: str, departments: Departments) -> str:
    """The name in the store of a photo of the order. Raises Unknown, also for another's."""
    order = RectificationOrder
    wanted = (
        select(InspectionPhoto.name)
        .join(
            order,
            (order.hall_id == InspectionPhoto.hall_id) & (order.id == InspectionPhoto.order_id),
        )
        .where(order.hall_id == hall_id, order.number == number, InspectionPhoto.name == name)
    )
    if departments is not None:
        wanted = wanted.where(order.department_id.in_(departments))
    found: str | None = session.scalar(wanted)
    if found is None:
        raise errors.Unknown
    return found


def _orders(hall_id: int, departments: Departments) -> Any:
    order, text = RectificationOrder, RectificationText
    wanted = (
        select(
            order,
            Department.name.label("department"),
            Department.code.label("department_code"),
            Window.number.label("window"),
            Inspection.number.label("round"),
            Account.title.label("issued_by"),
            text.text.label("demand"),
        )
        .join(Department, Department.id == order.department_id)
        .outerjoin(Window, Window.id == order.window_id)
        .outerjoin(
            Inspection,
            (Inspection.hall_id == order.hall_id) & (Inspection.id == order.inspection_id),
        )
        .outerjoin(Account, Account.id == order.issued_by)
        .outerjoin(
            text,
            (text.hall_id == order.hall_id) & (text.order_id == order.id) & (text.position == 0),
        )
        .where(order.hall_id == hall_id)
    )
    return wanted if departments is None else wanted.where(order.department_id.in_(departments))


def _found(row: Any, steps: tuple[TakenStep, ...] = ()) -> FoundOrder:
    order = row.RectificationOrder
    return FoundOrder(
        number=order.number,
        department=row.department,
        department_code=row.department_code,
        department_id=order.department_id,
        window=row.window or "",
        round=row.round or "",
        state=OrderState(order.state),
        term=Term(order.term),
        due_on=order.due_on,
        is_due_provisional=order.is_due_provisional,
        term_from=order.term_from,
        issued_at=order.issued_at,
        issued_by=row.issued_by or "",
        demand=row.demand or "",
        steps=steps,
    )


def _steps(hall_id: int, order_id: int) -> tuple[TakenStep, ...]:
    step, text = RectificationStep, RectificationText
    rows = session.execute(
        select(step, Account.title, text.text)
        .outerjoin(Account, Account.id == step.taken_by)
        .outerjoin(
            text,
            (text.hall_id == step.hall_id)
            & (text.order_id == step.order_id)
            & (text.position == step.position),
        )
        .where(step.hall_id == hall_id, step.order_id == order_id)
        .order_by(step.position)
    )
    photos = _photos(hall_id, order_id)
    return tuple(
        TakenStep(
            OrderStepName(taken.step),
            taken.taken_at,
            title or "",
            taken.due_on,
            words or "",
            photos.get(taken.position, ()),
        )
        for taken, title, words in rows
    )


def _photos(hall_id: int, order_id: int) -> Mapping[int, tuple[str, ...]]:
    rows = session.execute(
        select(InspectionPhoto.position, InspectionPhoto.name)
        .where(InspectionPhoto.hall_id == hall_id, InspectionPhoto.order_id == order_id)
        .order_by(InspectionPhoto.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for position, name in rows:
        found[position].append(name)
    return {position: tuple(names) for position, names in found.items()}
