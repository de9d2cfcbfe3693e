"""How is it stated that a department is late with a rectification order?

Each month bears its own working days: one fact a month, stated anew as they grow, so that a
month that is over is never touched again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import (
    Concerned,
    NewFact,
    Source,
    Stating,
    WhyReversed,
    reverse_fact,
    state_fact,
)
from server.models.appraisal import Fact, FactReversal
from server.models.inspections import RectificationOrder
from server.queries.inspections.people import chief_of
from server.rules.inspections.orders import overdue_in
from server.rules.months import Month
from server.rules.working_days import Calendar

EVENT = "rectify_overdue"


@dataclass(frozen=True)
class Lateness:
    """The working days of one month on which an order was overdue, up to that day."""

    month: Month
    days: int
    on: date


def state_overdue(
    session: Session, order: RectificationOrder, until: date, calendar: Calendar, stating: Stating
) -> None:
    """The working days late of the order's running term, up to and with ``until``, are stated.

    In the caller's transaction; stated again on the same day nothing happens.
    """
    for late in _lateness(order.due_on, until, calendar):
        term = f"rectify/{order.number}/{order.term_from.isoformat()}/{late.month}/"
        dedupe = f"{term}{late.days}"
        for known in _standing(session, order, term):
            if known != dedupe:
                reverse_fact(session, known, WhyReversed.SOURCE_CHANGED, stating)
        state_fact(session, _fact(order, dedupe, late), stating)


def take_back_overdue(session: Session, order: RectificationOrder, stating: Stating) -> None:
    """The order was cancelled: that it was late holds no longer."""
    for known in _standing(session, order, f"rectify/{order.number}/"):
        reverse_fact(session, known, WhyReversed.ENTERED_IN_ERROR, stating)


def _lateness(due_on: date, until: date, calendar: Calendar) -> Iterator[Lateness]:
    month, last = Month(due_on.year, due_on.month), Month(until.year, until.month)
    while month <= last:
        days = overdue_in(month, due_on, until, calendar)
        if days:
            yield Lateness(month, days, min(until, month.days()[-1]))
        month = month.next()


def _standing(session: Session, order: RectificationOrder, beginning: str) -> list[str]:
    is_reversed = exists().where(
        FactReversal.hall_id == Fact.hall_id, FactReversal.fact_id == Fact.id
    )
    return list(
        session.scalars(
            select(Fact.dedupe).where(
                Fact.hall_id == order.hall_id,
                Fact.source == Source.INSPECTIONS,
                Fact.source_number == order.number,
                Fact.dedupe.startswith(beginning),
                ~is_reversed,
            )
        )
    )


def _fact(order: RectificationOrder, dedupe: str, late: Lateness) -> NewFact:
    return NewFact(
        dedupe=dedupe,
        event=EVENT,
        happened_on=late.on,
        established_on=late.on,
        source=Source.INSPECTIONS,
        number=order.number,
        concerned=Concerned(
            chief_id=chief_of(order.department_id),
            window_id=order.window_id,
            department_id=order.department_id,
        ),
        fields={"days": Fraction(late.days)},
        has_evidence=True,
    )
