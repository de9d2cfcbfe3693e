"""What do all steps of a rectification order leave behind: the step, its words, its photos?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.actions.inspections.photos import Owner, add_photos
from server.actions.messages.tell import News, tell
from server.models.inspections import RectificationOrder, RectificationStep, RectificationText
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts
from server.rules.accounts.roles import Actor
from server.rules.inspections.kinds import TERM_SETTINGS, Term
from server.rules.inspections.orders import OrderForm, OrderStepName
from server.rules.messages.audience import Audience, to_head
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.rules.working_days import Deadline, add_working_days


@dataclass(frozen=True)
class Ordering:
    """A step of an order: in which hall, by whom, when (with zone), what was sent."""

    hall: Hall
    form: OrderForm
    by: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day in the hall's zone."""
        return day_of(self.now, self.hall.zone)


def term_end(facts: HallFacts, term: Term, start: date) -> Deadline:
    """The last day of a term that begins on that day, by the hall's setting."""
    days = int(facts.setting(TERM_SETTINGS[term], start))
    return add_working_days(start, days, facts.calendar)


def write_step(
    session: Session, order: RectificationOrder, name: OrderStepName, ordering: Ordering
) -> int:
    """The step with its words and photos; its position."""
    position = _next_position(session, order)
    session.add(
        RectificationStep(
            hall_id=order.hall_id,
            order_id=order.id,
            position=position,
            step=name,
            due_on=order.due_on,
            taken_at=ordering.now,
            taken_by=ordering.by.account_id,
        )
    )
    words = ordering.form.words.strip()
    if words:
        session.add(
            RectificationText(
                hall_id=order.hall_id, order_id=order.id, position=position, text=words
            )
        )
    owner = Owner(order.hall_id, ordering.today, order_id=order.id, position=position)
    add_photos(session, owner, ordering.form.photos)
    return position


def tell_of_order(
    session: Session, order: RectificationOrder, topic: Topic, *, dedupe: str, now: datetime
) -> bool:
    """The heads of the department hear of it."""
    return tell_of(session, order, topic, to_head(order.department_id), Telling(dedupe, now))


@dataclass(frozen=True)
class Telling:
    """Under which name something is told, when."""

    dedupe: str
    now: datetime


def tell_of(
    session: Session,
    order: RectificationOrder,
    topic: Topic,
    audience: Audience,
    telling: Telling,
) -> bool:
    """Somebody hears of the order: its number and its last day."""
    news = News(topic, audience, {"number": order.number, "due_on": str(order.due_on)})
    return tell(session, order.hall_id, news, dedupe=telling.dedupe, now=telling.now)


def _next_position(session: Session, order: RectificationOrder) -> int:
    last = session.scalar(
        select(func.max(RectificationStep.position)).where(
            RectificationStep.hall_id == order.hall_id, RectificationStep.order_id == order.id
        )
    )
    return 0 if last is None else last + 1
