"""A second person approves that ratings change hands after a corrected roster."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.actions.ratings.writing import count_for
from server.db import transaction
from server.models.ratings import Rating, ReattributedRating, Reattribution
from server.queries.ratings.exclusions import set_aside_now
from server.queries.ratings.visits import is_sealed
from server.rules.accounts.roles import Actor, name_of


def approve_reattribution(
    hall_id: int, reattribution_id: int, *, by: Actor | str, now: datetime
) -> tuple[str, ...]:
    """A second person approves: the old owner's count is reversed, the new owner's is added.

    Answers the sealed months (``2026-11``) whose ranking needs a revision now. Raises Unknown,
    SamePerson when the one who opened it approves, StepNotAllowed when it was approved before.
    """
    with transaction() as session:
        found = _open(session.get(Reattribution, (hall_id, reattribution_id)), name_of(by))
        found.approved_at, found.approved_by = now, name_of(by)
        months: set[str] = set()
        moves = 0
        for moved, rating in _ratings(session, found):
            lock_month(session.connection(), hall_id, rating.month, exclusive=False)
            _move(session, moved, rating)
            months.add(rating.month)
            moves += 1
        record(session, hall_id, by, "reattribution_approved", facts={"ratings": moves}, now=now)
        return tuple(sorted(month for month in months if is_sealed(hall_id, month)))


def _open(found: Reattribution | None, by: str) -> Reattribution:
    if found is None:
        raise errors.Unknown
    if found.approved_at is not None:
        raise errors.StepNotAllowed(step="approve")
    if found.opened_by == by:
        raise errors.SamePerson(name=by)
    return found


def _ratings(session: Session, found: Reattribution) -> Any:
    return session.execute(
        select(ReattributedRating, Rating)
        .join(
            Rating,
            (Rating.hall_id == ReattributedRating.hall_id)
            & (Rating.id == ReattributedRating.rating_id),
        )
        .where(
            ReattributedRating.hall_id == found.hall_id,
            ReattributedRating.reattribution_id == found.id,
        )
    )


def _move(session: Session, moved: ReattributedRating, rating: Rating) -> None:
    row = {column.name: getattr(rating, column.name) for column in Rating.__table__.columns}
    row["set_aside"] = set_aside_now(rating)
    for staff_id, by in ((moved.old_staff_id, -1), (moved.staff_id, 1)):
        if staff_id is not None:
            count_for(session.connection(), row, [("staff", staff_id)], by=by)
