"""Whose is a rating now, after every approved re-attribution?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.ratings import Rating, ReattributedRating, Reattribution
from server.models.registry import Window


@dataclass(frozen=True)
class OpenReattribution:
    """A re-attribution that waits for a second person."""

    id: int
    window_number: str
    from_at: datetime
    until_at: datetime
    opened_by: str
    ratings: int


@dataclass(frozen=True)
class SettledReattribution:
    """A re-attribution that a second person approved."""

    window_number: str
    from_at: datetime
    until_at: datetime
    opened_by: str
    approved_at: datetime | None
    approved_by: str | None


def owner_now(rating: Rating) -> int | None:
    """The staff id of the rating's owner; None for nobody."""
    latest = session.execute(
        select(ReattributedRating.staff_id)
        .join(
            Reattribution,
            (Reattribution.hall_id == ReattributedRating.hall_id)
            & (Reattribution.id == ReattributedRating.reattribution_id),
        )
        .where(
            ReattributedRating.hall_id == rating.hall_id,
            ReattributedRating.rating_id == rating.id,
            Reattribution.approved_at.is_not(None),
        )
        .order_by(Reattribution.approved_at.desc())
        .limit(1)
    ).first()
    return latest[0] if latest else rating.staff_id


def moved_owners(hall_id: int, rating_ids: Collection[int]) -> dict[int, int | None]:
    """The staff id of each of these ratings that changed hands, None for nobody's; no others."""
    moved = session.execute(
        select(ReattributedRating.rating_id, ReattributedRating.staff_id)
        .join(
            Reattribution,
            (Reattribution.hall_id == ReattributedRating.hall_id)
            & (Reattribution.id == ReattributedRating.reattribution_id),
        )
        .where(
            ReattributedRating.hall_id == hall_id,
            ReattributedRating.rating_id.in_(rating_ids),
            Reattribution.approved_at.is_not(None),
        )
        .order_by(Reattribution.approved_at)
    )
    return dict(moved.all())  # of several the last approved one is valid


def open_reattributions(hall_id: int) -> tuple[OpenReattribution, ...]:
    """The re-attributions of a hall that nobody has approved, oldest first."""
    rows = session.execute(
        select(
            Reattribution.id,
            Window.number,
            Reattribution.from_at,
            Reattribution.until_at,
            Reattribution.opened_by,
            func.count(ReattributedRating.rating_id),
        )
        .join(Window, Window.id == Reattribution.window_id)
        .join(
            ReattributedRating,
            (ReattributedRating.hall_id == Reattribution.hall_id)
            & (ReattributedRating.reattribution_id == Reattribution.id),
        )
        .where(Reattribution.hall_id == hall_id, Reattribution.approved_at.is_(None))
        .group_by(
            Reattribution.id,
            Window.number,
            Reattribution.from_at,
            Reattribution.until_at,
            Reattribution.opened_by,
            Reattribution.opened_at,
        )
        .order_by(Reattribution.opened_at)
    )
    return tuple(OpenReattribution(*row) for row in rows)


def settled_reattributions(hall_id: int, *, most: int = 20) -> tuple[SettledReattribution, ...]:
    """The approved re-attributions of a hall, the latest first."""
    rows = session.execute(
        select(
            Window.number,
            Reattribution.from_at,
            Reattribution.until_at,
            Reattribution.opened_by,
            Reattribution.approved_at,
            Reattribution.approved_by,
        )
        .join(Window, Window.id == Reattribution.window_id)
        .where(Reattribution.hall_id == hall_id, Reattribution.approved_at.is_not(None))
        .order_by(Reattribution.approved_at.desc())
        .limit(most)
    )
    return tuple(SettledReattribution(*row) for row in rows)
