"""A corrected roster says that other people served: which ratings change hands, if approved?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.ids import new_id
from server.models.ratings import Rating, ReattributedRating, Reattribution, Visit
from server.queries.ratings.owners import owner_now
from server.queries.registry.duties import duties_around
from server.queries.registry.halls import hall_of_id
from server.queries.registry.hours import hall_facts
from server.rules import opening
from server.rules.attribution import Unattributed, attribute
from server.rules.months import day_of


@dataclass(frozen=True)
class RosterChange:
    """At this window the roster from that moment until that one (with zone) was corrected."""

    window_id: int
    from_at: datetime
    until_at: datetime


def open_reattribution(
    session: Session, hall_id: int, change: RosterChange, *, by: str, now: datetime
) -> int:
    """Propose new owners for the ratings under a corrected roster; how many would change hands.

    Runs in the transaction that corrects the roster, after the new duties are flushed. Nothing
    moves until a second person approves. Ratings whose exact moment is erased stay as they are.
    """
    moved = list(_moved(session, hall_id, change))
    if not moved:
        return 0
    opened = Reattribution(
        hall_id=hall_id,
        id=new_id(now.date()),
        reason="roster_corrected",
        opened_at=now,
        opened_by=by,
        **vars(change),
    )
    session.add(opened)
    session.flush()  # the rows below refer to it
    for rating, old, new in moved:
        is_nobody = isinstance(new, Unattributed)
        session.add(
            ReattributedRating(
                hall_id=hall_id,
                rating_id=rating.id,
                reattribution_id=opened.id,
                old_staff_id=old,
                staff_id=None if is_nobody else new,
                unattributed=new if is_nobody else None,
            )
        )
    return len(moved)


def _moved(
    session: Session, hall_id: int, change: RosterChange
) -> Iterator[tuple[Rating, int | None, int | Unattributed]]:
    """Each rating that would change hands, its owner now, and its owner by the new roster."""
    visits = session.execute(
        select(Rating, Visit.scanned_at)
        .join(Visit, (Visit.hall_id == Rating.hall_id) & (Visit.rating_id == Rating.id))
        .where(
            Visit.hall_id == hall_id,
            Visit.window_id == change.window_id,
            Visit.scanned_at >= change.from_at,
            Visit.scanned_at < change.until_at,
        )
    ).all()
    for rating, scanned_at in visits:
        old = owner_now(rating)
        new = _owner_by_roster(hall_id, change.window_id, scanned_at)
        if old != (None if isinstance(new, Unattributed) else new):
            yield rating, old, new


def _owner_by_roster(hall_id: int, window_id: int, moment: datetime) -> int | Unattributed:
    hall = hall_of_id(hall_id)
    facts = hall_facts(hall.id, hall.registry_version)
    day_kind = facts.calendar.kind_of(day_of(moment, hall.zone))
    return attribute(
        moment,
        [person.duty for person in duties_around(hall_id, window_id, moment)],
        is_open=opening.is_open(moment, hall.zone, hours=facts.hours, day_kind=day_kind),
        chosen_staff_id=None,
    )
