"""The clock reminds of appeals that have to be decided, and counts their last day anew."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.db import transaction
from server.models.ledger import Appeal
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.ledger.appeals import AppealState, Reminder, decision_due, reminder_on
from server.rules.messages.audience import APPRAISAL, SUPERVISION
from server.rules.messages.topics import Topic
from server.rules.months import day_of

TOPICS = {
    Reminder.DUE_SOON: (Topic.APPEAL_DUE_SOON, APPRAISAL),
    # What was not done in time is no longer the appraisal officers' matter alone.
    Reminder.OVERDUE: (Topic.APPEAL_OVERDUE, SUPERVISION),
}


def remind_of_appeals(hall: Hall, *, now: datetime) -> int:
    """The clock reminds of each open appeal, once before its last day and once after; how many.

    A last day that was provisional is counted anew when the year's holiday notice is there.
    """
    facts, today = hall_facts(hall.id, hall.registry_version), day_of(now, hall.zone)
    with transaction() as session:
        waiting = session.scalars(
            select(Appeal)
            .where(Appeal.hall_id == hall.id, Appeal.state == AppealState.FILED)
            .order_by(Appeal.due_on, Appeal.id)
        ).all()
        for appeal in waiting:
            _count_anew(appeal, hall, facts)
        return sum(_remind(session, appeal, today, facts, now=now) for appeal in waiting)


def _count_anew(appeal: Appeal, hall: Hall, facts: HallFacts) -> None:
    if not appeal.is_due_provisional:
        return
    filed_on = day_of(appeal.filed_at, hall.zone)
    days = int(facts.setting("appeal_decision_days", filed_on))
    due = decision_due(filed_on, days, facts.calendar)
    appeal.due_on, appeal.is_due_provisional = due.due_on, due.is_provisional


def _remind(
    session: Session, appeal: Appeal, today: date, facts: HallFacts, *, now: datetime
) -> bool:
    reminder = reminder_on(appeal.due_on, today, facts.calendar)
    if reminder is None:
        return False
    topic, audience = TOPICS[reminder]
    news = News(topic, audience, {"number": appeal.number, "due_on": str(appeal.due_on)})
    dedupe = f"appeal_{reminder}/{appeal.number}"
    return tell(session, appeal.hall_id, news, dedupe=dedupe, now=now)
