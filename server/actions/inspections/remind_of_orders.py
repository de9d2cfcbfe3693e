"""The clock reminds of rectification orders, and states how late a department is."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating
from server.actions.inspections.ordering import Telling, tell_of, tell_of_order, term_end
from server.actions.inspections.overdue import state_overdue
from server.db import transaction
from server.models.inspections import RectificationOrder
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.inspections.kinds import OrderState, Term
from server.rules.inspections.orders import Rung, rung_on
from server.rules.messages.audience import SUPERVISION
from server.rules.messages.topics import Topic

BY_THE_CLOCK = "timetable"
TOPICS = {Rung.DUE_SOON: Topic.ORDER_DUE_SOON, Rung.OVERDUE: Topic.ORDER_OVERDUE}


def remind_of_orders(hall: Hall, today: date, *, now: datetime) -> int:
    """The clock reminds of each unanswered order once before and once after its last day.

    Of an overdue one the supervisors hear too, and its working days late are stated. How many
    reminders went out. A last day that was provisional is counted anew first.
    """
    facts = hall_facts(hall.id, hall.registry_version)
    with transaction() as session:
        waiting = session.scalars(
            select(RectificationOrder)
            .where(
                RectificationOrder.hall_id == hall.id,
                RectificationOrder.state == OrderState.ISSUED,
            )
            .order_by(RectificationOrder.due_on, RectificationOrder.id)
        ).all()
        return sum(_remind(session, order, today, facts, now=now) for order in waiting)


def _remind(
    session: Session, order: RectificationOrder, today: date, facts: HallFacts, *, now: datetime
) -> bool:
    if order.is_due_provisional:
        due = term_end(facts, Term(order.term), order.term_from)
        order.due_on, order.is_due_provisional = due.due_on, due.is_provisional
    rung = rung_on(order.term_from, order.due_on, today, facts.calendar)
    if rung is None:
        return False
    mark = f"order_{rung}/{order.number}/{order.term_from.isoformat()}"
    if rung is Rung.OVERDUE:
        state_overdue(
            session, order, today, facts.calendar, Stating(order.hall_id, BY_THE_CLOCK, now)
        )
        tell_of(session, order, TOPICS[rung], SUPERVISION, Telling(f"{mark}/s", now))
    return tell_of_order(session, order, TOPICS[rung], dedupe=mark, now=now)
