"""The clock lets a person see a further batch of their ratings, where one is due."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.ids import new_number
from server.models.ledger import RatingBatch, StaffText
from server.models.ratings import RatingText
from server.queries.ratings.own import releases, unseen_ratings
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.messages.audience import to_staff
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.rules.ratings.batches import (
    Batch,
    Limits,
    OwnRating,
    Release,
    counted_days,
    due_batch,
    members,
    new_batch,
    written,
)
from server.rules.visit import CLOCK_SKEW, TICKET_LIFE


def release_batch(hall: Hall, staff_id: int, *, now: datetime) -> bool:
    """The clock releases the person's next batch if it is due; whether it was.

    Asking again on the same day changes nothing.
    """
    # Until a form is too old to be sent, its day is not over: a batch must hold all of its days.
    today = day_of(now - TICKET_LIFE - CLOCK_SKEW, hall.zone)
    earlier = releases(hall.id, staff_id)
    unseen = unseen_ratings(hall.id, staff_id, earlier)
    last = earlier[-1].until if earlier else None
    days = counted_days(staff_id, unseen, Release(today, now))
    until = due_batch(days, last, today, _limits(hall, today))
    if until is None:
        return False
    release = Release(until, now)
    inside = members(staff_id, unseen, release)
    batch = new_batch(inside, release, last)
    with transaction() as session:
        is_new = _add(session, hall, staff_id, release, batch)
        if is_new:
            _let_texts_wait(session, hall, staff_id, release, inside)
            _tell(session, hall, staff_id, release)
        return is_new


def _tell(session: Session, hall: Hall, staff_id: int, release: Release) -> None:
    """The person hears that there is something to see, and not what."""
    news = News(Topic.RATING_BATCH_READY, to_staff(staff_id), {"until": str(release.until)})
    dedupe = f"batch/{staff_id}/{release.until}"
    tell(session, hall.id, news, dedupe=dedupe, now=release.released_at)


def _limits(hall: Hall, today: date) -> Limits:
    facts = hall_facts(hall.id, hall.registry_version)
    return Limits(
        int(facts.setting("staff_batch_ratings", today)),
        int(facts.setting("staff_batch_days", today)),
    )


def _add(session: Session, hall: Hall, staff_id: int, release: Release, batch: Batch) -> bool:
    connection = session.connection()
    fresh = insert_into(connection, table_of(RatingBatch)).values(
        hall_id=hall.id,
        staff_id=staff_id,
        until=release.until,
        ratings=len(batch.ids),
        released_at=release.released_at,
        shown=written(batch),
    )
    return count_of(connection, fresh.on_conflict_do_nothing()) == 1


def _let_texts_wait(
    session: Session, hall: Hall, staff_id: int, release: Release, inside: Iterable[OwnRating]
) -> None:
    """What citizens wrote waits for a supervisor; the person does not see it before."""
    written = session.scalars(
        select(RatingText.rating_id).where(
            RatingText.hall_id == hall.id,
            RatingText.rating_id.in_([rating.id for rating in inside]),
        )
    ).all()
    rows = [
        {
            "hall_id": hall.id,
            "rating_id": rating_id,
            "staff_id": staff_id,
            "number": new_number(),
            "until": release.until,
            "state": "waiting",
        }
        for rating_id in written
    ]
    if rows:
        connection = session.connection()
        fresh = insert_into(connection, table_of(StaffText)).on_conflict_do_nothing()
        connection.execute(fresh, rows)
