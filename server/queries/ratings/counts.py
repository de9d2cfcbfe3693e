"""How many ratings has each unit in a month: by the tallies, and counted again from the ratings?"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Row, case, func, select

from server.db import session
from server.models.handling import ExcludedRating
from server.models.ratings import (
    MonthTally,
    Rating,
    ReattributedRating,
    Reattribution,
    SetAsideTally,
)
from server.queries.ratings.owners import moved_owners
from server.rules.ratings.levels import Level

COUNTED = tuple(f"{place}_{level}" for place in ("level", "second") for level in range(1, 6))


class Count(NamedTuple):
    """What a number counts: of which unit, in which lane, and which ratings.

    ``kind`` is window or staff; ``what`` is ``level_5``, ``second_1``, ``late``, or
    ``aside/<reason>/good`` and ``aside/<reason>/bad``.
    """

    kind: str
    unit_id: int
    lane: str
    what: str


def tallied(hall_id: int, month: str) -> Counter[Count]:
    """The numbers that the tallies hold; zeros are left out."""
    counts: Counter[Count] = Counter()
    for tally in _rows(MonthTally, hall_id, month):
        for what in (*COUNTED, "late"):
            counts[Count(tally.kind, tally.unit_id, tally.lane, what)] += getattr(tally, what)
    for tally in _rows(SetAsideTally, hall_id, month):
        for side in ("good", "bad"):
            what = f"aside/{tally.reason}/{side}"
            counts[Count(tally.kind, tally.unit_id, tally.lane, what)] += getattr(tally, side)
    return +counts


def recounted(hall_id: int, month: str) -> Counter[Count]:
    """The same numbers from the ratings themselves.

    With approved re-attributions, and without the ratings that were set aside after review.
    """
    counts: Counter[Count] = Counter()
    for group in session.connection().execute(_grouped(hall_id, month)):
        for what in _whats(group):
            counts[Count("window", group.window_id, group.lane, what)] += group.ratings
            counts[Count("staff", group.staff_id or 0, group.lane, what)] += group.ratings
    for moved in session.connection().execute(_moved(hall_id, month)):
        for what in _whats(moved):
            counts[Count("staff", moved.old_staff_id or 0, moved.lane, what)] -= moved.ratings
            counts[Count("staff", moved.new_staff_id or 0, moved.lane, what)] += moved.ratings
    for count, by in _exclusions(hall_id, month):
        counts[count] += by
    return Counter({count: n for count, n in counts.items() if n and count.unit_id})


def _rows(table: Any, hall_id: int, month: str) -> Any:
    return session.execute(
        select(*table.__table__.columns).where(table.hall_id == hall_id, table.month == month)
    )


def _grouped(hall_id: int, month: str) -> Any:
    columns = (Rating.window_id, Rating.staff_id, *_traits())
    return (
        select(*columns, func.count().label("ratings"))
        .where(Rating.hall_id == hall_id, Rating.month == month)
        .group_by(*columns)
    )


def _moved(hall_id: int, month: str) -> Any:
    moved = ReattributedRating
    columns = (moved.old_staff_id, moved.staff_id.label("new_staff_id"), *_traits())
    return (
        select(*columns, func.count().label("ratings"))
        .join(
            Reattribution,
            (Reattribution.hall_id == moved.hall_id) & (Reattribution.id == moved.reattribution_id),
        )
        .join(Rating, (Rating.hall_id == moved.hall_id) & (Rating.id == moved.rating_id))
        .where(
            Rating.hall_id == hall_id, Rating.month == month, Reattribution.approved_at.is_not(None)
        )
        .group_by(*columns)
    )


def _exclusions(hall_id: int, month: str) -> Iterator[tuple[Count, int]]:
    """What each exclusion takes from the counted ratings and adds to those set aside."""
    excluded = session.execute(_excluded(hall_id, month)).all()
    moved = moved_owners(hall_id, [rating.id for rating in excluded])
    for rating in excluded:
        units = (
            ("window", rating.window_id),
            ("staff", moved.get(rating.id, rating.staff_id) or 0),
        )
        for kind, unit_id in units:
            for what in _whats(rating):
                yield Count(kind, unit_id, rating.lane, what), -1
            yield Count(kind, unit_id, rating.lane, _aside(rating.reason, rating.level)), 1


def _excluded(hall_id: int, month: str) -> Any:
    return (
        select(Rating.id, Rating.window_id, Rating.staff_id, ExcludedRating.reason, *_traits())
        .join(
            ExcludedRating,
            (ExcludedRating.hall_id == Rating.hall_id) & (ExcludedRating.rating_id == Rating.id),
        )
        .where(ExcludedRating.hall_id == hall_id, ExcludedRating.month == month)
    )


def _traits() -> tuple[Any, ...]:
    is_second = case((Rating.first_rating_id.is_(None), 0), else_=1).label("is_second")
    return (Rating.lane, Rating.level, is_second, Rating.set_aside, Rating.is_late)


def _whats(group: Row[Any]) -> Iterator[str]:
    if group.set_aside:
        yield _aside(group.set_aside, group.level)
        return
    yield f"{'second' if group.is_second else 'level'}_{group.level}"
    if group.is_late:
        yield "late"


def _aside(reason: str, level: int) -> str:
    return f"aside/{reason}/{'bad' if Level(level).is_bad else 'good'}"
