"""Which months should have been published by a moment and are not, and why not?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from server.db import session
from server.models.publication import Notice
from server.models.registry import Hall as HallTable
from server.queries.publication.rankings import approver_of, latest_ranking
from server.queries.registry.halls import Hall, all_halls
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.hall_settings import YES
from server.rules.monthly_times import closed_month, first_closing, publishing
from server.rules.months import Month
from server.rules.slots import due_slots

# What is older than two months was seen before.
LOOKED_BACK = timedelta(days=70)


class Why(StrEnum):
    """What is missing."""

    UNSEALED = "unsealed"
    UNAPPROVED = "unapproved"
    LATE = "late"  # nothing: it only has to be done


@dataclass(frozen=True)
class Unpublished:
    """A month of a hall that was due at that moment (UTC) and is not published."""

    hall: str
    month: str
    due_at: datetime
    why: Why


def unpublished_months(moment: datetime) -> tuple[Unpublished, ...]:
    """What was due by that moment and is not published now, hall by hall, the earliest first."""
    created = dict(session.execute(select(HallTable.id, HallTable.created_at)).all())
    return tuple(
        each for hall in all_halls() for each in _unpublished(hall, created[hall.id], moment)
    )


def _unpublished(hall: Hall, created_at: datetime, moment: datetime) -> Iterator[Unpublished]:
    facts = hall_facts(hall.id, hall.registry_version)
    today = moment.astimezone(hall.zone).date()
    slots = due_slots(
        publishing(int(facts.setting("publication_working_day", today))),
        max(first_closing(created_at, hall.zone), moment - LOOKED_BACK),
        now=moment,
        zone=hall.zone,
        calendar=facts.calendar,
    )
    published = _published(hall.id, [str(closed_month(slot)) for slot in slots])
    for slot in slots:
        month = closed_month(slot)
        if str(month) not in published:
            why = _why(hall, month, facts, moment)
            yield Unpublished(hall.code, str(month), slot.due_at, why)


def _published(hall_id: int, months: list[str]) -> set[str]:
    if not months:
        return set()
    rows = select(Notice.month).where(
        Notice.hall_id == hall_id, Notice.kind == "ranking", Notice.month.in_(months)
    )
    return set(session.scalars(rows))


def _why(hall: Hall, month: Month, facts: HallFacts, moment: datetime) -> Why:
    sealed = latest_ranking(hall.id, month)
    if sealed is None:
        return Why.UNSEALED
    today = moment.astimezone(hall.zone).date()
    is_automatic = facts.setting("automatic_publication", today) == YES
    if not is_automatic and approver_of(hall.id, month, sealed.revision) is None:
        return Why.UNAPPROVED
    return Why.LATE
