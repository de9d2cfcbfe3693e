"""A department answers a rectification order; an inspector checks again, or cancels it."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.inspections.ordering import (
    Ordering,
    Telling,
    tell_of,
    tell_of_order,
    term_end,
    write_step,
)
from server.actions.inspections.overdue import state_overdue, take_back_overdue
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.inspections import RectificationOrder
from server.queries.inspections.orders import order_row
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.queries.registry.people import people_of
from server.rules.accounts.impartial import Concerned, bar_of
from server.rules.accounts.roles import Actor, Permission
from server.rules.inspections.kinds import Term
from server.rules.inspections.orders import (
    OrderForm,
    OrderMoved,
    OrderStep,
    OrderStepName,
    order_problems,
    step_named,
)
from server.rules.messages.audience import SUPERVISION, to_account
from server.rules.messages.topics import Topic


def take_order_step(hall: Hall, number: str, form: OrderForm, *, by: Actor, now: datetime) -> None:
    """Somebody takes the order one step on, as the table of its steps allows.

    Raises Unknown (another department's too), FormProblems, StepNotAllowed, OrderMoved where
    somebody was faster, NotImpartial for an inspector who leads the department.
    """
    step = step_named(form.step)
    ordering = Ordering(hall, form, by, now)
    with transaction() as session:
        order = order_row(hall.id, number)
        _check_taker(order, step, by)
        if order.state not in step.states:
            raise errors.StepNotAllowed(step=form.step)
        found = order_problems(step, form)
        if found:
            raise errors.FormProblems(found)
        _before(session, order, step, ordering)
        _move(session, order, step)
        _begin_term(order, step, ordering)
        position = write_step(session, order, step.name, ordering)
        _tell(session, order, step.name, f"{order.number}/{position}", now)
        facts: dict[str, str | int | None] = {"step": step.name, "state": step.to}
        record(session, hall.id, by, "order_step", number, facts=facts, now=now)


def _check_taker(order: RectificationOrder, step: OrderStep, by: Actor) -> None:
    departments = by.departments(step.permission, order.hall_id)
    if departments is not None and not departments:
        raise errors.StepNotAllowed(step=step.name)
    if departments is not None and order.department_id not in departments:
        raise errors.Unknown
    if step.permission is Permission.INSPECT:
        unit = frozenset({order.department_id})
        bar = bar_of(by, Concerned(order.hall_id, None, unit, people_of(unit)))
        if bar is not None:
            raise errors.NotImpartial(bar=bar)


def _before(
    session: Session, order: RectificationOrder, step: OrderStep, ordering: Ordering
) -> None:
    """What the running term leaves behind: how late it was, or that it never was."""
    hall = ordering.hall
    stating = Stating(hall.id, ordering.by, ordering.now)
    if step.name is OrderStepName.ANSWER:
        calendar = hall_facts(hall.id, hall.registry_version).calendar
        state_overdue(session, order, ordering.today, calendar, stating)
    if step.name is OrderStepName.CANCEL:
        take_back_overdue(session, order, stating)


def _move(session: Session, order: RectificationOrder, step: OrderStep) -> None:
    moved = (
        update(RectificationOrder)
        .where(
            RectificationOrder.hall_id == order.hall_id,
            RectificationOrder.id == order.id,
            RectificationOrder.state.in_(step.states),
        )
        .values(state=step.to)
    )
    if count_of(session.connection(), moved) != 1:
        raise OrderMoved(step=step.name)
    session.refresh(order)


def _begin_term(order: RectificationOrder, step: OrderStep, ordering: Ordering) -> None:
    if not step.begins_term:
        return
    hall, term = ordering.hall, ordering.form.term or Term.SHORT
    due = term_end(hall_facts(hall.id, hall.registry_version), term, ordering.today)
    order.term, order.term_from = term, ordering.today
    order.due_on, order.is_due_provisional = due.due_on, due.is_provisional


def _tell(
    session: Session, order: RectificationOrder, name: OrderStepName, mark: str, now: datetime
) -> None:
    """Whoever has to act next hears of it."""
    match name:
        case OrderStepName.ANSWER:
            issuer = to_account(order.issued_by) if order.issued_by else SUPERVISION
            telling = Telling(f"order_replied/{mark}", now)
            tell_of(session, order, Topic.ORDER_REPLIED, issuer, telling)
        case OrderStepName.FAIL:
            tell_of_order(
                session, order, Topic.ORDER_ISSUED, dedupe=f"order_issued/{mark}", now=now
            )
        case OrderStepName.PASS:
            tell_of_order(
                session, order, Topic.ORDER_PASSED, dedupe=f"order_passed/{mark}", now=now
            )
        case OrderStepName.CANCEL:
            dedupe = f"order_cancelled/{mark}"
            tell_of_order(session, order, Topic.ORDER_CANCELLED, dedupe=dedupe, now=now)
        case OrderStepName.ISSUE:
            return
