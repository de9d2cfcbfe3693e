"""Which ratings does somebody read page by page, and why is one of them not counted?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from server.db import session
from server.models.cases import Case
from server.models.handling import ExcludedRating
from server.models.ratings import Rating, RatingText
from server.models.registry import PeerGroup, Window
from server.packs.tags import Tag, tags
from server.queries.overview.scope import Scope
from server.rules.months import HalfDay, Month
from server.rules.ratings.levels import Lane, Level
from server.rules.ratings.shown_when import When, shown_when

PAGE = 50
NO_TAG = "none"
_OF_RATING = and_(ExcludedRating.hall_id == Rating.hall_id, ExcludedRating.rating_id == Rating.id)
_TEXT = and_(RatingText.hall_id == Rating.hall_id, RatingText.rating_id == Rating.id)
_CASE = and_(Case.hall_id == Rating.hall_id, Case.rating_id == Rating.id)


@dataclass(frozen=True)
class Browsing:
    """Which ratings of a month are asked for; what is empty or None does not matter.

    ``aside`` is ``1`` for all that are set aside, or one reason; ``tag`` a code or ``none``.
    ``sees_every``: whether the reader may know the half-day (``rules.ratings.shown_when``); who
    may not gets weeks, in an order that does not tell the day.
    """

    month: Month
    sees_every: bool
    window: str = ""
    group: str = ""
    levels: frozenset[Level] = frozenset(Level)
    lane: str = ""
    tag: str = ""
    half_day: str = ""
    weekday: int | None = None
    aside: str = ""
    unattributed: str = ""
    is_pressed: bool = False


@dataclass(frozen=True)
class BrowsedRating:
    """One rating in the list. ``set_aside``: why it is not counted, '' where it is.

    ``id`` leaves the server only sealed.
    """

    id: int
    when: When
    window: str
    window_name: str
    level: Level
    tags: tuple[Tag, ...]
    text: str
    lane: Lane
    is_second: bool
    is_late: bool
    is_pressed: bool
    set_aside: str
    unattributed: str
    case: str


@dataclass(frozen=True)
class BrowsedPage:
    """One page of the list, and how many ratings there are in all."""

    rows: tuple[BrowsedRating, ...]
    total: int


def browsed(scope: Scope, asked: Browsing, *, page: int) -> BrowsedPage:
    """The ratings of that page (1 the first), the latest day first; two statements.

    Inside a day they stand in an order of chance.
    """
    conditions = tuple(_conditions(scope, asked))
    total = session.scalar(
        select(func.count())
        .select_from(Rating)
        .join(Window, Window.id == Rating.window_id)
        .join(PeerGroup, PeerGroup.id == Window.group_id)
        .outerjoin(ExcludedRating, _OF_RATING)
        .where(*conditions)
    )
    rows = session.execute(_rows(conditions, asked).limit(PAGE).offset((page - 1) * PAGE))
    return BrowsedPage(tuple(_rating(row, asked) for row in rows), total or 0)


def _conditions(scope: Scope, asked: Browsing) -> Iterator[Any]:
    yield Rating.hall_id == scope.hall.id
    yield Rating.month == str(asked.month)
    yield scope.holds(Rating.window_id)
    yield Rating.level.in_(sorted(asked.levels))
    for column, value in (
        (Window.number, asked.window),
        (PeerGroup.code, asked.group),
        (Rating.lane, asked.lane),
        (Rating.half_day, asked.half_day if asked.sees_every else ""),
        (Rating.unattributed, asked.unattributed),
    ):
        if value:
            yield column == value
    if asked.is_pressed:
        yield Rating.is_pressed.is_(True)
    if asked.weekday is not None and asked.sees_every:
        yield Rating.day.in_(_weekdays(asked.month, asked.weekday))
    yield from _of_tag(asked.tag)
    yield from _of_aside(asked.aside)


def _of_tag(tag: str) -> Iterator[Any]:
    if tag == NO_TAG:
        yield Rating.tags == ""
    elif tag:
        # Codes have three digits, so that one is never a part of another.
        yield Rating.tags.contains(tag, autoescape=True)


def _of_aside(aside: str) -> Iterator[Any]:
    if aside == "1":
        yield or_(Rating.set_aside.is_not(None), ExcludedRating.reason.is_not(None))
    elif aside:
        yield or_(Rating.set_aside == aside, ExcludedRating.reason == aside)


def _rows(conditions: tuple[Any, ...], asked: Browsing) -> Any:
    order = (
        (Rating.day.desc(), Rating.id)
        if asked.sees_every
        else (Window.number, Rating.level, Rating.tags)
    )
    return (
        select(
            Rating,
            Window.number,
            Window.name.label("window_name"),
            ExcludedRating.reason.label("excluded"),
            RatingText.text,
            Case.number.label("case_number"),
        )
        .join(Window, Window.id == Rating.window_id)
        .join(PeerGroup, PeerGroup.id == Window.group_id)
        .outerjoin(ExcludedRating, _OF_RATING)
        .outerjoin(RatingText, _TEXT)
        .outerjoin(Case, _CASE)
        .where(*conditions)
        .order_by(*order)
    )


def _rating(row: Row[Any], asked: Browsing) -> BrowsedRating:
    rating: Rating = row.Rating
    chosen = rating.tags.split(",")
    half_day = HalfDay(rating.half_day)
    return BrowsedRating(
        id=rating.id,
        when=shown_when(rating.day, half_day, ratings=0, sees_every=asked.sees_every),
        window=row.number,
        window_name=row.window_name,
        level=Level(rating.level),
        tags=tuple(tag for tag in tags(rating.tag_set) if tag.code in chosen),
        text=(row.text or "") if asked.sees_every else "",
        lane=Lane(rating.lane),
        is_second=rating.first_rating_id is not None,
        is_late=rating.is_late,
        is_pressed=rating.is_pressed,
        set_aside=rating.set_aside or row.excluded or "",
        unattributed=rating.unattributed or "",
        case=(row.case_number or "") if asked.sees_every else "",
    )


def _weekdays(month: Month, weekday: int) -> list[date]:
    """The days of the month that are that weekday, Monday is 0."""
    return [day for day in month.days() if day.weekday() == weekday]
