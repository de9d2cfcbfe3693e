"""What may a person know of their own ratings, in the batches that were released?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from server.db import session
from server.models.handling import ExcludedRating
from server.models.ledger import RatingBatch, StaffText
from server.models.ratings import Rating, RatingText, ReattributedRating, Reattribution
from server.queries.registry.halls import Hall
from server.queries.safety.fates import as_seen
from server.rules.months import HalfDay, day_of
from server.rules.ratings.batches import Move, OwnRating, Release, batches, read, unseen
from server.rules.ratings.levels import Level
from server.rules.ratings.own_tables import OwnRatings, own_ratings
from server.rules.ratings.shown_when import When, is_shown_yet, shown_when
from server.rules.safety.holding import Place

# A batch spans weeks, seldom more: so far before the first one shown its ratings may lie.
LONGEST_WAIT = timedelta(days=400)
# A re-attribution may give a person ratings of days that were shown; older ones stay unseen.
LOOKED_BACK = timedelta(days=62)
BEFORE_ALL = date(2000, 1, 1)
MOST_TEXTS = 100


@dataclass(frozen=True)
class OwnText:
    """What a citizen wrote, released to the person. ``number`` is random.

    ``when`` never holds more than the day.
    """

    number: str
    when: When
    text: str


def ratings_shown(hall: Hall, staff_id: int, *, today: date) -> OwnRatings:
    """What the person may see now: the batches of this year and the last, and their tables.

    What a batch showed is kept with it. Only of those that the program before released, the
    ratings are counted again.
    """
    year_before = date(today.year - 1, 1, 1)
    released = _releases(hall.id, staff_id)
    shown = [(each, text) for each, text in released if each.until >= year_before]
    kept = {each.until: read(each.until, text) for each, text in shown if text}
    if len(kept) < len(shown):
        old = [each.until for each, _ in released if each.until < year_before]
        since = max(old) if old else year_before - LONGEST_WAIT
        ratings = ratings_since(hall.id, staff_id, since)
        counted = batches(staff_id, ratings, [each for each, _ in shown])
        kept = {batch.until: batch for batch in counted} | kept
    return own_ratings(kept[until] for until in sorted(kept))


def releases(hall_id: int, staff_id: int) -> tuple[Release, ...]:
    """The person's batches, in order of their days."""
    return tuple(release for release, _ in _releases(hall_id, staff_id))


def _releases(hall_id: int, staff_id: int) -> list[tuple[Release, str]]:
    """The same, each with what it showed; that is '' where it was not kept."""
    rows = session.execute(
        select(RatingBatch.until, RatingBatch.released_at, RatingBatch.shown)
        .where(RatingBatch.hall_id == hall_id, RatingBatch.staff_id == staff_id)
        .order_by(RatingBatch.until)
    )
    return [(Release(until, released_at), shown) for until, released_at, shown in rows]


def ratings_since(hall_id: int, staff_id: int, after: date) -> tuple[OwnRating, ...]:
    """The ratings of days after that one which are or were the person's."""
    moves = _moves(hall_id, staff_id)
    # Two questions: with one OR over both, a database reads every rating of the hall.
    rows = {row.id: row for row in _rows(hall_id, after, Rating.staff_id == staff_id)}
    if moves:
        rows |= {row.id: row for row in _rows(hall_id, after, Rating.id.in_(list(moves)))}
    in_order = sorted(rows.values(), key=lambda row: (row.day, row.id))
    return tuple(_rating(row, moves) for row in in_order)


def _rows(hall_id: int, after: date, are_wanted: ColumnElement[bool]) -> Sequence[Any]:
    return session.execute(
        select(
            Rating.id,
            Rating.day,
            Rating.level,
            Rating.tags,
            Rating.staff_id,
            Rating.first_rating_id,
            Rating.set_aside,
            ExcludedRating.excluded_at,
        )
        .outerjoin(
            ExcludedRating,
            (ExcludedRating.hall_id == Rating.hall_id) & (ExcludedRating.rating_id == Rating.id),
        )
        .where(Rating.hall_id == hall_id, Rating.day > after, are_wanted)
    ).all()


def unseen_ratings(hall_id: int, staff_id: int, released: tuple[Release, ...]) -> list[OwnRating]:
    """The person's ratings that no batch held so far."""
    after = released[-1].until - LOOKED_BACK if released else BEFORE_ALL
    return unseen(staff_id, ratings_since(hall_id, staff_id, after), released)


def texts_shown(hall: Hall, staff_id: int, *, now: datetime) -> tuple[OwnText, ...]:
    """The released texts whose time is not over, in no order that tells when they came.

    With the words masked that the supervisor masked.
    """
    rows = session.execute(
        select(
            StaffText.number,
            StaffText.rating_id,
            Rating.day,
            Rating.half_day,
            RatingText.text,
            _ratings_of_half_day().label("ratings"),
        )
        .join(Rating, _is_of_rating(StaffText))
        .join(RatingText, _is_of_rating(RatingText))
        .where(
            StaffText.hall_id == hall.id,
            StaffText.staff_id == staff_id,
            StaffText.state == "released",
        )
        .order_by(StaffText.until.desc(), StaffText.number)
    ).all()
    written = {str(row.rating_id): row.text for row in rows}
    shown = as_seen(hall.id, Place.RATING, written)
    texts = (
        OwnText(number, _day_at_most(day, half_day, ratings), text)
        for number, rating_id, day, half_day, _, ratings in rows
        if (text := shown[str(rating_id)]) is not None
    )
    today = day_of(now, hall.zone)
    return tuple(text for text in texts if is_shown_yet(text.when, today))


def _moves(hall_id: int, staff_id: int) -> dict[int, tuple[Move, ...]]:
    """Every approved move of the ratings that ever came to or went from the person."""
    theirs = select(ReattributedRating.rating_id).where(
        ReattributedRating.hall_id == hall_id,
        or_(ReattributedRating.staff_id == staff_id, ReattributedRating.old_staff_id == staff_id),
    )
    rows = session.execute(
        select(ReattributedRating.rating_id, Reattribution.approved_at, ReattributedRating.staff_id)
        .join(
            Reattribution,
            (Reattribution.hall_id == ReattributedRating.hall_id)
            & (Reattribution.id == ReattributedRating.reattribution_id),
        )
        .where(
            ReattributedRating.hall_id == hall_id,
            ReattributedRating.rating_id.in_(theirs),
            Reattribution.approved_at.is_not(None),
        )
        .order_by(Reattribution.approved_at)
    )
    found = defaultdict[int, list[Move]](list)
    for rating_id, approved_at, owner in rows:
        if approved_at is not None:
            found[rating_id].append(Move(approved_at, owner))
    return {rating_id: tuple(moves) for rating_id, moves in found.items()}


def _rating(row: Any, moves: dict[int, tuple[Move, ...]]) -> OwnRating:
    return OwnRating(
        id=row.id,
        day=row.day,
        level=Level(row.level),
        tags=tuple(tag for tag in row.tags.split(",") if tag),
        staff_id=row.staff_id,
        is_second=row.first_rating_id is not None,
        is_aside=row.set_aside is not None,
        aside_at=row.excluded_at,
        moves=moves.get(row.id, ()),
    )


def _is_of_rating(table: Any) -> Any:
    return (table.hall_id == Rating.hall_id) & (table.rating_id == Rating.id)


def _ratings_of_half_day() -> Any:
    """How many ratings the same window had in the same half-day."""
    others = Rating.__table__.alias("others")
    return (
        select(func.count())
        .select_from(others)
        .where(
            others.c.hall_id == Rating.hall_id,
            others.c.window_id == Rating.window_id,
            others.c.month == Rating.month,
            others.c.day == Rating.day,
            others.c.half_day == Rating.half_day,
        )
        .scalar_subquery()
    )


def _day_at_most(day: date, half_day: str, ratings: int) -> When:
    when = shown_when(day, HalfDay(half_day), ratings=ratings, sees_every=False)
    return When(when.week, when.day)
