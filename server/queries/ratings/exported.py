"""Which ratings does somebody see in a list, a page of them or all: when, where, what, counted?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from server.db import session
from server.ids import first_id
from server.models.cases import Case
from server.models.handling import ExcludedRating
from server.models.ratings import Rating
from server.models.registry import PeerGroup, Window
from server.packs.tags import Tag, tags
from server.rules.months import HalfDay
from server.rules.ratings.levels import Lane, Level
from server.rules.ratings.shown_when import (
    When,
    in_order,
    is_shown_yet,
    shown_when,
    span_shown,
)

AT_ONCE = 1_000
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RatingsAsked:
    """Which ratings: of those days (both included), and only those that the others name.

    ``sees_every``: also half-days with few ratings (``rules.ratings.shown_when``); who does not
    gets whole weeks, and of what shows its week alone only weeks that are over on ``today``.
    """

    since: date
    until: date
    today: date
    sees_every: bool
    window: str = ""
    group: str = ""
    levels: frozenset[Level] = frozenset(Level)
    only_counted: bool = False


@dataclass(frozen=True)
class RatingLine:
    """One rating in a list. ``set_aside``: why it is not counted, '' where it is."""

    when: When
    window: str
    window_name: str
    group: str
    level: Level
    tags: tuple[Tag, ...]
    lane: Lane
    is_second: bool
    set_aside: str
    has_case: bool


def rating_lines(hall_id: int, asked: RatingsAsked) -> Iterator[RatingLine]:
    """The ratings by day, in no order inside a day, a thousand at a time.

    Ratings of which only the week may be shown follow the others of their week, sorted by what
    they say, so that their place does not tell their day.
    """
    days = _days(asked)
    return in_order((line for day in days for line in _day(hall_id, day, asked)), _says)


def _days(asked: RatingsAsked) -> Iterator[date]:
    since, until = span_shown(asked.since, asked.until, sees_every=asked.sees_every)
    return (since + timedelta(days=number) for number in range((until - since).days + 1))


def _says(line: RatingLine) -> tuple[Any, ...]:
    return line.window, -line.level, [tag.code for tag in line.tags], line.lane, line.set_aside


def _day(hall_id: int, day: date, asked: RatingsAsked) -> Iterator[RatingLine]:
    ratings = _by_half_day(hall_id, day)
    for row in session.execute(_ratings(hall_id, day).execution_options(yield_per=AT_ONCE)):
        line = _line(row, ratings[row.window_id, row.half_day], asked)
        if _is_asked_for(line, row.code, asked):
            yield line


def _by_half_day(hall_id: int, day: date) -> dict[tuple[int, str], int]:
    """How many ratings each window had in each half of the day.

    Counted before anything is left out: what somebody asks for must not make a half-day quiet.
    """
    counts = session.execute(
        select(Rating.window_id, Rating.half_day, func.count())
        .where(*_of_day(hall_id, day))
        .group_by(Rating.window_id, Rating.half_day)
    )
    return {(window_id, half_day): count for window_id, half_day, count in counts}


def _of_day(hall_id: int, day: date) -> tuple[Any, ...]:
    """An id begins with the day, so that a day is one stretch of the index."""
    return (
        Rating.hall_id == hall_id,
        Rating.id >= first_id(day),
        Rating.id < first_id(day + ONE_DAY),
    )


def _ratings(hall_id: int, day: date) -> Any:
    has_case = exists().where(Case.hall_id == hall_id, Case.rating_id == Rating.id)
    return (
        select(
            Rating.window_id,
            Rating.day,
            Rating.half_day,
            Rating.level,
            Rating.tags,
            Rating.tag_set,
            Rating.lane,
            Rating.first_rating_id,
            Rating.set_aside,
            ExcludedRating.reason.label("excluded"),
            Window.number,
            Window.name,
            PeerGroup.code,
            PeerGroup.name.label("group"),
            has_case.label("has_case"),
        )
        .join(Window, Window.id == Rating.window_id)
        .join(PeerGroup, PeerGroup.id == Window.group_id)
        .outerjoin(
            ExcludedRating,
            (ExcludedRating.hall_id == hall_id) & (ExcludedRating.rating_id == Rating.id),
        )
        .where(*_of_day(hall_id, day))
        .order_by(Rating.id)
    )


def _line(row: Any, ratings: int, asked: RatingsAsked) -> RatingLine:
    half_day = HalfDay(row.half_day)
    chosen = row.tags.split(",")
    return RatingLine(
        when=shown_when(row.day, half_day, ratings=ratings, sees_every=asked.sees_every),
        window=row.number,
        window_name=row.name,
        group=row.group,
        level=Level(row.level),
        tags=tuple(tag for tag in tags(row.tag_set) if tag.code in chosen),
        lane=Lane(row.lane),
        is_second=row.first_rating_id is not None,
        set_aside=row.set_aside or row.excluded or "",
        has_case=row.has_case,
    )


def _is_asked_for(line: RatingLine, group: str, asked: RatingsAsked) -> bool:
    return (
        line.level in asked.levels
        and asked.window in {"", line.window}
        and asked.group in {"", group}
        and is_shown_yet(line.when, asked.today)
        and not (asked.only_counted and line.set_aside)
    )
